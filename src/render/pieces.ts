/**
 * What a part of the thread is made of before it becomes blocks: a few plain shapes. Each is cut into blocks that stay
 * below Slack's limits; nothing is dropped, what is too long goes on in the next block, row or message.
 */
import type { HeaderBlock, KnownBlock, RichTextBlock, RichTextText, TableBlock } from '@slack/types'
import { displayable, plainLine } from './escape.ts'
import { blockCharacters, cellCharacters, slackLimits, tableCharacters } from './limits.ts'
import { bold, inline, quote, richList, richSection, richText, wordsOf } from './rich-text.ts'
import { lengthOf, shorten, splitText } from './split.ts'

export type Piece =
  | { readonly type: 'heading'; readonly text: string }
  | { readonly type: 'subheading'; readonly text: string }
  /** `Label: sentence`, one a line. */
  | { readonly type: 'facts'; readonly facts: readonly (readonly [string, string])[] }
  | { readonly type: 'list'; readonly ordered: boolean; readonly items: readonly string[] }
  | { readonly type: 'paragraph'; readonly text: string }
  | { readonly type: 'quote'; readonly text: string }
  | {
      readonly type: 'table'
      readonly columns: readonly string[]
      readonly rows: readonly (readonly string[])[]
    }

/** A block with what packing needs to know about it. */
export interface Atom {
  readonly block: KnownBlock
  readonly characters: number
  /** The block as plain words, for the fallback that is read aloud. */
  readonly words: string
  readonly isTable: boolean
  /** A heading must not stand alone at the end of a message. */
  readonly staysWithNext: boolean
}

export function atomsOf(piece: Piece): readonly Atom[] {
  if (piece.type === 'heading') return [headingAtom(piece.text)]
  if (piece.type === 'subheading') return chunks(piece.text).map(subheadingAtom)
  if (piece.type === 'facts') return factAtoms(piece.facts)
  if (piece.type === 'list') return listAtoms(piece.items, piece.ordered)
  if (piece.type === 'paragraph') return paragraphAtoms(piece.text)
  if (piece.type === 'quote')
    return chunks(piece.text).map((chunk) => textAtom(richText(quote(chunk))))
  return tableAtoms(piece.columns, piece.rows)
}

function subheadingAtom(text: string): Atom {
  return { ...textAtom(richText(richSection([bold(text)]))), staysWithNext: true }
}

function headingAtom(text: string): Atom {
  const words = shorten(plainLine(text), slackLimits.headerText) || ' '
  const block: HeaderBlock = {
    type: 'header',
    text: { type: 'plain_text', text: words, emoji: false },
  }
  return { block, characters: lengthOf(words), words, isTable: false, staysWithNext: true }
}

function textAtom(block: RichTextBlock): Atom {
  const words = wordsOf(block)
  return { block, characters: lengthOf(words), words, isTable: false, staysWithNext: false }
}

function chunks(text: string): readonly string[] {
  return splitText(displayable(text), blockCharacters - 100).filter((chunk) => chunk !== '')
}

function paragraphAtoms(text: string): readonly Atom[] {
  return chunks(text).map((chunk) => textAtom(richText(richSection(inline(chunk)))))
}

/** Facts share a block while they fit, because each block costs a message some of its room. */
function factAtoms(facts: readonly (readonly [string, string])[]): readonly Atom[] {
  const lines = facts
    .filter(([, sentence]) => displayable(sentence).trim() !== '')
    .flatMap(([label, sentence]) =>
      chunks(sentence).map((chunk, index) =>
        index === 0 ? [bold(`${label}: `), ...inline(chunk)] : inline(chunk),
      ),
    )
  const groups: { readonly lines: (typeof lines)[number][]; characters: number }[] = []
  for (const line of lines) {
    const size = line.reduce((sum, run) => sum + lengthOf(run.text), 1)
    const last = groups.at(-1)
    if (last !== undefined && last.characters + size <= blockCharacters) {
      last.lines.push(line)
      last.characters += size
    } else {
      groups.push({ lines: [line], characters: size })
    }
  }
  return groups.map((group) => textAtom(richText(richSection(onLines(group.lines)))))
}

function onLines(lines: readonly (readonly RichTextText[])[]): readonly RichTextText[] {
  return lines.flatMap((line, index): readonly RichTextText[] =>
    index === 0 ? line : [{ type: 'text', text: '\n' }, ...line],
  )
}

function listAtoms(items: readonly string[], ordered: boolean): readonly Atom[] {
  const atoms: Atom[] = []
  let open: ReturnType<typeof inline>[] = []
  let openCharacters = 0
  let firstNumber = 0
  const close = (): void => {
    if (open.length === 0) return
    atoms.push(textAtom(richText(richList(open, ordered, firstNumber))))
    firstNumber += open.length
    open = []
    openCharacters = 0
  }
  for (const item of items) {
    const [first = '', ...rest] = chunks(item)
    const size = lengthOf(first)
    if (first === '') continue
    if (openCharacters + size > blockCharacters) close()
    open.push(inline(first))
    openCharacters += size
    if (rest.length > 0) {
      close()
      atoms.push(...rest.flatMap(paragraphAtoms))
    }
  }
  close()
  return atoms
}

type Cell = TableBlock['rows'][number][number]

function tableAtoms(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): readonly Atom[] {
  if (columns.length > slackLimits.tableColumns) {
    return listAtoms(
      rows.map((row) => row.map((cell, at) => `${columns[at] ?? ''}: ${cell}`).join('; ')),
      false,
    )
  }
  const headings = columns.map((column) => shorten(plainLine(column), cellCharacters) || ' ')
  const headSize = sizeOfRow(headings)
  const atoms: Atom[] = []
  let open: (readonly string[])[] = []
  let openSize = headSize
  const close = (): void => {
    if (open.length === 0) return
    atoms.push(tableAtom([headings, ...open]))
    open = []
    openSize = headSize
  }
  for (const row of rows.flatMap((row) => cutRow(row, columns.length))) {
    const size = sizeOfRow(row)
    const isFull = open.length + 1 >= slackLimits.tableRows
    if (open.length > 0 && (isFull || openSize + size > tableCharacters)) close()
    open.push(row)
    openSize += size
  }
  close()
  return atoms
}

/** A row of the table's width; the overlong part of a cell goes on in the same column of a row below. */
function cutRow(row: readonly string[], width: number): readonly (readonly string[])[] {
  const size = Math.min(cellCharacters, Math.floor((tableCharacters - 1000) / Math.max(1, width)))
  const cells = [...row.slice(0, width - 1), row.slice(width - 1).join('; ')].map((cell) =>
    splitText(displayable(cell), size),
  )
  const height = Math.max(1, ...cells.map((pieces) => pieces.length))
  return Array.from({ length: height }, (_, line) =>
    Array.from({ length: width }, (_, at) => cells[at]?.[line] ?? ''),
  )
}

function sizeOfRow(row: readonly string[]): number {
  return row.reduce((sum, cell) => sum + Math.max(1, lengthOf(cell)), 0)
}

function tableAtom(rows: readonly (readonly string[])[]): Atom {
  const block: TableBlock = {
    type: 'table',
    rows: rows.map((row, index) => row.map((text) => (index === 0 ? raw(text) : cellOf(text)))),
    column_settings: (rows[0] ?? []).map(() => ({ is_wrapped: true })),
  }
  return {
    block,
    characters: rows.reduce((sum, row) => sum + sizeOfRow(row), 0),
    words: rows.map((row) => row.filter((cell) => cell.trim() !== '').join(' | ')).join('\n'),
    isTable: true,
    staysWithNext: false,
  }
}

function cellOf(text: string): Cell {
  const runs = inline(text)
  return runs.some((run) => run.style?.code === true) ? richText(richSection(runs)) : raw(text)
}

/** Slack refuses an empty cell, so a space stands for nothing. */
function raw(text: string): Cell {
  const words = displayable(text)
  return { type: 'raw_text', text: words === '' ? ' ' : words }
}
