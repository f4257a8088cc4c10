import type {
  HistoryCursor,
  HistoryPage,
  HistoryQuery,
  PacketRecord,
  Store,
  Viewer,
  Waiting,
} from '../store/port.ts'
import { nearest } from './nearest.ts'
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
  return {
    async history(viewer, text, channelId, after) {
      const read = readQuery(text, { vocabulary, now: now(), userId: viewer.userId, channelId })
      const asTyped = await store.history(viewer, read.query, historyPageSize, after)
      const corrected = asTyped.total > 0 ? [] : correctionsOf(read.query, vocabulary)
      if (corrected.length === 0) return { ...asTyped, ...read, corrected }
      const query = applied(read.query, corrected)
      return {
        ...(await store.history(viewer, query, historyPageSize, after)),
        ...read,
        query,
        corrected,
      }
    },
    async list(viewer, text) {
      const read = readQuery(text, {
        vocabulary,
        now: now(),
        userId: viewer.userId,
        channelId: null,
      })
      const { packets, next } = await store.history(viewer, read.query, longestList, null)
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
  { products }: SearchVocabulary,
): Recalled['corrected'] {
  return words.flatMap((from) => {
    const word = from.toLowerCase()
    const to = products.has(word) ? null : nearest(word, products)
    return to === null ? [] : [{ from, to }]
  })
}

function applied(query: HistoryQuery, corrected: Recalled['corrected']): HistoryQuery {
  const meant = new Map(corrected.map(({ from, to }) => [from, to]))
  return { ...query, words: query.words.map((word) => meant.get(word) ?? word) }
}
