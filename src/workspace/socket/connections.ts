import type { WebSocket } from 'ws'
import { z } from 'zod'
import { ackLimitMs } from '../delivery/transport.ts'
import type { Answer, Envelope, Transport } from '../delivery/transport.ts'
import { isObject } from '../state/json.ts'
import type { Json } from '../state/json.ts'
import type { World } from '../state/world.ts'

/** An app may hold this many connections; each envelope goes to one of them. */
const mostConnections = 10
const pingEveryMs = 10_000

export interface Connections extends Transport {
  /** A URL that lets one connection in, once. */
  ticketUrl(): string
  /** Takes the ticket of an arriving connection; false when it is unknown or used. */
  admit(ticket: string): boolean
  attach(socket: WebSocket): void
  count(): number
  /** Tells every connection that it will be replaced (`warning`), or that it is over now. */
  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void
  /** Says goodbye properly, so that the app's client does not wait half a minute for it. */
  close(): Promise<void>
}

const ackSchema = z.looseObject({ envelope_id: z.string(), payload: z.unknown().optional() })

interface Pending {
  readonly envelope: Envelope
  readonly socket: WebSocket
  readonly settle: (answer: Answer) => void
}

export function connections(world: World): Connections {
  const tickets = new Set<string>()
  const open: WebSocket[] = []
  const pending = new Map<string, Pending>()
  let turn = 0

  const leave = (socket: WebSocket): void => {
    const index = open.indexOf(socket)
    if (index !== -1) open.splice(index, 1)
    for (const [id, waiting] of pending) {
      if (waiting.socket !== socket) continue
      pending.delete(id)
      waiting.settle({ kind: 'unreachable' })
    }
    world.changes.touch()
  }

  const hear = (data: string): void => {
    const ack = ackSchema.safeParse(parseJson(data))
    if (!ack.success) {
      world.log.suspicious('socket', 'unreadable_acknowledgement', data.slice(0, 200))
      return
    }
    const waiting = pending.get(ack.data.envelope_id)
    // Slack ignores an acknowledgement that is unknown or too late; so do we.
    if (waiting === undefined) return
    if (waiting.envelope.type === 'events_api' && world.faults.takeDelivery('lost-ack')) {
      world.changes.touch()
      return
    }
    pending.delete(ack.data.envelope_id)
    waiting.settle({ kind: 'acked', ...responseOf(world, waiting.envelope, ack.data.payload) })
  }

  return {
    ticketUrl() {
      const ticket = world.ids.secret()
      tickets.add(ticket)
      const url = new URL('/link/', world.origin())
      url.protocol = 'ws:'
      url.searchParams.set('ticket', ticket)
      url.searchParams.set('app_id', world.app.id)
      return url.href
    },
    admit: (ticket) => tickets.delete(ticket),
    attach(socket) {
      if (open.length >= mostConnections) {
        socket.send(frame({ type: 'disconnect', reason: 'too_many_websockets', debug_info }))
        socket.close(1000)
        world.log.refused('socket', 'too_many_websockets')
        return
      }
      open.push(socket)
      const pings = setInterval(() => socket.ping(), pingEveryMs)
      pings.unref()
      socket.on('message', (data: Buffer) => hear(data.toString('utf8')))
      socket.on('error', () => socket.terminate())
      socket.on('close', () => {
        clearInterval(pings)
        leave(socket)
      })
      const approximate_connection_time = 3600
      socket.send(
        frame({
          type: 'hello',
          num_connections: open.length,
          debug_info: { ...debug_info, approximate_connection_time },
          connection_info: { app_id: world.app.id },
        }),
      )
      world.changes.touch()
    },
    count: () => open.length,
    connected: () => open.length > 0,
    send(envelope) {
      const socket = open[turn++ % Math.max(1, open.length)]
      if (socket === undefined) return Promise.resolve({ kind: 'unreachable' })
      const envelopeId = world.ids.secret()
      return new Promise<Answer>((resolve) => {
        const cancel = world.clock.after(ackLimitMs, () => {
          pending.delete(envelopeId)
          settle({ kind: 'timeout' })
        })
        const settle = (answer: Answer): void => {
          cancel()
          resolve(answer)
          world.changes.touch()
        }
        pending.set(envelopeId, { envelope, socket, settle })
        socket.send(frame(wireEnvelope(envelopeId, envelope)))
      })
    },
    disconnect(reason) {
      for (const socket of open) {
        socket.send(frame({ type: 'disconnect', reason, debug_info }))
        if (reason !== 'warning') socket.close(1000)
      }
    },
    async close() {
      await Promise.all(open.map(sayGoodbye))
    },
  }
}

const debug_info = { host: 'applink-local', build_number: 1 }

function wireEnvelope(envelopeId: string, envelope: Envelope): Json {
  return {
    envelope_id: envelopeId,
    type: envelope.type,
    payload: envelope.payload,
    accepts_response_payload: envelope.acceptsResponse,
    ...(envelope.type === 'events_api' && {
      retry_attempt: envelope.retry?.attempt ?? 0,
      retry_reason: envelope.retry?.reason ?? '',
    }),
  }
}

/** The official client always sends a payload, `{}` when it has nothing to say. */
function responseOf(
  world: World,
  envelope: Envelope,
  payload: unknown,
): { readonly payload?: Json } {
  const empty = payload === undefined || (isObject(payload) && Object.keys(payload).length === 0)
  if (empty) return {}
  if (envelope.acceptsResponse) return { payload: payload as Json }
  world.log.suspicious('socket', 'response_payload_not_accepted', envelope.type)
  return {}
}

function sayGoodbye(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const impatient = setTimeout(() => socket.terminate(), 1000)
    socket.once('close', () => {
      clearTimeout(impatient)
      resolve()
    })
    socket.close(1001)
  })
}

function frame(message: Json): string {
  return JSON.stringify(message)
}

function parseJson(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    return undefined
  }
}
