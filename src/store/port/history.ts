/** Who looks, what they ask, and what they get. */
import type { VerdictLabel } from '../../engine/packet.ts'
import type { NoteRecord } from './discussion.ts'
import type { PacketRecord } from './packets.ts'

/**
 * Who is looking. A packet is visible iff it is of the viewer's team and its channel is among `memberOf`, or it is
 * public and the viewer is a full member, or it is the viewer's own in a direct message with the bot. Filtered in the
 * query, so that counts and pages leak nothing.
 */
export interface Viewer {
  readonly teamId: string
  readonly userId: string
  readonly isFullMember: boolean
  /** Channel ids of which the viewer is a member right now, including direct messages. */
  readonly memberOf: readonly string[]
}

/** What history is searched by. All that is set must hold; within a list any value will do. An empty list asks nothing. */
export interface HistoryQuery {
  /** All must occur, in any form (`retry` finds `retries`); with a star at the end, as a beginning. */
  readonly words: readonly string[]
  /** Exact sequences of words. */
  readonly phrases: readonly string[]
  /** Names of services, however they are written (`orders` finds `orders-api`), or words of what the packet is about. */
  readonly services: readonly string[]
  readonly kinds: readonly VerdictLabel[]
  readonly surfaces: readonly string[]
  readonly dependencies: readonly string[]
  readonly risks: readonly string[]
  readonly authorIds: readonly string[]
  readonly channelIds: readonly string[]
  /** `accepted`: the current revision is; `open` is everything else. Null asks nothing. */
  readonly status: 'open' | 'accepted' | null
  /** Opened at or after, and before. */
  readonly since: number | null
  readonly before: number | null
}

export const facets = ['kind', 'surface', 'service', 'dependency', 'risk'] as const
export type Facet = (typeof facets)[number]

/** A piece of the text that was found; `isMatch` marks what the words found. Plain text, not escaped for any carrier. */
export interface ExcerptRun {
  readonly text: string
  readonly isMatch: boolean
}

export interface FoundPacket extends PacketRecord {
  /** Where the words were found; empty when no words were asked for. */
  readonly excerpt: readonly ExcerptRun[]
}

export interface HistoryPage {
  /** With words the best match first and the newest of equals, otherwise newest first. */
  readonly packets: readonly FoundPacket[]
  readonly total: number
  /** How many of the found packets have each value, most first, at most eight of each; counted by the same rule. */
  readonly facets: Readonly<
    Record<Facet, readonly { readonly value: string; readonly count: number }[]>
  >
  /** Give it back to get the next page; null at the end. Stable while packets arrive or change: none twice, none lost. */
  readonly next: HistoryCursor | null
}
export type HistoryCursor =
  | { readonly by: 'newest'; readonly createdAt: number; readonly id: string }
  /** A rank moves as packets arrive, so the cursor says which rows were shown and which was the last one at the start. */
  | { readonly by: 'relevance'; readonly upTo: number; readonly shown: readonly number[] }

/** What a person has to do, each newest first and cut at the limit; `total` counts them all. */
export interface Waiting {
  readonly questions: WaitingList
  readonly conflicts: WaitingList
  /** Packets of others in the person's channels that nobody accepted yet and on which the person takes no stance. */
  readonly toAccept: { readonly packets: readonly PacketRecord[]; readonly total: number }
}
export interface WaitingList {
  readonly notes: readonly { readonly note: NoteRecord; readonly packet: PacketRecord }[]
  readonly total: number
}
