import type { IncomingMessage, ServerResponse } from 'node:http'
import { boot } from '../browser/boot.ts'
import type { ClientBundle } from '../browser/client-bundle.ts'
import { indexPage } from '../browser/client-bundle.ts'
import type { ClientCall } from '../browser/client-calls.ts'
import type { Transport } from '../delivery/transport.ts'
import { ActError, actorOf, cannot } from '../interactions/interactions.ts'
import type { ResponseUrls } from '../interactions/response-urls.ts'
import { authorizePage, decide } from '../oauth/authorize.ts'
import type { Grants } from '../oauth/grants.ts'
import type { World } from '../state/world.ts'
import type { HandleCall } from '../web-api/handle-call.ts'
import { answerJson, answerText, readBody } from './http-exchange.ts'
import { receiveUpload, sharedFile } from './uploads.ts'

export interface Served {
  readonly world: World
  readonly handleCall: HandleCall
  readonly responseUrls: ResponseUrls
  readonly grants: Grants
  readonly clientCalls: ReadonlyMap<string, ClientCall>
  readonly bundle: ClientBundle
  readonly transport: Transport
}

/** Every address of the workspace; what is not here is 404. */
export async function route(
  served: Served,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', served.world.origin())
  const rest = (prefix: string): string | undefined =>
    url.pathname.startsWith(prefix) ? url.pathname.slice(prefix.length) : undefined

  const method = rest('/api/')
  if (method !== undefined) return callApi(served, method, request, response)

  const responseId = rest('/response/')
  if (responseId !== undefined && request.method === 'POST') {
    const body = (await readBody(request)).toString('utf8')
    const { status, text } = served.responseUrls.receive(responseId, contentTypeOf(request), body)
    return answerText(response, status, text)
  }

  const upload = rest('/upload/v1/')
  if (upload !== undefined && request.method === 'POST') {
    const body = await readBody(request)
    const status = receiveUpload(served.world, upload, contentTypeOf(request), body)
    return answerText(response, status, status === 200 ? `OK - ${body.length}` : 'upload refused')
  }

  if (url.pathname === '/oauth/v2/authorize') return authorize(served, url, request, response)

  const file = rest('/files/')
  if (file !== undefined && request.method === 'GET') return download(served, file, response)

  const clientPath = rest('/client/')
  if (clientPath !== undefined) return client(served, clientPath, request, response)

  const isPage = url.pathname === '/' || url.pathname.startsWith('/archives/')
  if (request.method === 'GET' && isPage) {
    const { name } = served.world.app.manifest.display_information
    return answerText(
      response,
      200,
      indexPage(`${name} – local workspace`),
      'text/html; charset=utf-8',
    )
  }
  return answerText(response, 404, 'Not found')
}

async function authorize(
  { world, grants }: Served,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const decision = request.method === 'POST'
  const result = decision
    ? decide(world, grants, new URLSearchParams((await readBody(request)).toString('utf8')))
    : authorizePage(world, url.searchParams)
  if (result.kind === 'page') {
    return answerText(response, result.status, result.html, 'text/html; charset=utf-8')
  }
  response.writeHead(302, { location: result.to })
  response.end()
}

async function callApi(
  { handleCall, world }: Served,
  method: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = (await readBody(request)).toString('utf8')
  const answer = await handleCall({
    method,
    authorization: request.headers.authorization,
    contentType: contentTypeOf(request),
    body,
  })
  if (answer.kind === 'drop') request.socket.destroy()
  else answerJson(response, answer.status, answer.body, answer.headers)
  world.changes.touch()
}

async function client(
  { world, bundle, clientCalls, transport }: Served,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === 'GET' && path === 'main.js') {
    return answerText(response, 200, await bundle.js(), 'text/javascript; charset=utf-8')
  }
  if (request.method === 'GET' && path === 'main.css') {
    return answerText(response, 200, await bundle.css(), 'text/css; charset=utf-8')
  }
  try {
    const actor = actorOf(world, String(request.headers['x-workspace-user'] ?? firstPerson(world)))
    if (request.method === 'GET' && path === 'boot') {
      return answerJson(response, 200, boot(world, actor, transport.connected()))
    }
    const call = clientCalls.get(path)
    if (call === undefined || request.method !== 'POST') return cannot('not_found', 'No such call.')
    const body: unknown = JSON.parse((await readBody(request)).toString('utf8') || '{}')
    return answerJson(response, 200, await call(actor, body))
  } catch (error) {
    if (error instanceof SyntaxError) {
      return answerJson(response, 400, {
        error: 'invalid_json',
        message: 'The request is not JSON.',
      })
    }
    if (!(error instanceof ActError)) throw error
    return answerJson(response, 400, { error: error.code, message: error.message })
  }
}

function download({ world }: Served, path: string, response: ServerResponse): void {
  const file = sharedFile(world, path.split('/')[0] ?? '')
  if (file?.content === undefined) return answerText(response, 404, 'Not found')
  // Never rendered in the page's origin: whatever the file holds, the browser saves it.
  response.setHeader(
    'content-disposition',
    `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
  )
  response.setHeader('x-content-type-options', 'nosniff')
  return answerText(response, 200, file.content, 'application/octet-stream')
}

/** Whoever opens the page first is the first seeded person. */
function firstPerson(world: World): string {
  const [team] = world.teams.values()
  const [person] = team?.people.keys() ?? []
  return person ?? ''
}

function contentTypeOf(request: IncomingMessage): string {
  return request.headers['content-type'] ?? ''
}
