/**
 * What the flows and the bot may ask of storage. One promise, several databases: every adapter passes the same contract
 * tests. All times are milliseconds since the epoch and come from the caller; ids come from the caller too.
 */
import type { HouseRules } from '../engine/house-rules.ts'
import type {
  HandOff,
  HandOffList,
  HandOffMove,
  HandOffRecord,
  HandOffSettled,
  Note,
  NoteRecord,
  Proposal,
  ProposalEnding,
  ProposalRecord,
  Stance,
} from './port/discussion.ts'
import type { HistoryCursor, HistoryPage, HistoryQuery, Viewer, Waiting } from './port/history.ts'
import type {
  ChannelKind,
  DeliveryRecord,
  Draft,
  NewDelivery,
  NewPacket,
  NewRevision,
  PacketRecord,
} from './port/packets.ts'

// The words of the promise stand by subject; whoever is outside of the store takes them from here.
export * from './port/discussion.ts'
export * from './port/history.ts'
export * from './port/packets.ts'

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
