import { isLink, joinText, readToken, textOf, type Inline } from './token.ts'

/**
 * The inline half of a `markdown` block. Standard Markdown plus Slack's tokens, which are live here when written with
 * raw angle brackets; character references are decoded for show and not read again.
 */
export const parseMarkdownInline = (source: string): readonly Inline[] => {
  const nodes: Inline[] = []
  const hopeless = new Set<string>()
  let at = 0
  while (at < source.length) {
    const found =
      readEscape(source, at) ??
      readReference(source, at) ??
      readCode(source, at) ??
      readAngle(source, at) ??
      readLink(source, at) ??
      readEmphasis(source, at, hopeless) ??
      readBareLink(source, at)
    if (found === undefined) {
      nodes.push(source[at] === '\n' ? { kind: 'break' } : textOf(source.charAt(at)))
      at += 1
    } else {
      nodes.push(found.node)
      at = found.end
    }
  }
  return joinText(nodes)
}

type Found = { readonly node: Inline; readonly end: number } | undefined

const readEscape = (source: string, at: number): Found => {
  if (source[at] !== '\\') return undefined
  const next = source.charAt(at + 1)
  return /[!-/:-@[-`{-~]/.test(next) ? { node: textOf(next), end: at + 2 } : undefined
}

const namedReferences: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
}
const reference = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(\w+));/y

const readReference = (source: string, at: number): Found => {
  reference.lastIndex = at
  const match = reference.exec(source)
  if (match === null) return undefined
  const [whole, decimal, hex, name] = match
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
  const isCode = Number.isInteger(code) && code > 0 && code <= 0x10ffff
  const text = isCode ? String.fromCodePoint(code) : namedReferences[name ?? '']
  return text === undefined ? undefined : { node: textOf(text), end: at + whole.length }
}

const readCode = (source: string, at: number): Found => {
  if (source[at] !== '`') return undefined
  const ticks = '`'.repeat(runLength(source, at, '`'))
  const close = new RegExp(`(?<!\`)${ticks}(?!\`)`, 'g')
  close.lastIndex = at + ticks.length
  const end = close.exec(source)?.index
  if (end === undefined) return { node: textOf(ticks), end: at + ticks.length }
  const code = source.slice(at + ticks.length, end).replaceAll('\n', ' ')
  const inside = /^ .*[^ ].* $/.test(code) ? code.slice(1, -1) : code
  return {
    node: { kind: 'style', style: 'code', children: parseMarkdownCode(inside) },
    end: end + ticks.length,
  }
}

/** Literal text, except for raw tokens: whether Slack notifies from code is unknown, so a test must see them. */
export const parseMarkdownCode = (source: string): readonly Inline[] => {
  const nodes: Inline[] = []
  let at = 0
  while (at < source.length) {
    const found = readAngle(source, at)
    const isMention = found?.node.kind === 'mention'
    nodes.push(isMention ? found.node : textOf(source.charAt(at)))
    at = isMention ? found.end : at + 1
  }
  return joinText(nodes)
}

const readAngle = (source: string, at: number): Found => {
  if (source[at] !== '<') return undefined
  const end = source.indexOf('>', at)
  const node = end === -1 ? undefined : readToken(source.slice(at + 1, end))
  return node === undefined ? undefined : { node, end: end + 1 }
}

const link =
  /!?\[((?:\\.|`[^`\n]*`|\[[^\]]*\]|[^\][\\`])*)\]\(\s*<?([^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)>?(?:\s+"[^"]*")?\s*\)/y

const readLink = (source: string, at: number): Found => {
  link.lastIndex = at
  const match = link.exec(source)
  if (match === null) return undefined
  const href = (match[2] ?? '').replaceAll('&amp;', '&')
  const children = parseMarkdownInline(match[1] ?? '')
  const end = at + match[0].length
  return isLink(href)
    ? { node: { kind: 'link', href, children }, end }
    : { node: { kind: 'style', style: 'underline', children }, end }
}

const emphases = [
  ['***', 'bold'],
  ['**', 'bold'],
  ['__', 'bold'],
  ['~~', 'strike'],
  ['*', 'italic'],
  ['_', 'italic'],
] as const

const isWord = (char: string | undefined): boolean =>
  char !== undefined && /[\p{L}\p{N}]/u.test(char)

/** A marker that is closed nowhere behind one place is closed nowhere behind a later one. */
const readEmphasis = (source: string, at: number, hopeless: Set<string>): Found => {
  for (const [marker, style] of emphases) {
    if (!source.startsWith(marker, at) || /^\s?$/.test(source.charAt(at + marker.length))) continue
    if (marker.startsWith('_') && isWord(source[at - 1])) continue
    if (hopeless.has(marker)) continue
    const end = findClose(source, at + marker.length, marker)
    if (end === undefined) {
      hopeless.add(marker)
      continue
    }
    const inside = source.slice(at + marker.length, end)
    const children = parseMarkdownInline(inside)
    const node: Inline = { kind: 'style', style, children }
    return {
      node: marker === '***' ? { kind: 'style', style: 'italic', children: [node] } : node,
      end: end + marker.length,
    }
  }
  return undefined
}

/** Runs of another length belong to an emphasis inside; a run of three may close both at once. */
const findClose = (source: string, from: number, marker: string): number | undefined => {
  const char = marker.charAt(0)
  let inner = 0
  for (let at = from; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1
    else if (source[at] === '`') at = skipCode(source, at)
    else if (source[at] === char) {
      const run = runLength(source, at, char)
      const closes =
        !/\s/.test(source.charAt(at - 1)) && (char !== '_' || !isWord(source[at + run]))
      if (closes && run === marker.length && at > from) return at
      if (closes && inner > 0 && run === marker.length + inner) return at + inner
      inner = inner === run ? 0 : run
      at += run - 1
    }
  }
  return undefined
}

const runLength = (source: string, at: number, char: string): number => {
  let end = at
  while (source[end] === char) end += 1
  return end - at
}

const skipCode = (source: string, at: number): number => (readCode(source, at)?.end ?? at + 1) - 1

const bareLink = /https?:\/\/[^\s<>|*~`\])]+/y

const readBareLink = (source: string, at: number): Found => {
  bareLink.lastIndex = at
  const url = (isWord(source[at - 1]) ? null : bareLink.exec(source))?.[0].replace(
    /[.,;:!?'"]+$/,
    '',
  )
  if (url === undefined) return undefined
  return { node: { kind: 'link', href: url, children: [textOf(url)] }, end: at + url.length }
}
