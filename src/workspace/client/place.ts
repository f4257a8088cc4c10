/**
 * Where the person is, kept in the address so that a reload or a shared link leads back:
 * `#/U…/C…`, `#/U…/C…/1700000000.000100` (thread), `#/U…/app/home`, `#/U…/app/messages`.
 */
export type Place =
  | { readonly kind: 'channel'; readonly channel: string; readonly thread?: string }
  | { readonly kind: 'app'; readonly tab: 'home' | 'messages'; readonly thread?: string }

export interface Address {
  readonly user?: string
  readonly place?: Place
}

export const readAddress = (hash: string): Address => {
  const [user, where, third, fourth] = hash
    .replace(/^#\/?/, '')
    .split('/')
    .map((part) => decodeURIComponent(part))
  if (!user) return {}
  if (!where) return { user }
  if (where === 'app') {
    const tab = third === 'messages' ? 'messages' : 'home'
    return { user, place: { kind: 'app', tab, ...(fourth ? { thread: fourth } : {}) } }
  }
  return { user, place: { kind: 'channel', channel: where, ...(third ? { thread: third } : {}) } }
}

export const writeAddress = (user: string, place: Place): string => {
  const parts =
    place.kind === 'app'
      ? [user, 'app', place.tab, place.thread]
      : [user, place.channel, place.thread]
  return `#/${parts.filter((part) => part !== undefined).join('/')}`
}

/**
 * The place that a permalink (`/archives/C…/p1700000000000100?thread_ts=…`) names, whatever host it carries: a local
 * workspace pretends to be a host of its own.
 */
export const readPermalink = (href: string): Place | undefined => {
  const match = /\/archives\/([A-Z0-9]+)(?:\/p(\d{10})(\d{6}))?/.exec(href)
  const channel = match?.[1]
  if (channel === undefined) return undefined
  const thread =
    /[?&]thread_ts=([\d.]+)/.exec(href)?.[1] ??
    (match?.[2] === undefined ? undefined : `${match[2]}.${match[3]}`)
  return { kind: 'channel', channel, ...(thread === undefined ? {} : { thread }) }
}
