/** A page of found packets, for the answer to `history` and for the search dialog alike. */
import type { KnownBlock, ModalView, RichTextBlock } from '@slack/types'
import { escapeMrkdwn, plainLine } from './escape.ts'
import { actionIds } from './ids.ts'
import { labelWords, slugWords } from './labels.ts'
import { slackLimits } from './limits.ts'
import { noteButton, packetLineBlock, renderNote } from './notes.ts'
import type { PacketLine } from './notes.ts'
import type { MessagePayload } from './pack.ts'
import { bold, richSection, richText } from './rich-text.ts'
import { lengthOf, shorten } from './split.ts'
import type { VerdictLabel } from '../engine/packet.ts'

export interface FoundLine extends PacketLine {
  readonly excerpt: readonly { readonly text: string; readonly isMatch: boolean }[]
}

export interface HistoryView {
  readonly found: readonly FoundLine[]
  readonly total: number
  /** How many of the found have each kind, service, dependency and risk. */
  readonly counts: readonly {
    readonly facet: keyof typeof countNames
    readonly value: string
    readonly count: number
  }[]
  /** What was asked, as one line of mrkdwn that is safe already; empty when nothing was. */
  readonly asked: string
  readonly isRanked: boolean
  readonly hints: readonly string[]
  readonly corrected: readonly { readonly from: string; readonly to: string }[]
  /** Value of the button to the next page; null at the end. */
  readonly next: string | null
  /** Value of the button that exports what was found. */
  readonly all: string
  /** What was typed, when it could have been a request after all. */
  readonly maybeRequest: string | null
}

export function renderHistory(view: HistoryView): MessagePayload {
  if (view.total === 0) return view.asked === '' ? nothingYet : nothingFound(view)
  const [first, ...rest] = headingOf(view)
  const { next } = view
  const isNextTooLong = next !== null && lengthOf(next) > slackLimits.buttonValue
  return {
    text: spoken(view),
    blocks: [
      ...renderNote([first, ...rest].join('\n')).blocks,
      ...(countsOf(view) === '' ? [] : [context(countsOf(view))]),
      ...hintBlocks(view),
      ...view.found.flatMap(lineBlocks),
      ...(isNextTooLong
        ? renderNote('There are more, too many to page through: narrow it down with a filter.')
            .blocks
        : []),
      {
        type: 'actions',
        elements: [
          ...(next === null || isNextTooLong
            ? []
            : [noteButton(view.isRanked ? 'More' : 'Older', actionIds.historyOlder, next)]),
          noteButton('Search with a form', actionIds.historySearch, 'search'),
          noteButton('Export as CSV', actionIds.historyExport, view.all),
        ],
      },
    ],
  }
}

/** What a notification shows and a screen reader says. */
function spoken({ total, found }: HistoryView): string {
  const count = total === 1 ? '1 packet' : `${total} packets`
  const names = found.map(({ name, title }) => `${name}, ${plainLine(title)}`).join('; ')
  return shorten(escapeMrkdwn(`${count}: ${names}`), 1000)
}

/** The same in the search dialog. */
export function renderFoundModal(view: HistoryView): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'Packets found', emoji: false },
    close: { type: 'plain_text', text: 'Close', emoji: false },
    blocks: renderHistory(view).blocks,
  }
}

function headingOf({ total, asked, isRanked }: HistoryView): readonly string[] {
  const order = isRanked ? 'best match first' : 'newest first'
  const count = total === 1 ? '*1 packet*' : `*${total} packets*, ${order}`
  return asked === '' ? [count] : [count, asked]
}

const countNames = {
  kind: 'Packet',
  service: 'Service',
  dependency: 'Dependency',
  risk: 'Risk',
} as const

function countsOf({ counts }: HistoryView): string {
  return (Object.keys(countNames) as readonly (keyof typeof countNames)[])
    .map((name) => [name, counts.filter(({ facet }) => facet === name)] as const)
    .filter(([, of]) => of.length > 0)
    .map(([name, of]) => `*${countNames[name]}* ${of.map(countWords).join(', ')}`)
    .join(' · ')
}

function countWords({ facet, value, count }: HistoryView['counts'][number]): string {
  const words =
    facet === 'kind' && value in labelWords ? labelWords[value as VerdictLabel] : slugWords(value)
  return `${escapeMrkdwn(words)} ${count}`
}

function hintBlocks({ hints, corrected }: HistoryView): readonly KnownBlock[] {
  const lines = [
    ...corrected.map(
      ({ from, to }) => `Nothing has “${plainLine(from)}”; these have “${plainLine(to)}”.`,
    ),
    ...hints,
  ]
  return lines.length === 0 ? [] : [context(escapeMrkdwn(lines.join('\n')).slice(0, 1500))]
}

function lineBlocks(line: FoundLine): readonly KnownBlock[] {
  const block = packetLineBlock(line, actionIds.packetShow)
  return line.excerpt.length === 0 ? [block] : [block, excerptBlock(line)]
}

/** As rich text, so that no sign in a person's words can be read as markup. */
function excerptBlock({ excerpt }: FoundLine): RichTextBlock {
  return richText(
    richSection(
      excerpt.map(({ text, isMatch }) => {
        const run = text.replaceAll(/\s+/gu, ' ')
        return isMatch ? bold(run) : { type: 'text', text: plainRun(run) }
      }),
    ),
  )
}

function plainRun(text: string): string {
  const inner = plainLine(text)
  const before = /^\s/u.test(text) ? ' ' : ''
  const after = /\s$/u.test(text) ? ' ' : ''
  return inner === '' ? ' ' : `${before}${inner}${after}`
}

const nothingYet = renderNote(
  'There is no packet here yet that you can see. Make the first one: `/backend-test-packet` and what changed or worries you.',
  [noteButton('New packet', actionIds.packetNew, 'new', 'primary')],
)

function nothingFound(view: HistoryView): MessagePayload {
  const request =
    view.maybeRequest !== null && lengthOf(view.maybeRequest) <= slackLimits.buttonValue
      ? [noteButton('No, it is my request', actionIds.verbRequest, view.maybeRequest)]
      : []
  const note = renderNote(
    [
      `No packet that you can see matches. ${view.asked}`,
      'All words and filters must match. Try fewer, or one of these:',
      '• `history refunds` finds words in the request and in the packet, `refund*` their beginnings, `"exact words"` a sequence',
      '• `kind:flake`, `risk:idempotency`, `dep:postgres`, `surface:worker`, `service:orders-api`',
      '• `by:@maya` or `by:me`, `in:#backend` or `in:here`, `is:open` or `is:accepted`, `since:30d`, `before:2026-11-01`',
    ].join('\n'),
    [
      noteButton('Search with a form', actionIds.historySearch, 'search'),
      noteButton('Show all', actionIds.verbHistory, 'history'),
      ...request,
    ],
  )
  return { ...note, blocks: [...hintBlocks(view), ...note.blocks] }
}

function context(mrkdwn: string): KnownBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: mrkdwn, verbatim: true }] }
}
