import type { IncomingMessage } from 'node:http'

const loopback = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/

/**
 * Whether a request comes from this machine's own programs and pages. A page elsewhere on the web can make a browser send
 * requests to loopback; its `Origin`, or a `Host` that was bent to resolve here, gives it away.
 */
export function isFromHere(request: IncomingMessage): boolean {
  const { host = '', origin } = request.headers
  if (!loopback.test(host)) return false
  return origin === undefined || (URL.canParse(origin) && loopback.test(new URL(origin).host))
}
