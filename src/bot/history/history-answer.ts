import type { Recalled } from '../../flows/recall-history.ts'
import type { Flows } from '../../flows/flows.ts'
import { escapeMrkdwn } from '../../render/escape.ts'
import { renderHistory } from '../../render/history.ts'
import type { HistoryView } from '../../render/history.ts'
import { labelWords, slugWords } from '../../render/labels.ts'
import type { MessagePayload } from '../../render/pack.ts'
import type { HistoryCursor, HistoryQuery, Viewer } from '../../store/port.ts'
import { lineOf } from '../answers.ts'
import { historyPage } from './history-cursor.ts'

export interface HistoryQuestion {
  readonly text: string
  /** Where the person asks from. */
  readonly channelId: string | null
  readonly after: HistoryCursor | null
}

/** A page of what this viewer may see and asked for; an empty one says how to go on. */
export async function historyAnswer(
  flows: Flows,
  viewer: Viewer,
  question: HistoryQuestion,
): Promise<MessagePayload> {
  return renderHistory(await historyView(flows, viewer, question))
}

export async function historyView(
  flows: Flows,
  viewer: Viewer,
  { text, channelId, after }: HistoryQuestion,
): Promise<HistoryView> {
  const found = await flows.history(viewer, text, channelId, after)
  const isPlain = !text.includes(':') && !text.includes('"')
  return {
    found: found.packets.map((packet) => ({ ...lineOf(packet), excerpt: packet.excerpt })),
    total: found.total,
    counts: countsOf(found),
    asked: askedWords(found.query),
    isRanked: hasWords(found.query),
    hints: found.hints,
    corrected: found.corrected,
    next: found.next === null ? null : historyPage.write(found.next, found.text),
    all: historyPage.write(null, found.text),
    maybeRequest: isPlain && text.split(/\s+/u).length > 2 ? `history ${text}` : null,
  }
}

const countsShown = 4

function countsOf({ facets, total }: Recalled): HistoryView['counts'] {
  // One row has nothing to count apart.
  if (total < 2) return []
  return (['kind', 'service', 'dependency', 'risk'] as const).flatMap((facet) =>
    facets[facet].slice(0, countsShown).map(({ value, count }) => ({ facet, value, count })),
  )
}

function hasWords({ words, phrases }: HistoryQuery): boolean {
  return words.length + phrases.length > 0
}

/** The question as it was understood. Ids become the names that Slack shows for them. */
function askedWords(query: HistoryQuery): string {
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['words', [...query.words, ...query.phrases.map((phrase) => `“${phrase}”`)].map(escapeMrkdwn)],
    ['service', query.services.map(escapeMrkdwn)],
    ['kind', query.kinds.map((kind) => labelWords[kind])],
    ['surface', query.surfaces.map(slugWords)],
    ['dependency', query.dependencies.map(escapeMrkdwn)],
    ['risk', query.risks.map(slugWords)],
    ['by', query.authorIds.map((id) => `<@${id}>`)],
    ['in', query.channelIds.map((id) => (id.startsWith('D') ? 'direct message' : `<#${id}>`))],
    ['status', query.status === null ? [] : [query.status]],
    ['since', query.since === null ? [] : [day(query.since)]],
    ['before', query.before === null ? [] : [day(query.before)]],
  ]
  return parts
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => `*${name}* ${values.join(name === 'words' ? ', ' : ' or ')}`)
    .join(' · ')
}

function day(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10)
}
