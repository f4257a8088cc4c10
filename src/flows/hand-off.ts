/**
 * Handing over what is not ours to decide: a brief into its owner's channel, and the answer back as an amendment. Who may
 * act is the caller's to check against the record and the signed person; each step is taken once, whoever else presses.
 */
import type { Brief } from '../engine/route-out/brief.ts'
import type { Amendment, RouteOutId, Verdict } from '../engine/packet.ts'
import type { Waiting } from '../engine/route-out/waiting.ts'
import type {
  ChannelKind,
  HandOffList,
  HandOffRecord,
  PacketRecord,
  Store,
  Viewer,
} from '../store/port.ts'
import type { Actor } from './flows.ts'
import type { ThreadFlows } from './thread.ts'

/** The engine's part: pure, so the same packet gives the same brief. */
export interface HandOffKnowledge {
  brief(text: string, amendments: readonly Amendment[], to: RouteOutId): Brief
  /** Neighbours that have something to decide about this verdict. */
  open(verdict: Verdict): readonly RouteOutId[]
  waiting(verdict: Verdict, to: RouteOutId): Waiting
}

export interface Owner {
  /** Where the settings send it; null when they name neither a channel of its own nor a fallback. */
  readonly channelId: string | null
  readonly isFallback: boolean
  /** How the settings call the owner in words. */
  readonly name: string | null
}

export interface SendInput {
  readonly actor: Actor
  readonly packet: PacketRecord
  readonly to: RouteOutId
  readonly channelId: string
  readonly channelKind: ChannelKind
  /** The revision that the sender was shown. */
  readonly revision: number
  readonly withQuotes: boolean
  /** What the sender adds; null for nothing. */
  readonly words: string | null
  /** The open one that this one takes the place of. */
  readonly replaces: string | null
}

export type SendOutcome =
  | { readonly outcome: 'sent'; readonly handOff: HandOffRecord }
  | { readonly outcome: 'already-sent'; readonly handOff: HandOffRecord }
  /** The packet moved on: what was shown is not what would be sent. */
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'nothing-open' }

export type StepOutcome =
  | { readonly outcome: 'done'; readonly handOff: HandOffRecord }
  /** Somebody was faster, or it ended: the record says how. */
  | { readonly outcome: 'already'; readonly handOff: HandOffRecord }
  | { readonly outcome: 'not-found' }

/** One neighbour's newest hand-off, as the packet's card shows it. */
export interface HandOffStanding {
  readonly handOff: HandOffRecord
  /** What waits for the answer in the current revision. */
  readonly waits: Waiting
  /** Days without a word from the owner, once they are worth showing. */
  readonly silentDays: number | null
  /** The answer is among the amendments that hold. */
  readonly holds: boolean
}

export interface HandOffFlows {
  /** Each neighbour with something to decide, and the hand-off that is open to it. */
  openPoints(
    packet: PacketRecord,
  ): Promise<readonly { readonly to: RouteOutId; readonly standing: HandOffRecord | null }[]>
  /** Neighbours that have something to decide about this verdict. */
  openIn(verdict: Verdict): readonly RouteOutId[]
  ownerOf(teamId: string, to: RouteOutId): Promise<Owner>
  /** What would be sent now, without the sender's own words. */
  preview(packet: PacketRecord, to: RouteOutId, withQuotes: boolean): Brief
  send(input: SendInput): Promise<SendOutcome>
  /** The owner takes it on. */
  accept(actor: Actor, id: string): Promise<StepOutcome>
  /** Whoever took it on lets somebody else. */
  release(actor: Actor, id: string): Promise<StepOutcome>
  decline(actor: Actor, id: string, because: string): Promise<StepOutcome>
  /**
   * The answer becomes an amendment and the packet is planned anew; also after it was declined. `corrects` is when the
   * answer was given that this one takes the place of; null when none was seen.
   */
  answer(actor: Actor, id: string, words: string, corrects?: number | null): Promise<StepOutcome>
  /** By its sender or the packet's author. */
  withdraw(actor: Actor, id: string): Promise<StepOutcome | { readonly outcome: 'not-yours' }>
  /** Slack refused the message for good. */
  undelivered(teamId: string, id: string, code: string): Promise<HandOffRecord | null>
  /** The newest to each neighbour. */
  standing(packet: PacketRecord): Promise<readonly HandOffStanding[]>
  standingOf(packet: PacketRecord, handOff: HandOffRecord): Omit<HandOffStanding, 'handOff'>
  /** What the answer in this revision made final. */
  unblocked(verdict: Verdict, to: RouteOutId): Waiting
  waiting(viewer: Viewer): Promise<{ readonly waiting: HandOffList; readonly taken: HandOffList }>
  /** Brings in the answers that an earlier process took and did not bring to their packets. */
  finishAnswers(): Promise<void>
  /** Shows on the cards who does not answer. Gives how many. */
  noticeSilence(): Promise<number>
}

export interface HandOffParts {
  readonly store: Store
  readonly thread: Pick<ThreadFlows, 'apply' | 'propose'>
  readonly knowledge: HandOffKnowledge
  readonly now: () => number
  readonly newId: () => string
  readonly onDeliveriesWritten: () => void
}

/** The amendment, and the proposal, that an answer becomes. */
export const answerId = ({ id, at }: Pick<HandOffRecord, 'id' | 'at'>): string =>
  `hand-off:${id}:${at}`

/** Any answer to this hand-off, an earlier one that was corrected included. */
export const isAnswerTo = (handOffId: string, amendmentId: string): boolean =>
  amendmentId.startsWith(`hand-off:${handOffId}:`)

/** The answer is among these: as it was brought in, or said in the same words by somebody else. */
export const isHeld = (
  amendments: readonly Amendment[],
  handOff: Pick<HandOffRecord, 'id' | 'at' | 'to' | 'words'>,
): boolean =>
  handOff.words !== null &&
  amendments.some(
    (each) =>
      each.id === answerId(handOff) ||
      (each.on === 'question' &&
        each.target === `${handOff.to}.answer` &&
        each.to === handOff.words),
  )
