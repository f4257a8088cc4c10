/** What is kept of a packet: the request, its revisions, and the messages that show them. */
import type { Amendment, Verdict } from '../../engine/packet.ts'

/** `unknown` is treated as private everywhere. */
export type ChannelKind = 'public' | 'private' | 'dm' | 'unknown'

export type PacketSource = 'command' | 'global-shortcut' | 'message-shortcut'

/** The request as a person made it; never altered after it was opened. */
export interface NewPacket {
  /** Opaque and unique: goes into Slack's metadata and buttons. */
  readonly id: string
  readonly teamId: string
  /** Short and sayable, unique within the team: `calm-otter-27`. */
  readonly name: string
  readonly channelId: string
  readonly channelKind: ChannelKind
  /** Set when the packet lives in an existing thread: that thread's root. */
  readonly threadTs: string | null
  readonly authorId: string
  readonly source: PacketSource
  /** Secrets are already redacted. */
  readonly requestText: string
  readonly createdAt: number
}

export interface NewRevision {
  readonly number: number
  /** All amendments that hold in this revision, in order; what an earlier one had and this has not was undone. */
  readonly amendments: readonly Amendment[]
  /** As it was posted. */
  readonly verdict: Verdict
  readonly referencesHash: string
  readonly authorId: string
  readonly createdAt: number
}

/**
 * A message that must reach Slack once: the card in the channel, a numbered part in its thread, the `change` reply of a
 * later revision, a `proposal`, a `conflict`, a `note` or an `answer` under it, a `hand-off` into its owner's channel, or
 * the `refusal` that came back from there. Three are safe to repeat, since they show the current state in place: the `update`
 * of the card, a `hand-off-update`, and the `redraw` of another message, which holds nothing back.
 */
export interface NewDelivery {
  /**
   * For a proposal, a conflict, a note, a hand-off or a refusal: the kind, a colon and the id of what it shows. For an
   * answer: the question's message, the revision and the decisions that it asks about.
   */
  readonly id: string
  readonly kind:
    | 'card'
    | 'part'
    | 'change'
    | 'update'
    | 'proposal'
    | 'conflict'
    | 'note'
    | 'answer'
    | 'redraw'
    | 'hand-off'
    | 'hand-off-update'
    | 'refusal'
  /** 0 for the card, then 1, 2, … in posting order. */
  readonly position: number
  /** Where it goes when that is not the packet's own channel. Such a message holds nothing back and waits for nothing. */
  readonly channelId?: string
}

/** A redraw is known by the delivery whose message it draws anew. */
export const redrawOf = (deliveryId: string, unique: string): string => `${deliveryId}#${unique}`
export const redrawnBy = (redrawId: string): string => redrawId.slice(0, redrawId.lastIndexOf('#'))

export interface PacketRecord extends NewPacket {
  readonly revision: NewRevision
  /** The card's message, null until Slack accepted it. */
  readonly cardTs: string | null
  /** The revision that was accepted last; the packet is locked while it is the current one. */
  readonly acceptedRevision: number | null
}

/**
 * `pending` waits for its turn, `sending` has left for Slack and its fate is not written yet, `sent` has Slack's `ts`,
 * `unknown` may or may not have arrived (a person decides), `failed` was refused for good (`error` says why), `abandoned` is left out because a person said so.
 */
export type DeliveryState = 'pending' | 'sending' | 'sent' | 'unknown' | 'failed' | 'abandoned'

export interface DeliveryRecord extends NewDelivery {
  readonly packetId: string
  readonly teamId: string
  readonly revision: number
  readonly channelId: string
  readonly state: DeliveryState
  readonly ts: string | null
  readonly attempts: number
  /** Not before this time (a rate limit or an outage asked for patience). */
  readonly dueAt: number
  readonly error: string | null
}

/** What was typed into the dialog and not posted yet; one per person. */
export interface Draft {
  readonly teamId: string
  readonly userId: string
  readonly requestText: string
  readonly amendments: readonly Amendment[]
  readonly channelId: string | null
  readonly threadTs: string | null
  readonly source: PacketSource
  readonly savedAt: number
}
