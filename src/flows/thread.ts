/**
 * What people can do under a packet: propose in words or by form, apply, undo, decide, take a stance, and capture what
 * was said. Every outcome that a person can meet is a value; "already done" is an answer, not an error.
 */
import type { Change } from '../engine/difference.ts'
import type { Conflict } from '../engine/merge.ts'
import type { Amendment } from '../engine/packet.ts'
import type { NoteRecord, PacketRecord, Proposal, ProposalState, Stance } from '../store/port.ts'
import type { Actor } from './flows.ts'

/** A change as it was read from words or chosen in a form, before it has an id and an author. */
export type ProposedChange = Omit<Amendment, 'id' | 'by'>

export interface ProposeInput {
  readonly actor: Actor
  readonly packet: PacketRecord
  readonly changes: readonly ProposedChange[]
  readonly sourceTs: string | null
  /** Names its origin, such as a message or a form: what comes from there twice is proposed once. */
  readonly id: string
}

export type ProposeOutcome =
  /** Waits for *Apply*; `changes` are the decisions that would read differently, knock-on changes included. */
  | {
      readonly outcome: 'proposed'
      readonly proposal: Proposal
      readonly changes: readonly Change[]
    }
  /** The packet says all this already. */
  | { readonly outcome: 'nothing-changes' }
  /** It was proposed before. */
  | { readonly outcome: 'already'; readonly state: ProposalState }

export type ApplyOutcome =
  | {
      readonly outcome: 'applied'
      readonly packet: PacketRecord
      readonly changes: readonly Change[]
      /** What could not join because somebody else decided the same meanwhile; each waits as a conflict note. */
      readonly conflicts: readonly Conflict[]
    }
  | {
      readonly outcome: 'conflict'
      readonly conflicts: readonly Conflict[]
      readonly deciderId: string
    }
  /** The current revision is accepted: changing it needs `reopen`. */
  | { readonly outcome: 'locked'; readonly packet: PacketRecord }
  | { readonly outcome: 'already'; readonly state: ProposalState }
  | { readonly outcome: 'nothing-changes' }
  | { readonly outcome: 'not-found' }

export type UndoOutcome =
  | {
      readonly outcome: 'undone'
      readonly packet: PacketRecord
      readonly changes: readonly Change[]
      readonly amendments: readonly Amendment[]
    }
  | { readonly outcome: 'nothing-to-undo' }
  | { readonly outcome: 'locked'; readonly packet: PacketRecord }

export type DecideOutcome =
  | {
      readonly outcome: 'decided'
      readonly packet: PacketRecord
      readonly changes: readonly Change[]
    }
  | { readonly outcome: 'not-yours'; readonly deciderId: string }
  /** The decider has left, and the settings name who may accept, and so decide instead: this is none of them. */
  | { readonly outcome: 'not-an-acceptor'; readonly acceptorIds: readonly string[] }
  | { readonly outcome: 'already'; readonly resolution: string }
  | { readonly outcome: 'locked'; readonly packet: PacketRecord }
  | { readonly outcome: 'not-found' }

export type StanceOutcome =
  | { readonly outcome: 'recorded'; readonly standing: Standing; readonly nowAccepted: boolean }
  /** The packet moved on; the button belonged to an older revision. */
  | { readonly outcome: 'stale'; readonly current: number }
  | { readonly outcome: 'already' }
  /** A route-out or a question back holds nothing that could be accepted. */
  | { readonly outcome: 'no-packet' }
  /** The author's own acceptance does not count while others are in the channel. */
  | { readonly outcome: 'needs-somebody-else' }
  /** The settings name the people who may accept, and this is none of them. */
  | { readonly outcome: 'not-an-acceptor'; readonly acceptorIds: readonly string[] }

/** Where a packet stands: what its card shows under the verdict. */
export interface Standing {
  readonly accepted: boolean
  readonly stances: readonly Stance[]
  readonly openNotes: readonly NoteRecord[]
}

export interface CaptureInput {
  readonly actor: Actor
  /** Who said it; the actor when nobody else did. */
  readonly authorId?: string
  readonly packet: PacketRecord
  readonly kind: 'question' | 'objection'
  readonly text: string
  readonly ownerId: string | null
  readonly due: string | null
  readonly sourceTs: string | null
  readonly permalink: string | null
}

/** What applying a proposal would do now. */
export interface Prospect {
  readonly changes: readonly Change[]
  /** What would wait for a decider instead. */
  readonly conflicts: readonly Conflict[]
}

export interface ThreadFlows {
  /** What these changes would change, knock-on changes included; stores nothing. */
  weigh(packet: PacketRecord, changes: readonly ProposedChange[]): readonly Change[]
  prospectOf(packet: PacketRecord, proposal: Proposal): Promise<Prospect>
  /** Stores the proposal and posts it in the thread. */
  propose(input: ProposeInput): Promise<ProposeOutcome>
  apply(
    actor: Actor,
    proposalId: string,
    options?: { readonly reopen?: boolean },
  ): Promise<ApplyOutcome>
  /** Ends an open proposal; `adjusted` where another one takes its place. */
  dismiss(
    actor: Actor,
    proposalId: string,
    as?: 'dismissed' | 'adjusted',
  ): Promise<'dismissed' | 'already' | 'not-found'>
  /** A new revision without the amendments that the last one brought. */
  undo(
    actor: Actor,
    packetId: string,
    options?: { readonly reopen?: boolean },
  ): Promise<UndoOutcome>
  /**
   * Ends a conflict; what was not taken stays as an objection of the person who wanted it. Where its decider has left the
   * workspace, whoever may accept the packet decides.
   */
  decide(
    actor: Actor,
    noteId: string,
    choice: 'keep' | 'take',
    hasLeft: (userId: string) => Promise<boolean>,
  ): Promise<DecideOutcome>
  takeStance(
    actor: Actor,
    packetId: string,
    stance: Pick<Stance, 'revision' | 'stance' | 'because'>,
    /** Whether anyone but the author could accept it. */
    channelHasOthers: boolean,
  ): Promise<StanceOutcome>
  /** `past` when the day on which an answer is due is over everywhere on earth. */
  capture(input: CaptureInput): Promise<'captured' | 'already' | 'past'>
  /** Answers a question in the thread, once for each message: about decisions by their place in the current verdict. */
  answer(packet: PacketRecord, sourceTs: string, decisions: readonly number[]): Promise<void>
  /** Closes a question or an objection. */
  resolve(
    actor: Actor,
    noteId: string,
    resolution: string,
  ): Promise<'resolved' | 'already' | 'not-found'>
  standing(packet: PacketRecord): Promise<Standing>
}
