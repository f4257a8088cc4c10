import { createHmac } from 'node:crypto'

/** The two headers by which an app knows that a request came from Slack. */
export function signedHeaders(
  secret: string,
  rawBody: string,
  timestampSeconds: number,
): Readonly<Record<string, string>> {
  const base = `v0:${timestampSeconds}:${rawBody}`
  const digest = createHmac('sha256', secret).update(base).digest('hex')
  return {
    'x-slack-request-timestamp': String(timestampSeconds),
    'x-slack-signature': `v0=${digest}`,
  }
}
