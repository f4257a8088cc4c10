/**
 * The pieces that all of Slack's text carriers share, so that a mention looks the same in each of them and none is
 * overlooked.
 */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'style'
      readonly style: 'bold' | 'italic' | 'strike' | 'underline' | 'code'
      readonly children: readonly Inline[]
    }
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly Inline[] }
  /** Something that notifies: `token` is `!channel`, `@U…` or `!subteam^S…`. */
  | { readonly kind: 'mention'; readonly token: string; readonly label?: string }
  | { readonly kind: 'channel'; readonly id: string; readonly label?: string }
  | {
      readonly kind: 'date'
      readonly seconds: number
      readonly format: string
      readonly fallback: string
      readonly href?: string
    }
  | { readonly kind: 'break' }

export const textOf = (text: string): Inline => ({ kind: 'text', text })

/** What stands between `<` and `>`, read as Slack does; `undefined` when it means nothing to Slack. */
export const readToken = (inside: string): Inline | undefined => {
  const bar = inside.indexOf('|')
  const target = bar === -1 ? inside : inside.slice(0, bar)
  const label = bar === -1 ? undefined : decodeEntities(inside.slice(bar + 1))
  const labelled = label === undefined ? {} : { label }
  if (/^@[UWB][A-Z0-9]+$/.test(target)) return { kind: 'mention', token: target, ...labelled }
  if (/^#[CG][A-Z0-9]+$/.test(target)) return { kind: 'channel', id: target.slice(1), ...labelled }
  if (/^!(channel|here|everyone|subteam\^[A-Z0-9]+)$/.test(target))
    return { kind: 'mention', token: target, ...labelled }
  const date = /^!date\^(\d+)\^([^^]*)(?:\^(.*))?$/.exec(target)
  if (date !== null) {
    return {
      kind: 'date',
      seconds: Number(date[1]),
      format: date[2] ?? '',
      fallback: label ?? '',
      ...(date[3] ? { href: date[3] } : {}),
    }
  }
  if (isLink(target)) {
    const href = decodeEntities(target)
    return { kind: 'link', href, children: [textOf(label ?? href.replace(/^(mailto|tel):/, ''))] }
  }
  return undefined
}

/** Only what a browser may open without harm. */
export const isLink = (target: string): boolean =>
  /^(https?:\/\/|mailto:|tel:|slack:\/\/)/i.test(target)

/** Slack escapes exactly three characters. */
export const decodeEntities = (text: string): string =>
  text.replace(/&(lt|gt|amp);/g, (_, name: string) =>
    name === 'lt' ? '<' : name === 'gt' ? '>' : '&',
  )

export const joinText = (nodes: readonly Inline[]): readonly Inline[] => {
  const joined: Inline[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    if (node.kind === 'text' && last?.kind === 'text') {
      joined[joined.length - 1] = textOf(last.text + node.text)
    } else joined.push(node)
  }
  return joined
}
