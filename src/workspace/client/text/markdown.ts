import { parseMarkdownCode, parseMarkdownInline } from './markdown-inline.ts'
import type { Inline } from './token.ts'

export type MarkdownBlock =
  | { readonly kind: 'heading'; readonly level: number; readonly inlines: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'pre'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'quote'; readonly blocks: readonly MarkdownBlock[] }
  | { readonly kind: 'rule' }
  | {
      readonly kind: 'list'
      readonly ordered: boolean
      readonly start: number
      readonly items: readonly MarkdownItem[]
    }
  | { readonly kind: 'table'; readonly rows: readonly (readonly (readonly Inline[])[])[] }

interface MarkdownItem {
  /** Set for `- [x]` and `- [ ]`. */
  readonly checked?: boolean
  readonly blocks: readonly MarkdownBlock[]
}

/** The block half of a `markdown` block: what Slack says it supports, which is less than CommonMark. */
export const parseMarkdown = (source: string): readonly MarkdownBlock[] =>
  parseBlocks(source.replaceAll('\r\n', '\n').split('\n'), 0)

interface Read {
  readonly block: MarkdownBlock | undefined
  /** How many lines it took. */
  readonly lines: number
}

/** Slack indents up to eight levels; what is nested deeper is read as plain lines. */
const deepestNesting = 8

const parseBlocks = (lines: readonly string[], depth: number): readonly MarkdownBlock[] => {
  const blocks: MarkdownBlock[] = []
  let at = 0
  while (at < lines.length) {
    const rest = lines.slice(at)
    const read =
      readBlank(rest) ??
      readFence(rest) ??
      readHeading(rest) ??
      readRule(rest) ??
      (depth < deepestNesting ? readQuote(rest, depth + 1) : undefined) ??
      readTable(rest) ??
      (depth < deepestNesting ? readList(rest, depth + 1) : undefined) ??
      readParagraph(rest)
    if (read.block !== undefined) blocks.push(read.block)
    at += read.lines
  }
  return blocks
}

const readBlank = (lines: readonly string[]): Read | undefined =>
  lines[0]?.trim() === '' ? { block: undefined, lines: 1 } : undefined

const readFence = (lines: readonly string[]): Read | undefined => {
  const fence = /^ {0,3}(`{3,}|~{3,})/.exec(lines[0] ?? '')?.[1]
  if (fence === undefined) return undefined
  const end = lines.findIndex((line, index) => index > 0 && line.trim().startsWith(fence))
  const inside = lines.slice(1, end === -1 ? lines.length : end)
  return {
    block: { kind: 'pre', inlines: parseMarkdownCode(inside.join('\n')) },
    lines: end === -1 ? lines.length : end + 1,
  }
}

const readHeading = (lines: readonly string[]): Read | undefined => {
  const match = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/.exec(lines[0] ?? '')
  if (match === null) return undefined
  const [, marks = '', title = ''] = match
  return {
    block: { kind: 'heading', level: marks.length, inlines: parseMarkdownInline(title) },
    lines: 1,
  }
}

const isRule = (line: string): boolean => /^ {0,3}([-*_])(\s*\1){2,}\s*$/.test(line)

const readRule = (lines: readonly string[]): Read | undefined =>
  isRule(lines[0] ?? '') ? { block: { kind: 'rule' }, lines: 1 } : undefined

const readQuote = (lines: readonly string[], depth: number): Read | undefined => {
  const count = countWhile(lines, (line) => /^ {0,3}>/.test(line))
  if (count === 0) return undefined
  const inside = lines.slice(0, count).map((line) => line.replace(/^ {0,3}> ?/, ''))
  return { block: { kind: 'quote', blocks: parseBlocks(inside, depth) }, lines: count }
}

const readTable = (lines: readonly string[]): Read | undefined => {
  const [head = '', rule = ''] = lines
  if (!head.includes('|') || !/^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/.test(rule))
    return undefined
  const count = countWhile(lines, (line) => line.includes('|'))
  const rows = lines.slice(0, count).filter((_, index) => index !== 1)
  return {
    block: {
      kind: 'table',
      rows: rows.map((row) => splitRow(row).map((cell) => parseMarkdownInline(cell))),
    },
    lines: count,
  }
}

/** A pipe inside a token (`<!subteam^S1|team>`) or behind a backslash does not end the cell. */
const splitRow = (row: string): readonly string[] =>
  row
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
    .split(/(?<!\\|<[^>]*)\|/)
    .map((cell) => cell.trim())

const itemStart = /^( *)([-*+]|\d{1,9}[.)])( +|$)(.*)$/

const readList = (lines: readonly string[], depth: number): Read | undefined => {
  const first = itemStart.exec(lines[0] ?? '')
  if (first === null) return undefined
  const ordered = /\d/.test(first[2] ?? '')
  const items: string[][] = []
  let at = 0
  let indent = 0
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    const start = itemStart.exec(line)
    const leading = line.length - line.trimStart().length
    if (start !== null && !isRule(line) && (items.length === 0 || leading < indent)) {
      if (/\d/.test(start[2] ?? '') !== ordered) break
      indent = (start[1] ?? '').length + (start[2] ?? '').length + (start[3] || ' ').length
      items.push([start[4] ?? ''])
    } else if (line.trim() === '') {
      const next = lines[at + 1] ?? ''
      if (!itemStart.test(next) && !next.startsWith('  ')) break
      items.at(-1)?.push('')
    } else if (leading >= Math.min(indent, 2))
      items.at(-1)?.push(line.slice(Math.min(leading, indent)))
    else break
  }
  return {
    block: {
      kind: 'list',
      ordered,
      start: ordered ? Number.parseInt(first[2] ?? '1', 10) : 1,
      items: items.map((item) => toItem(item, depth)),
    },
    lines: at,
  }
}

const toItem = (lines: readonly string[], depth: number): MarkdownItem => {
  const task = /^\[([ xX])\] +(.*)$/.exec(lines[0] ?? '')
  return task === null
    ? { blocks: parseBlocks(lines, depth) }
    : {
        checked: task[1] !== ' ',
        blocks: parseBlocks([task[2] ?? '', ...lines.slice(1)], depth),
      }
}

const startsBlock = (line: string): boolean =>
  line.trim() === '' ||
  /^ {0,3}(#{1,6}\s|>|`{3,}|~{3,})/.test(line) ||
  isRule(line) ||
  itemStart.test(line)

const readParagraph = (lines: readonly string[]): Read => {
  const count = Math.max(
    1,
    countWhile(lines, (line, index) => index === 0 || !startsBlock(line)),
  )
  const text = lines
    .slice(0, count)
    .map((line) => line.trim())
    .join('\n')
  return { block: { kind: 'paragraph', inlines: parseMarkdownInline(text) }, lines: count }
}

const countWhile = (
  lines: readonly string[],
  holds: (line: string, index: number) => boolean,
): number => {
  const end = lines.findIndex((line, index) => !holds(line, index))
  return end === -1 ? lines.length : end
}
