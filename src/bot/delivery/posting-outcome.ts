import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api'

/** What an attempt to post means for the delivery. `error` is a code for the log and the database, never words. */
export type PostingOutcome =
  | { readonly outcome: 'sent'; readonly ts: string }
  /** Surely not taken: safe to send again. */
  | { readonly outcome: 'later'; readonly afterMs: number | null; readonly error: string }
  /** Refused for good, until a person changes something. */
  | { readonly outcome: 'refused'; readonly error: string }
  /** It may have arrived. */
  | { readonly outcome: 'unknown'; readonly error: string }

/** Refusals that say nothing about whether the message was taken. */
const ambiguousCodes: ReadonlySet<string> = new Set([
  'fatal_error',
  'internal_error',
  'service_unavailable',
])

/** The connection never stood, so nothing can have arrived. */
const neverConnectedCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

export function outcomeOf(error: unknown): PostingOutcome {
  if (error instanceof WebAPIRateLimitedError) {
    return { outcome: 'later', afterMs: error.retryAfter * 1000, error: 'ratelimited' }
  }
  if (error instanceof WebAPIPlatformError) {
    const { error: code } = error.data
    return { outcome: ambiguousCodes.has(code) ? 'unknown' : 'refused', error: code }
  }
  if (error instanceof WebAPIHTTPError) {
    const code = `http_${error.statusCode}`
    return { outcome: error.statusCode >= 500 ? 'unknown' : 'refused', error: code }
  }
  if (error instanceof WebAPIRequestError) {
    const code = codeIn(error.original)
    return neverConnectedCodes.has(code)
      ? { outcome: 'later', afterMs: null, error: code }
      : { outcome: 'unknown', error: code }
  }
  return { outcome: 'unknown', error: 'unexpected' }
}

/** `fetch` wraps the network's own error one or two levels deep. */
export function codeIn(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 3) return 'connection_lost'
  if ('code' in error && typeof error.code === 'string') return error.code
  return codeIn(error.cause, depth + 1)
}
