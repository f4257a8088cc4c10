import type { BlockJson, Boot, ClientEvent, LogEntry, Message, View } from '../client-api.ts'
import type { Json } from './json.ts'
import type { Values } from './values.ts'

/** Where a block lives, as the `block-action` and `suggestions` calls name it. */
export type Container =
  | { readonly channel: string; readonly ts: string }
  | { readonly viewId: string }

export type SubmissionAnswer = {
  readonly outcome: 'closed' | 'errors' | 'updated' | 'pushed' | 'failed'
  readonly errors?: { readonly [blockId: string]: string }
  readonly message?: string
}

type Nothing = { readonly [key: string]: never }

/** The table of calls in client-api.ts as types. */
interface Calls {
  history: [{ channel: string }, { messages: readonly Message[] }]
  thread: [{ channel: string; threadTs: string }, { messages: readonly Message[] }]
  send: [{ channel: string; text: string; threadTs?: string }, { message: Message }]
  edit: [{ channel: string; ts: string; text: string }, { message: Message }]
  command: [{ channel: string; text: string; threadTs?: string }, Nothing]
  shortcut: [{ callbackId: string }, Nothing]
  'message-shortcut': [{ callbackId: string; channel: string; ts: string }, Nothing]
  'block-action': [{ container: Container; blockId: string; action: Json }, Nothing]
  suggestions: [
    { container: Container; blockId: string; actionId: string; value: string },
    { options?: readonly BlockJson[]; optionGroups?: readonly BlockJson[] },
  ]
  'view-submission': [{ viewId: string; state: Values }, SubmissionAnswer]
  'view-state': [{ viewId: string; state: Values }, Nothing]
  'view-close': [
    { viewId: string; clearAll?: boolean; entered?: { readonly [viewId: string]: Values } },
    Nothing,
  ]
  'open-home': [{ tab: 'home' | 'messages' }, { view?: View }]
  archive: [{ channel: string }, Nothing]
  invite: [{ channel: string; user: string }, Nothing]
  log: [Nothing, { entries: readonly LogEntry[] }]
}

/** The workspace said no; `message` is a sentence to show, `code` is Slack's or the workspace's word for it. */
export class RefusedError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.name = 'RefusedError'
    this.code = code
  }
}

export type Api = ReturnType<typeof createApi>

/** Calls made as one person; before the first boot the workspace chooses who that is. */
export const createApi = (user: string | undefined) => {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    ...(user === undefined ? {} : { 'x-workspace-user': user }),
  }
  return {
    user,
    boot: async (): Promise<Boot> => (await ask('/client/boot', { headers })) as Boot,
    call: async <Name extends keyof Calls>(
      name: Name,
      body: Calls[Name][0],
    ): Promise<Calls[Name][1]> => {
      const json = JSON.stringify(body)
      const init = { method: 'POST', headers, body: json, keepalive: json.length < mostKeptAlive }
      return (await ask(`/client/${name}`, init)) as Calls[Name][1]
    },
  }
}

/** A call this small goes through although its page is left in the same moment; browsers keep 64 KiB alive, in UTF-8. */
const mostKeptAlive = 16_000

const ask = async (path: string, init: RequestInit): Promise<unknown> => {
  let response: Response
  try {
    response = await fetch(path, init)
  } catch (error) {
    const refusal = new RefusedError('offline', 'The workspace does not answer. Is it running?')
    refusal.cause = error
    throw refusal
  }
  const answer = (await response.json().catch(() => ({}))) as { error?: string; message?: string }
  if (!response.ok) {
    const code = answer.error ?? `http_${response.status}`
    throw new RefusedError(code, answer.message ?? `The workspace refused this (${code}).`)
  }
  return answer
}

export interface Listener {
  readonly event: (event: ClientEvent) => void
  /** `again` after a lost connection, so that what was missed can be loaded. */
  readonly online: (online: boolean, again: boolean) => void
}

/**
 * Listens until the returned function is called; a lost connection is tried again, ever less often. A socket first says
 * which dialogs are open, and counts from then on: nobody starts to type beneath a dialog that is still to come.
 */
export const listen = (user: string, listener: Listener): (() => void) => {
  let stopped = false
  let attempts = 0
  let socket: WebSocket | undefined
  let timer: number | undefined

  const connect = (): void => {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
    const current = new WebSocket(
      `${scheme}://${location.host}/client/socket?user=${encodeURIComponent(user)}`,
    )
    socket = current
    let heard = false
    current.addEventListener('message', (frame) => {
      if (stopped) return
      listener.event(JSON.parse(String(frame.data)) as ClientEvent)
      if (heard) return
      heard = true
      listener.online(true, attempts > 0)
      attempts = 0
    })
    current.addEventListener('close', () => {
      if (stopped) return
      listener.online(false, false)
      timer = window.setTimeout(connect, Math.min(5000, 250 * 2 ** attempts))
      attempts += 1
    })
  }

  connect()
  return () => {
    stopped = true
    window.clearTimeout(timer)
    socket?.close()
  }
}
