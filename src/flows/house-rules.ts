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
}

export interface HouseRuleFlows {
  readHouseRules(teamId: string): Promise<HouseRules>
  /** New packets follow them; packets that exist keep what they say. */
  saveHouseRules(actor: Actor, rules: HouseRules): Promise<void>
  /** Plans the open packets anew without storing anything. */
  impactOf(viewer: Viewer, rules: HouseRules): Promise<Impact>
}

const lookedAt = 100

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
      return { looked: open.packets.length, changed, isCut: open.next !== null }
    },
  }
}
