/** What people say about a packet: proposals, stances, notes, and what is handed over. */
import type { Amendment, RouteOutId } from '../../engine/packet.ts'
import type { Brief } from '../../engine/route-out/brief.ts'
import type { ChannelKind, NewDelivery, PacketRecord } from './packets.ts'

/** What somebody proposed in the thread and nobody has decided yet. */
export interface Proposal {
  readonly id: string
  readonly teamId: string
  readonly packetId: string
  /** The revision the proposer looked at: what joined since is what it may conflict with. */
  readonly baseRevision: number
  readonly authorId: string
  readonly amendments: readonly Amendment[]
  /** Message in the thread that said it; null when a form did. */
  readonly sourceTs: string | null
  readonly createdAt: number
}
export type ProposalState = 'open' | 'applied' | 'dismissed' | 'adjusted'

export interface ProposalEnding {
  readonly to: Exclude<ProposalState, 'open'>
  readonly by: string
  /** The revision that it made; null when it made none. */
  readonly revision: number | null
}

export interface ProposalRecord extends Proposal {
  readonly state: ProposalState
  /** Null while it is open. */
  readonly ending: Pick<ProposalEnding, 'by' | 'revision'> | null
}

/** Where a person stands on a revision. A newer stance of the same person replaces the older one. */
export interface Stance {
  readonly packetId: string
  readonly revision: number
  readonly userId: string
  readonly stance: 'accept' | 'needs-change' | 'object'
  readonly because: string | null
  readonly at: number
}

/**
 * What stays beside the packet: an open question, an objection, or a conflict that waits for its decider. The bot keeps
 * what was typed into its own dialogs and a message's permalink, never a message's body.
 */
export interface Note {
  readonly id: string
  readonly teamId: string
  readonly packetId: string
  readonly kind: 'question' | 'objection' | 'conflict'
  readonly text: string
  /** Who has to answer or decide; null when nobody is named. */
  readonly ownerId: string | null
  /** `2027-03-14`; null when there is no date. */
  readonly due: string | null
  readonly authorId: string
  /** The message it was captured from: capturing twice is noticed. */
  readonly sourceTs: string | null
  readonly permalink: string | null
  readonly createdAt: number
  /** For a conflict: what stands and what was proposed. */
  readonly conflict: { readonly standing: Amendment; readonly proposed: Amendment } | null
}
export interface NoteRecord extends Note {
  /** Null while it is open; then how it ended, as one sentence. */
  readonly resolution: string | null
}

/** `sent` and `accepted` wait for the owner; of these a packet has at most one for each neighbour. */
export const openHandOffStates = ['sent', 'accepted'] as const
export type HandOffState =
  | (typeof openHandOffStates)[number]
  | 'declined'
  | 'answered'
  | 'withdrawn'
  /** Slack refused the message: nobody was asked. */
  | 'undelivered'

/** What is not ours to decide, as it was sent into its owner's channel. */
export interface HandOff {
  readonly id: string
  readonly teamId: string
  readonly packetId: string
  readonly to: RouteOutId
  /** The revision that the sender looked at. */
  readonly revision: number
  /** The owner's channel, with its kind as it was last known. */
  readonly channelId: string
  readonly channelKind: ChannelKind
  readonly senderId: string
  /** What the sender was shown and the owner reads. */
  readonly brief: Brief
  readonly createdAt: number
}
export interface HandOffRecord extends HandOff {
  readonly state: HandOffState
  /** Who brought it there, and when. */
  readonly by: string
  readonly at: number
  /** Why it was declined, the answer, or Slack's code when it was not delivered. */
  readonly words: string | null
  /** What became of the answer in the packet; null until that is known. */
  readonly settled: HandOffSettled | null
  /** When the packet's people were last shown that nobody answers. */
  readonly noticedAt: number | null
  /** The message in the owner's channel, null until Slack accepted it. */
  readonly messageTs: string | null
}
/** The answer made a revision, waits as a proposal (the packet is locked), or as a conflict for its decider. */
export type HandOffSettled = 'applied' | 'proposed' | 'conflict'

/** A step of a hand-off, with the messages that show it; refused unless it stands in one of `from`. */
export interface HandOffMove {
  readonly from: readonly HandOffState[]
  readonly state: HandOffState
  readonly by: string
  readonly at: number
  readonly words: string | null
  readonly deliveries: readonly NewDelivery[]
}

export interface HandOffList {
  readonly handOffs: readonly { readonly handOff: HandOffRecord; readonly packet: PacketRecord }[]
  readonly total: number
}
