/**
 * What people can do, as functions the Slack edge calls. A flow knows the engine and the store's port; it answers with
 * values for every expected outcome and throws only for faults.
 */
import type { FramingRules } from '../engine/house-rules.ts'
import type { Amendment, Verdict } from '../engine/packet.ts'
import type { ChannelKind, Draft, PacketRecord, PacketSource, Viewer } from '../store/port.ts'
import type { HouseRuleFlows } from './house-rules.ts'
import type { HistoryFlows } from './recall-history.ts'

/** The signed person: never taken from a button's value or a view's metadata. */
export interface Actor {
  readonly teamId: string
  readonly userId: string
}

export interface Place {
  readonly channelId: string
  readonly channelKind: ChannelKind
  /** Root of the thread in which the packet lives; null for a card of its own. */
  readonly threadTs: string | null
}

export interface OpenPacketInput {
  readonly actor: Actor
  readonly place: Place
  readonly text: string
  /** What the dialog corrected, in order. */
  readonly amendments: readonly Amendment[]
  readonly source: PacketSource
  /** Same key, same packet: the view's id for a dialog. */
  readonly onceKey: string
}

/** `too-short` and `too-long` name the limit in characters; the words stay with the person. */
export type RequestProblem =
  | { readonly problem: 'empty' }
  | { readonly problem: 'too-long'; readonly limit: number; readonly length: number }

export type OpenOutcome =
  | { readonly outcome: 'opened'; readonly packet: PacketRecord }
  | { readonly outcome: 'already-opened'; readonly packet: PacketRecord }
  | { readonly outcome: 'refused'; readonly problem: RequestProblem }

export interface Preview {
  /** Redacted: safe to store and to show. */
  readonly text: string
  /** Kinds of secrets that were taken out, for a sentence to the person: `Slack token`. */
  readonly redacted: readonly string[]
  readonly verdict: Verdict
  /** All amendments in the verdict: those of the house rules that hold here, then the person's. */
  readonly amendments: readonly Amendment[]
}

export interface Flows extends HistoryFlows, HouseRuleFlows {
  /**
   * Reads the request as a team with these rules would get it, without storing anything. Never fails: an empty text
   * gives a needs-framing verdict.
   */
  preview(text: string, amendments: readonly Amendment[], rules: FramingRules): Preview
  openPacket(input: OpenPacketInput): Promise<OpenOutcome>
  showPacket(viewer: Viewer, idOrName: string): Promise<PacketRecord | null>
  /** Keeps what was typed (redacted); a text without any words is not kept. */
  keepDraft(draft: Omit<Draft, 'savedAt'>): Promise<void>
  /** Null when there is none or it is older than two weeks. */
  findDraft(actor: Actor): Promise<Draft | null>
  discardDraft(actor: Actor): Promise<void>
  /** True once per key: guards whatever Slack may deliver twice. */
  once(key: string): Promise<boolean>
}
