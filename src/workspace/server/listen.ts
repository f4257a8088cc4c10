import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import type { ClientSockets } from '../browser/client-sockets.ts'
import { ActError, actorOf } from '../interactions/interactions.ts'
import type { Connections } from '../socket/connections.ts'
import { answerJson, answerText } from './http-exchange.ts'
import { isFromHere } from './loopback.ts'
import { route } from './routes.ts'
import type { Served } from './routes.ts'

export interface Listening {
  readonly port: number
  close(): Promise<void>
}

/** One port on loopback for Web API, Socket Mode and browser. */
export async function listen(
  port: number,
  served: Served,
  connections: Connections,
  browsers: ClientSockets,
): Promise<Listening> {
  const server = createServer((request, response) => {
    if (!isFromHere(request)) return answerText(response, 403, 'Only from this machine')
    route(served, request, response).catch((error: unknown) => {
      served.world.log.refused(request.url ?? '', 'workspace_fault', String(error))
      if (response.headersSent) response.destroy()
      else answerJson(response, 500, { ok: false, error: 'fatal_error', message: String(error) })
    })
  })
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const accept = (then: Parameters<typeof sockets.handleUpgrade>[3]): void =>
      sockets.handleUpgrade(request, socket, head, then)
    const refuse = (): void =>
      void socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n')
    if (!isFromHere(request)) return refuse()
    if (url.pathname === '/link/' && connections.admit(url.searchParams.get('ticket') ?? '')) {
      return accept((opened) => connections.attach(opened))
    }
    if (url.pathname === '/client/socket') {
      try {
        const actor = actorOf(served.world, url.searchParams.get('user') ?? '')
        return accept((opened) => browsers.attach(opened, actor))
      } catch (error) {
        if (!(error instanceof ActError)) throw error
      }
    }
    return refuse()
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      await connections.close()
      browsers.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
