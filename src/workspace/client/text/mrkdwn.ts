import { decodeEntities, joinText, readToken, textOf, type Inline } from './token.ts'

export type MrkdwnBlock =
  | { readonly kind: 'paragraph' | 'quote'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'pre'; readonly inlines: readonly Inline[] }

/** Slack's own markup: fenced code, quotes, and lines with `*bold*`, `_italic_`, `~strike~`, `` `code` `` and tokens. */
export const parseMrkdwn = (source: string, verbatim = false): readonly MrkdwnBlock[] =>
  source.split('```').flatMap((part, index, parts): readonly MrkdwnBlock[] => {
    const isFenced = index % 2 === 1
    if (isFenced && index < parts.length - 1) {
      return [{ kind: 'pre', inlines: parseCode(part.replace(/^\n/, '').replace(/\n$/, '')) }]
    }
    const lines = isFenced ? `\`\`\`${part}` : trimAroundFence(part, index, parts.length)
    return parseLines(lines, verbatim)
  })

const trimAroundFence = (part: string, index: number, count: number): string => {
  const start = index > 0 ? part.replace(/^\n/, '') : part
  return index < count - 1 ? start.replace(/\n$/, '') : start
}

const parseLines = (source: string, verbatim: boolean): readonly MrkdwnBlock[] => {
  const blocks: { kind: 'paragraph' | 'quote'; lines: string[] }[] = []
  for (const line of source === '' ? [] : source.split('\n')) {
    const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line)
    const kind = quoted === null ? 'paragraph' : 'quote'
    const last = blocks.at(-1)
    if (last?.kind === kind) last.lines.push(quoted?.[1] ?? line)
    else blocks.push({ kind, lines: [quoted?.[1] ?? line] })
  }
  return blocks.map(({ kind, lines }) => ({
    kind,
    inlines: lines.flatMap((line, index) => [
      ...(index === 0 ? [] : [{ kind: 'break' } as const]),
      ...parseMrkdwnLine(line, verbatim),
    ]),
  }))
}

const styles = { '*': 'bold', _: 'italic', '~': 'strike' } as const
const isMarker = (char: string): char is keyof typeof styles => char in styles
const isWordChar = (char: string | undefined): boolean =>
  char !== undefined && /[\p{L}\p{N}]/u.test(char)

const parseMrkdwnLine = (line: string, verbatim: boolean): readonly Inline[] => {
  const nodes: Inline[] = []
  const hopeless = new Set<string>()
  let at = 0
  while (at < line.length) {
    const found =
      readCode(line, at) ??
      readAngle(line, at) ??
      readStyle(line, at, verbatim, hopeless) ??
      (verbatim ? undefined : readBareLink(line, at))
    if (found === undefined) {
      nodes.push(textOf(line.charAt(at)))
      at += 1
    } else {
      nodes.push(found.node)
      at = found.end
    }
  }
  return joinText(nodes).map((node) =>
    node.kind === 'text' ? textOf(decodeEntities(node.text)) : node,
  )
}

type Found = { readonly node: Inline; readonly end: number } | undefined

const readCode = (line: string, at: number): Found => {
  if (line[at] !== '`') return undefined
  const end = line.indexOf('`', at + 1)
  if (end <= at + 1) return undefined
  const children = parseCode(line.slice(at + 1, end))
  return { node: { kind: 'style', style: 'code', children }, end: end + 1 }
}

/** Code has no styles, but a token in it was not escaped by its author and still notifies, so it stays visible as one. */
const parseCode = (source: string): readonly Inline[] => {
  const nodes: Inline[] = []
  let at = 0
  while (at < source.length) {
    const found = readAngle(source, at)
    nodes.push(found?.node ?? textOf(source.charAt(at)))
    at = found?.end ?? at + 1
  }
  return joinText(nodes).map((node) =>
    node.kind === 'text' ? textOf(decodeEntities(node.text)) : node,
  )
}

const readAngle = (line: string, at: number): Found => {
  if (line[at] !== '<') return undefined
  const end = line.indexOf('>', at)
  const node = end === -1 ? undefined : readToken(line.slice(at + 1, end))
  return node === undefined ? undefined : { node, end: end + 1 }
}

/** Whether a marker closes does not depend on where it was opened, so one search that failed answers all later ones. */
const readStyle = (line: string, at: number, verbatim: boolean, hopeless: Set<string>): Found => {
  const marker = line.charAt(at)
  const opens = isMarker(marker) && !isWordChar(line[at - 1]) && /^\S$/.test(line.charAt(at + 1))
  if (!opens || hopeless.has(marker)) return undefined
  for (let end = at + 2; end < line.length; end += 1) {
    const closes =
      line[end] === marker && !/\s/.test(line.charAt(end - 1)) && !isWordChar(line[end + 1])
    if (!closes) continue
    const children = parseMrkdwnLine(line.slice(at + 1, end), verbatim)
    return { node: { kind: 'style', style: styles[marker], children }, end: end + 1 }
  }
  hopeless.add(marker)
  return undefined
}

const bareLink = /https?:\/\/[^\s<>|*~`]+/y

const readBareLink = (line: string, at: number): Found => {
  bareLink.lastIndex = at
  const match = isWordChar(line[at - 1]) ? null : bareLink.exec(line)
  const url = match?.[0].replace(/[.,;:!?)\]'"]+$/, '')
  if (url === undefined) return undefined
  const href = decodeEntities(url)
  return { node: { kind: 'link', href, children: [textOf(href)] }, end: at + url.length }
}
