import type {
  HistoryCursor,
  HistoryPage,
  HistoryQuery,
  PacketRecord,
  Store,
  Viewer,
  Waiting,
} from '../store/port.ts'
import { productNamed } from './nearest.ts'
import { readQuery } from './search-query.ts'
import type { SearchVocabulary } from './search-vocabulary.ts'

/** A page of what a person may see and asked for. */
export interface Recalled extends HistoryPage {
  readonly query: HistoryQuery
  /** See `ReadQuery.text`. */
  readonly text: string
  readonly hints: readonly string[]
  /** Product names that were taken for others because nothing matched as typed. */
  readonly corrected: readonly { readonly from: string; readonly to: string }[]
}

export interface HistoryFlows {
  /** `channelId` is where the person asks from, for `in:here`. */
  history(
    viewer: Viewer,
    text: string,
    channelId: string | null,
    after: HistoryCursor | null,
  ): Promise<Recalled>
  /** All that is found, for a file; cut after a thousand. */
  list(
    viewer: Viewer,
    text: string,
  ): Promise<{ readonly packets: readonly PacketRecord[]; readonly isCut: boolean }>
  waiting(viewer: Viewer): Promise<Waiting>
}

const historyPageSize = 8
const longestList = 1000
const waitingShown = 5
const acceptableForMs = 30 * 24 * 60 * 60 * 1000

export function historyFlows(parts: {
  readonly store: Store
  readonly vocabulary: SearchVocabulary
  readonly now: () => number
}): HistoryFlows {
  const { store, vocabulary, now } = parts

  /** As it was typed, or, where that finds nothing, with the products that were probably meant. */
  const find = async (
    viewer: Viewer,
    text: string,
    channelId: string | null,
    limit: number,
    after: HistoryCursor | null,
  ): Promise<Recalled> => {
    const read = readQuery(text, { vocabulary, now: now(), userId: viewer.userId, channelId })
    const asTyped = await store.history(viewer, read.query, limit, after)
    const corrected = asTyped.total > 0 ? [] : correctionsOf(read.query, vocabulary)
    if (corrected.length === 0) return { ...asTyped, ...read, corrected }
    const query = applied(read.query, corrected)
    const meant = await store.history(viewer, query, limit, after)
    return meant.total === 0
      ? { ...asTyped, ...read, corrected: [] }
      : { ...meant, ...read, query, corrected }
  }

  return {
    history: (viewer, text, channelId, after) =>
      find(viewer, text, channelId, historyPageSize, after),
    async list(viewer, text) {
      const { packets, next } = await find(viewer, text, null, longestList, null)
      return { packets, isCut: next !== null }
    },
    async waiting(viewer) {
      const waiting = await store.waitingFor(viewer, now() - acceptableForMs, waitingShown)
      const { acceptorIds } = await store.houseRules(viewer.teamId)
      const mayAccept = acceptorIds.length === 0 || acceptorIds.includes(viewer.userId)
      return mayAccept ? waiting : { ...waiting, toAccept: { packets: [], total: 0 } }
    },
  }
}

function correctionsOf(
  { words }: HistoryQuery,
  vocabulary: SearchVocabulary,
): Recalled['corrected'] {
  return words.flatMap((from) => {
    const word = from.toLowerCase()
    const to = vocabulary.dependencyNamed(word) ?? productNamed(word, vocabulary.products)
    return to === null || to === word ? [] : [{ from, to }]
  })
}

function applied(query: HistoryQuery, corrected: Recalled['corrected']): HistoryQuery {
  const meant = new Map(corrected.map(({ from, to }) => [from, to]))
  return { ...query, words: query.words.map((word) => meant.get(word) ?? word) }
}
