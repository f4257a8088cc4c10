import { ackLimitMs } from '../delivery/transport.ts'
import type { Answer, Envelope, Transport } from '../delivery/transport.ts'
import { textIn } from '../state/json.ts'
import type { Json, JsonObject } from '../state/json.ts'
import type { World } from '../state/world.ts'
import { signedHeaders } from './signature.ts'

export interface HttpDelivery extends Transport {
  /** Asks the app to echo a challenge, as Slack does before it accepts a request URL; false leaves the old one. */
  setRequestUrl(url: string): Promise<boolean>
  /** Makes the next `times` deliveries carry a wrong signature or an old timestamp, to see the app refuse them. */
  forge(how: 'wrong-secret' | 'stale-timestamp', times?: number): void
}

const staleBySeconds = 6 * 60

/** Deliveries as signed HTTP requests to one URL, the alternative to Socket Mode. */
export function httpDelivery(world: World): HttpDelivery {
  let requestUrl: string | undefined
  let forgeries: readonly ('wrong-secret' | 'stale-timestamp')[] = []

  const post = async (
    url: string,
    contentType: string,
    body: string,
    extra: Record<string, string>,
  ) => {
    const [forgery, ...rest] = forgeries
    forgeries = rest
    const secret = forgery === 'wrong-secret' ? 'not-the-secret' : world.app.signingSecret
    // The app checks the timestamp against its own clock, which is never the workspace's virtual one.
    const seconds =
      Math.floor(Date.now() / 1000) - (forgery === 'stale-timestamp' ? staleBySeconds : 0)
    const abort = new AbortController()
    const cancel = world.clock.after(ackLimitMs, () => abort.abort())
    try {
      const response = await fetch(url, {
        method: 'POST',
        // Exactly this content type: with a charset, Bolt takes a form for JSON.
        headers: { 'content-type': contentType, ...extra, ...signedHeaders(secret, body, seconds) },
        body,
        signal: abort.signal,
      })
      return { response, text: await response.text() }
    } catch {
      return abort.signal.aborted ? 'timeout' : 'unreachable'
    } finally {
      cancel()
    }
  }

  return {
    connected: () => requestUrl !== undefined,
    forge(how, times = 1) {
      forgeries = [...forgeries, ...Array.from({ length: times }, () => how)]
    },
    async setRequestUrl(url) {
      const challenge = world.ids.secret()
      const token = world.app.verificationToken
      const body = JSON.stringify({ type: 'url_verification', token, challenge })
      const result = await post(url, 'application/json', body, {})
      const echoed =
        typeof result === 'object' && result.response.ok && echoes(result.text, challenge)
      if (echoed) requestUrl = url
      else world.log.refused('url_verification', 'challenge_failed', url)
      world.changes.touch()
      return echoed
    },
    async send(envelope) {
      if (requestUrl === undefined) return { kind: 'unreachable' }
      const { contentType, body } = encode(envelope)
      const result = await post(requestUrl, contentType, body, retryHeaders(envelope))
      world.changes.touch()
      if (typeof result === 'string') return { kind: result }
      if (envelope.type === 'events_api' && world.faults.takeDelivery('lost-ack'))
        return { kind: 'timeout' }
      return answerOf(envelope, result.response, result.text)
    },
  }
}

function encode({ type, payload }: Envelope): {
  readonly contentType: string
  readonly body: string
} {
  if (type === 'events_api') {
    return { contentType: 'application/json', body: JSON.stringify(payload) }
  }
  const fields = type === 'interactive' ? { payload: JSON.stringify(payload) } : payload
  const contentType = 'application/x-www-form-urlencoded'
  return { contentType, body: formBody(fields) }
}

/** A command's payload is flat and all strings; anything else in it does not travel. */
function formBody(fields: JsonObject): string {
  const form = new URLSearchParams()
  for (const key of Object.keys(fields)) form.set(key, textIn(fields, key))
  return form.toString()
}

function retryHeaders({ retry }: Envelope): Record<string, string> {
  return retry === undefined
    ? {}
    : { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason }
}

function answerOf(envelope: Envelope, response: Response, text: string): Answer {
  if (!response.ok) {
    const noRetry = response.headers.get('x-slack-no-retry') === '1'
    return { kind: 'http-error', status: response.status, noRetry }
  }
  if (text === '' || !envelope.acceptsResponse) return { kind: 'acked' }
  return { kind: 'acked', payload: parsed(text) }
}

/** An acknowledgement may be JSON or bare text. */
function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}

function echoes(text: string, challenge: string): boolean {
  if (text === challenge) return true
  const answer = parsed(text)
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'challenge' in answer &&
    answer.challenge === challenge
  )
}
