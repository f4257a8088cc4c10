import type { Store } from './port.ts'

/** Whose view of things changed; null when it may be anybody's. */
export type ChangedFor = { readonly teamId: string; readonly userId: string } | null

/**
 * Which methods change something that a person's Home may show: packets, what waits, what is stuck, drafts, settings. A
 * new method of the port has to say here which it is.
 */
const changesWhatIsShown: Readonly<Record<keyof Store, boolean>> = {
  openPacket: true,
  appendRevision: true,
  saveStance: true,
  markAccepted: true,
  addNote: true,
  resolveNote: true,
  setChannelKind: true,
  saveHouseRules: true,
  forgetUnchanged: true,
  saveDraft: true,
  deleteDraft: true,
  // A message that was stuck may be through.
  markSent: true,
  markUnknown: true,
  markFailed: true,
  markInterrupted: true,
  resolveDelivery: true,
  addHandOff: true,
  moveHandOff: true,
  settleHandOff: true,
  noticeHandOff: true,

  revision: false,
  saveProposal: false,
  findProposal: false,
  openProposals: false,
  endProposal: false,
  addDeliveries: false,
  addRedraws: false,
  stances: false,
  notes: false,
  findNote: false,
  findHandOff: false,
  handOffByThread: false,
  handOffs: false,
  unsettledHandOffs: false,
  silentHandOffs: false,
  handOffsOf: false,
  findPacket: false,
  packetById: false,
  nameTaken: false,
  packetsNamed: false,
  packetsFound: false,
  packetByThread: false,
  history: false,
  waitingFor: false,
  packetChannels: false,
  houseRules: false,
  teamsWithSettings: false,
  countUnchanged: false,
  claim: false,
  forgetClaims: false,
  findDraft: false,
  takeDelivery: false,
  nextDeliveryAt: false,
  postpone: false,
  deliveries: false,
  close: false,
}

/** The same store, which tells when something that people look at has changed. */
export function noticed(store: Store, onChange: (changedFor: ChangedFor) => void): Store {
  const telling = Object.fromEntries(
    Object.entries(store).map(([name, method]) => {
      if (!changesWhatIsShown[name as keyof Store]) return [name, method]
      const told = async (...given: readonly unknown[]): Promise<unknown> => {
        const result: unknown = await Reflect.apply(method, store, given)
        onChange(null)
        return result
      }
      return [name, told]
    }),
  )
  return {
    // Each method keeps its own arguments and answer.
    ...(telling as unknown as Store),
    async saveDraft(draft) {
      await store.saveDraft(draft)
      onChange(draft)
    },
    async deleteDraft(teamId, userId) {
      await store.deleteDraft(teamId, userId)
      onChange({ teamId, userId })
    },
  }
}
