import { changesBetween } from '../engine/difference.ts'
import { houseRulesFor, withoutHouseRules } from '../engine/house-rules.ts'
import type { HouseRules } from '../engine/house-rules.ts'
import { canonicalOrder } from '../engine/merge.ts'
import type { Amendment, Verdict } from '../engine/packet.ts'
import type { PacketRecord, Store, Viewer } from '../store/port.ts'
import type { Actor } from './flows.ts'
import { everything } from './search-query.ts'

/** What new house rules would change in packets that are open now. */
export interface Impact {
  /** The newest open packets that the person may see. */
  readonly looked: number
  readonly changed: readonly PacketRecord[]
  /** There are more open packets than were looked at. */
  readonly isCut: boolean
  /** Packets that the person may see and that would be forgotten at once. */
  readonly forgotten: number
}

export interface HouseRuleFlows {
  readHouseRules(teamId: string): Promise<HouseRules>
  /** New packets follow them; packets that exist keep what they say. */
  saveHouseRules(actor: Actor, rules: HouseRules): Promise<void>
  /** Plans the open packets anew without storing anything. */
  impactOf(viewer: Viewer, rules: HouseRules): Promise<Impact>
  /** Forgets what each team wants forgotten by now. Gives how many packets. */
  forgetOld(): Promise<number>
}

const lookedAt = 100
const monthMs = 30 * 24 * 60 * 60 * 1000

export function houseRuleFlows(parts: {
  readonly store: Store
  readonly plan: (text: string, amendments: readonly Amendment[]) => Verdict
  readonly now: () => number
}): HouseRuleFlows {
  const { store, plan } = parts

  const wouldChange = ({ requestText, revision }: PacketRecord, rules: HouseRules): boolean => {
    const said = withoutHouseRules(revision.amendments)
    const amendments = [...houseRulesFor(rules, plan(requestText, canonicalOrder(said))), ...said]
    // Both are planned now: what newer references change is not the rules' doing.
    const before = plan(requestText, canonicalOrder(revision.amendments))
    const after = plan(requestText, canonicalOrder(amendments))
    return changesBetween(before, after).length > 0
  }

  return {
    readHouseRules: (teamId) => store.houseRules(teamId),
    saveHouseRules: ({ teamId, userId }, rules) =>
      store.saveHouseRules(teamId, rules, { by: userId, at: parts.now() }),
    async impactOf(viewer, rules) {
      const open = await store.history(viewer, { ...everything, status: 'open' }, lookedAt, null)
      const changed: PacketRecord[] = []
      for (const packet of open.packets) {
        // Planning is work; others who wait for an answer come in between.
        await new Promise((resume) => setImmediate(resume))
        if (wouldChange(packet, rules)) changed.push(packet)
      }
      const { keepMonths } = rules
      const forgotten =
        keepMonths === null
          ? 0
          : await store.countUnchanged(viewer, parts.now() - keepMonths * monthMs)
      return { looked: open.packets.length, changed, isCut: open.next !== null, forgotten }
    },
    async forgetOld() {
      let forgotten = 0
      for (const teamId of await store.teamsWithSettings()) {
        const { keepMonths } = await store.houseRules(teamId)
        if (keepMonths !== null)
          forgotten += await store.forgetUnchanged(teamId, parts.now() - keepMonths * monthMs)
      }
      return forgotten
    },
  }
}
