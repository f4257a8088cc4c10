import type { JsonObject } from '../state/json.ts'
import { teamOfToken } from '../state/world.ts'
import type { World } from '../state/world.ts'
import type { MessageEvents } from '../events/message-events.ts'
import type { Grants } from '../oauth/grants.ts'
import type { Triggers } from '../interactions/triggers.ts'
import type { Connections } from '../socket/connections.ts'
import type { CallFault } from '../state/faults.ts'
import { readArguments, textArg } from './arguments.ts'
import { requireScope } from './method.ts'
import type { BotCall, Call, Method } from './method.ts'
import { methods } from './methods.ts'
import { rateLimits } from './rate-limits.ts'
import { Refusal, refuse } from './refusal.ts'

interface ApiRequest {
  readonly method: string
  readonly authorization: string | undefined
  readonly contentType: string
  readonly body: string
}

type ApiAnswer =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: JsonObject
    }
  /** The connection is cut without an answer. */
  | { readonly kind: 'drop' }

interface Parts {
  readonly world: World
  readonly triggers: Triggers
  readonly connections: Connections
  readonly events: MessageEvents
  readonly grants: Grants
}

export type HandleCall = (request: ApiRequest) => Promise<ApiAnswer>

/** One Web API call from token to answer: fault, argument, token, scope, rate, then the method itself. */
export function webApi({ world, ...parts }: Parts): HandleCall {
  const limits = rateLimits(world)

  return async (request) => {
    const fault = world.faults.takeCall(request.method)
    const early = fault && (await faultBefore(world, fault))
    if (early !== undefined) return early
    const answer = await answerCall(request)
    return fault?.kind === 'drop-after-commit' ? { kind: 'drop' } : answer
  }

  async function answerCall(request: ApiRequest): Promise<ApiAnswer> {
    const method = methods.get(request.method)
    try {
      if (method === undefined) return refuse('unknown_method')
      const args = {
        ...clientCredentials(request.authorization),
        ...readArguments(request.contentType, request.body),
      }
      const call: Call = { world, args, ...parts }
      const token = bearer(request.authorization) ?? textArg(args, 'token')
      if (method.token !== 'bot') {
        if (method.token === 'app') requireAppToken(world, token)
        return ok(method, await method.run(call), undefined)
      }
      const botCall = authenticate(call, token)
      for (const scope of method.scopes ?? []) requireScope(botCall, scope)
      const wait = limits.take(method, botCall.team.id, textArg(args, 'channel'))
      if (wait !== undefined) return tooFast(world, request.method, wait)
      return ok(method, await method.run(botCall), botCall.bot.scopes)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      world.log.refused(request.method, error.code, detailOf(error))
      return {
        kind: 'answer',
        status: 200,
        headers: scopeHeaders(method, undefined),
        body: { ok: false, error: error.code, ...error.extra },
      }
    }
  }
}

function authenticate(call: Call, token: string | undefined): BotCall {
  if (token === undefined) return refuse('not_authed')
  if (token === call.world.app.appToken) return refuse('not_allowed_token_type')
  const found = teamOfToken(call.world, token)
  if (found === undefined) return refuse('invalid_auth')
  if (!found.bot.active || found.bot.retiredTokens.has(token)) return refuse('account_inactive')
  return { ...call, ...found }
}

function requireAppToken(world: World, token: string | undefined): void {
  if (token === undefined) refuse('not_authed')
  if (token === world.app.appToken) return
  refuse(teamOfToken(world, token) === undefined ? 'invalid_auth' : 'not_allowed_token_type')
}

/** The OAuth methods take the app's credentials as arguments or as Basic authorization. */
function clientCredentials(authorization: string | undefined): JsonObject {
  const basic = /^Basic (.+)$/i.exec(authorization ?? '')?.[1]
  if (basic === undefined) return {}
  const [client_id = '', client_secret = ''] = Buffer.from(basic, 'base64').toString().split(':')
  return { client_id, client_secret }
}

function bearer(authorization: string | undefined): string | undefined {
  return /^Bearer (.+)$/i.exec(authorization ?? '')?.[1]
}

function ok(method: Method, body: JsonObject, scopes: readonly string[] | undefined): ApiAnswer {
  return {
    kind: 'answer',
    status: 200,
    headers: scopeHeaders(method, scopes),
    body: { ok: true, ...body },
  }
}

function scopeHeaders(
  method: Method | undefined,
  scopes: readonly string[] | undefined,
): Record<string, string> {
  return {
    ...(scopes && { 'x-oauth-scopes': scopes.join(',') }),
    ...(method?.scopes && { 'x-accepted-oauth-scopes': method.scopes.join(',') }),
  }
}

function tooFast(world: World, method: string, seconds: number): ApiAnswer {
  world.log.refused(method, 'ratelimited', `retry after ${seconds} s`)
  return rateLimited(seconds)
}

function rateLimited(seconds: number): ApiAnswer {
  return {
    kind: 'answer',
    status: 429,
    headers: { 'retry-after': String(seconds) },
    body: { ok: false, error: 'ratelimited' },
  }
}

/** Faults that replace or delay the call; they are the test's doing and not logged. */
async function faultBefore(world: World, fault: CallFault): Promise<ApiAnswer | undefined> {
  if (fault.kind === 'slow') {
    await new Promise<void>((resolve) => world.clock.after(fault.delayMs, resolve))
  }
  return faultInstead(fault)
}

function faultInstead(fault: CallFault): ApiAnswer | undefined {
  switch (fault.kind) {
    case 'drop-before':
      return { kind: 'drop' }
    case 'http-error':
      return answering(fault.status, { ok: false, error: 'internal_error' })
    case 'rate-limited':
      return rateLimited(fault.retryAfterSeconds)
    case 'error':
      return answering(200, { ok: false, error: fault.error })
    default:
      return undefined
  }
}

function answering(status: number, body: JsonObject): ApiAnswer {
  return { kind: 'answer', status, headers: {}, body }
}

function detailOf(refusal: Refusal): string {
  const { errors, needed } = refusal.extra
  if (Array.isArray(errors)) return errors.join('; ')
  return typeof needed === 'string' ? `needed ${needed}` : ''
}
