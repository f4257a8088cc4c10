/**
 * What the flows and the bot may ask of storage. One promise, several databases: every adapter passes the same contract
 * tests. All times are milliseconds since the epoch and come from the caller; ids come from the caller too.
 */
import type { HouseRules } from '../engine/house-rules.ts'
import type { Amendment, RouteOutId, Verdict, VerdictLabel } from '../engine/packet.ts'
import type { Brief } from '../engine/route-out/brief.ts'

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

export interface Store {
  /**
   * Packet, revision 1 and its deliveries in one transaction, together with the claim `onceKey`.
   * A key that was claimed before changes nothing and gives the packet it opened.
   */
  openPacket(
    packet: NewPacket,
    revision: NewRevision,
    deliveries: readonly NewDelivery[],
    onceKey: string,
  ): Promise<{ readonly opened: boolean; readonly packet: PacketRecord }>
  /** Refused with `taken` when the number is not the next one. */
  appendRevision(
    packetId: string,
    revision: NewRevision,
    deliveries: readonly NewDelivery[],
  ): Promise<'appended' | 'taken'>

  /** An older revision as it was posted; null when there is none of that number. */
  revision(packetId: string, number: number): Promise<NewRevision | null>

  /** False when there is one of this id, which then stays as it is. */
  saveProposal(proposal: Proposal): Promise<boolean>
  findProposal(teamId: string, id: string): Promise<ProposalRecord | null>
  /** Of a packet, the newest first. */
  openProposals(packetId: string): Promise<readonly string[]>
  /** True for the one caller that ends an open proposal. */
  endProposal(id: string, ending: ProposalEnding): Promise<boolean>

  saveStance(stance: Stance): Promise<void>
  /** True for the one caller that makes this revision the accepted one; false when it is not the current one. */
  markAccepted(packetId: string, revision: number): Promise<boolean>
  /**
   * Messages without a revision of their own, such as the card's update after it was accepted. One whose id is there
   * already is left out.
   */
  addDeliveries(packetId: string, deliveries: readonly NewDelivery[], at: number): Promise<void>
  /**
   * Messages of the packet to draw anew, by the ids of their deliveries; not those that wait for it already. `newId`
   * gives the deliveries' own ids.
   */
  addRedraws(
    packetId: string,
    deliveryIds: readonly string[],
    newId: () => string,
    at: number,
  ): Promise<void>
  /** The current stance of each person on this revision, oldest first. */
  stances(packetId: string, revision: number): Promise<readonly Stance[]>

  /** False when this packet has a note of the same kind from the same message already. */
  addNote(note: Note): Promise<boolean>
  notes(packetId: string): Promise<readonly NoteRecord[]>
  findNote(teamId: string, id: string): Promise<NoteRecord | null>
  /** True for the one caller that closes an open note. */
  resolveNote(id: string, resolution: string): Promise<boolean>

  /**
   * The hand-off with its messages in one transaction; `replaces` is withdrawn in the same. While another one to the same
   * neighbour is open, nothing changes and that one is given.
   */
  addHandOff(
    handOff: HandOff,
    deliveries: readonly NewDelivery[],
    replaces: { readonly id: string; readonly deliveries: readonly NewDelivery[] } | null,
  ): Promise<{ readonly added: boolean; readonly handOff: HandOffRecord }>
  /** Without a viewer: who may act on it is checked by the caller. */
  findHandOff(teamId: string, id: string): Promise<HandOffRecord | null>
  /** The one whose message starts this thread in its owner's channel. */
  handOffByThread(
    teamId: string,
    channelId: string,
    threadTs: string,
  ): Promise<HandOffRecord | null>
  /** Of one packet, oldest first. */
  handOffs(packetId: string): Promise<readonly HandOffRecord[]>
  /** True for the one caller that takes this step. */
  moveHandOff(id: string, move: HandOffMove): Promise<boolean>
  settleHandOff(id: string, settled: HandOffSettled): Promise<void>
  /** Answers that did not reach their packet before the process ended. */
  unsettledHandOffs(): Promise<readonly HandOffRecord[]>
  /** Open ones on which nothing happened since `before` and whose silence was not shown since. */
  silentHandOffs(before: number, limit: number): Promise<readonly HandOffRecord[]>
  noticeHandOff(id: string, at: number, deliveries: readonly NewDelivery[]): Promise<void>
  /** Open ones: what the viewer sent or asked for (`waiting`), and what the viewer took on (`taken`); newest first. */
  handOffsOf(
    viewer: Viewer,
    limit: number,
  ): Promise<{ readonly waiting: HandOffList; readonly taken: HandOffList }>

  findPacket(viewer: Viewer, idOrName: string): Promise<PacketRecord | null>
  /** Without a viewer: for deliveries and for actions whose viewer is checked by the caller. */
  packetById(teamId: string, id: string): Promise<PacketRecord | null>
  nameTaken(teamId: string, name: string): Promise<boolean>
  /** Without a viewer, for whoever runs the instance: at most one packet of each team. */
  packetsNamed(name: string): Promise<readonly PacketRecord[]>
  packetByThread(teamId: string, channelId: string, threadTs: string): Promise<PacketRecord | null>
  history(
    viewer: Viewer,
    query: HistoryQuery,
    limit: number,
    after: HistoryCursor | null,
  ): Promise<HistoryPage>
  /** Newest first whatever is asked, without a viewer: for whoever runs the instance. */
  packetsFound(
    query: HistoryQuery,
    limit: number,
    after: HistoryCursor | null,
  ): Promise<Pick<HistoryPage, 'packets' | 'next'>>
  /** `since` bounds the packets to accept. */
  waitingFor(viewer: Viewer, since: number, limit: number): Promise<Waiting>

  /** The channels that hold packets of a team or got something handed over, with the kind as it was last known. */
  packetChannels(
    teamId: string,
  ): Promise<readonly { readonly channelId: string; readonly kind: ChannelKind }[]>
  /** A channel's kind is not constant: every packet and every hand-off in it takes the new one. */
  setChannelKind(teamId: string, channelId: string, kind: ChannelKind): Promise<void>

  /** No rules at all for a team that never set any. */
  houseRules(teamId: string): Promise<HouseRules>
  saveHouseRules(
    teamId: string,
    rules: HouseRules,
    change: { readonly by: string; readonly at: number },
  ): Promise<void>
  teamsWithSettings(): Promise<readonly string[]>
  /** Packets that the viewer may see, with no revision since and nothing on its way to Slack. */
  countUnchanged(viewer: Viewer, before: number): Promise<number>
  /** Deletes the team's packets of that kind with all that belongs to them. Gives how many. */
  forgetUnchanged(teamId: string, before: number): Promise<number>

  /** True for exactly one caller per key: what Slack retries happens once. */
  claim(key: string, at: number): Promise<boolean>
  /** Forgets claims older than `before`; Slack retries for minutes, not days. */
  forgetClaims(before: number): Promise<number>

  saveDraft(draft: Draft): Promise<void>
  findDraft(teamId: string, userId: string): Promise<Draft | null>
  deleteDraft(teamId: string, userId: string): Promise<void>

  /**
   * Takes the next delivery that may leave now and marks it `sending`: per packet in order of position, parts only
   * after their card was sent, and nothing while an earlier one is `sending`, `unknown` or `failed`. Null when none is due.
   */
  takeDelivery(now: number): Promise<DeliveryRecord | null>
  /** When the earliest pending delivery becomes due; null when none waits. */
  nextDeliveryAt(): Promise<number | null>
  markSent(deliveryId: string, ts: string): Promise<void>
  /** Back to `pending`, not before `dueAt`: Slack surely did not take it. */
  postpone(deliveryId: string, dueAt: number, error: string): Promise<void>
  markUnknown(deliveryId: string, error: string): Promise<void>
  markFailed(deliveryId: string, error: string): Promise<void>
  /** What was `sending` when the process ended: its fate is `unknown` from now on. Gives those rows. */
  markInterrupted(): Promise<readonly DeliveryRecord[]>
  /** A person decides about an `unknown` or `failed` one: send it (again), or leave it out and go on with the rest. */
  resolveDelivery(deliveryId: string, to: 'pending' | 'abandoned'): Promise<boolean>
  deliveries(packetId: string): Promise<readonly DeliveryRecord[]>

  close(): Promise<void>
}
