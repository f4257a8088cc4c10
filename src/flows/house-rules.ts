import { changesBetween } from '../engine/difference.ts'
import { houseRulesFor, withoutHouseRules } from '../engine/house-rules.ts'
import type { HouseRules } from '../engine/house-rules.ts'
import { canonicalOrder } from '../engine/merge.ts'
import type { Amendment, Verdict } from '../engine/packet.ts'
import type {
  HistoryCursor,
  HistoryPage,
  HistoryQuery,
  PacketRecord,
  Store,
  Viewer,
} from '../store/port.ts'
import type { Actor } from './flows.ts'
import { everything } from './search-query.ts'

/** What new house rules would change in packets that are open now. */
export interface Impact {
  /** All open packets that the person may see. */
  readonly looked: number
  readonly changed: readonly PacketRecord[]
  /** Packets that the person may see and that would be forgotten at once. */
  readonly forgotten: number
}

export interface Progress {
  readonly looked: number
  readonly total: number
}

export interface HouseRuleFlows {
  readHouseRules(teamId: string): Promise<HouseRules>
  /** New packets follow them; packets that exist keep what they say. */
  saveHouseRules(actor: Actor, rules: HouseRules): Promise<void>
  /**
   * Plans all open packets anew without storing anything, in slices, so that whoever waits for an answer meanwhile gets
   * it. `onProgress` is called every second or two; where it says false nobody waits any more, and the answer is null.
   */
  impactOf(
    viewer: Viewer,
    rules: HouseRules,
    onProgress: (progress: Progress) => Promise<boolean>,
  ): Promise<Impact | null>
  /** Forgets what each team wants forgotten by now. Gives how many packets. */
  forgetOld(): Promise<number>
}

const openOnes: HistoryQuery = { ...everything, status: 'open' }
const slice = 100
const progressEveryMs = 1500
const monthMs = 30 * 24 * 60 * 60 * 1000

export function houseRuleFlows(parts: {
  readonly store: Store
  readonly plan: (text: string, amendments: readonly Amendment[]) => Verdict
  readonly referencesHash: string
  readonly now: () => number
}): HouseRuleFlows {
  const { store, plan } = parts

  const wouldChange = ({ requestText, revision }: PacketRecord, rules: HouseRules): boolean => {
    // A first revision was planned in the order of its dialog, later ones in the canonical one.
    const planned = (amendments: readonly Amendment[]): Verdict =>
      plan(requestText, revision.number === 1 ? amendments : canonicalOrder(amendments))
    const said = withoutHouseRules(revision.amendments)
    const followsNone = said.length === revision.amendments.length
    // Both are made by the same references: what newer ones change is not the rules' doing.
    const isCurrent = revision.referencesHash === parts.referencesHash
    const before = isCurrent ? revision.verdict : planned(revision.amendments)
    const followed = houseRulesFor(rules, followsNone ? before : planned(said))
    if (followsNone && followed.length === 0) return false
    return changesBetween(before, planned([...followed, ...said])).length > 0
  }

  return {
    readHouseRules: (teamId) => store.houseRules(teamId),
    saveHouseRules: ({ teamId, userId }, rules) =>
      store.saveHouseRules(teamId, rules, { by: userId, at: parts.now() }),
    async impactOf(viewer, rules, onProgress) {
      const changed: PacketRecord[] = []
      let looked = 0
      let toldAt = parts.now()
      let next: HistoryCursor | null = null
      do {
        const page: HistoryPage = await store.history(viewer, openOnes, slice, next)
        for (const packet of page.packets) {
          // Planning is work; others who wait for an answer come in between.
          await new Promise((resume) => setImmediate(resume))
          if (wouldChange(packet, rules)) changed.push(packet)
          looked += 1
          if (parts.now() - toldAt < progressEveryMs) continue
          if (!(await onProgress({ looked, total: Math.max(looked, page.total) }))) return null
          toldAt = parts.now()
        }
        next = page.next
      } while (next !== null)
      const { keepMonths } = rules
      const forgotten =
        keepMonths === null
          ? 0
          : await store.countUnchanged(viewer, parts.now() - keepMonths * monthMs)
      return { looked, changed, forgotten }
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
