/** What replies moved: a scenario by its number, or another item by words that it shares with the reply. */
import type { PacketContext } from '../context.ts'
import { LaneId } from '../packet.ts'
import type { Amendment, Evidence, Scenario } from '../packet.ts'
import type { LaneItem } from './items.ts'

/** Scenarios with the lanes that replies gave them; a scenario taken out of its lane runs at night. */
export function placeScenarios(
  context: PacketContext,
  scenarios: readonly Scenario[],
): readonly Scenario[] {
  return laneAmendments(context).reduce<readonly Scenario[]>((before, amendment) => {
    const number = numberIn(amendment.target)
    const lane = LaneId.safeParse(amendment.to)
    if (number === null || !lane.success) return before
    return before.map((each) => {
      if (each.number !== number) return each
      const next =
        amendment.op === 'remove' ? (each.lane === lane.data ? 'scheduled' : each.lane) : lane.data
      return next === each.lane
        ? each
        : { ...each, lane: next, evidence: [...each.evidence, proofOf(amendment)] }
    })
  }, scenarios)
}

/** The other items; one that no reply's words meet is added where the reply wants it. */
export function amendItems(
  context: PacketContext,
  items: readonly LaneItem[],
): readonly LaneItem[] {
  return laneAmendments(context)
    .filter((each) => numberIn(each.target) === null)
    .reduce(amended, items)
}

function amended(before: readonly LaneItem[], amendment: Amendment): readonly LaneItem[] {
  const lane = LaneId.safeParse(amendment.to)
  if (!lane.success) return before
  const wanted = wordsOf(amendment.target)
  if (amendment.op === 'remove')
    return before.filter((each) => each.lane !== lane.data || !meets(wanted, each))
  const found = before.find((each) => each.lane !== lane.data && meets(wanted, each))
  const moved: LaneItem = {
    lane: lane.data,
    text: found?.text ?? amendment.target,
    evidence: [proofOf(amendment), ...(found?.evidence ?? [])],
  }
  if (!found && before.some((each) => each.lane === lane.data && meets(wanted, each))) return before
  return [...before.filter((each) => each !== found), moved]
}

/** `evidence` is no item: it says where the evidence must hold, which is framing. */
const laneAmendments = (context: PacketContext): readonly Amendment[] =>
  context.amendments.filter((each) => each.on === 'lane' && each.target !== 'evidence')

/** Why an item left a lane, for that lane's note. */
export const removalsIn = (
  context: PacketContext,
  lane: LaneId,
): readonly { readonly text: string; readonly evidence: Evidence }[] =>
  laneAmendments(context)
    .filter((each) => each.op === 'remove' && each.to === lane)
    .map((each) => ({
      text: `${each.target} taken out in the thread${each.because === null ? '' : `: ${each.because}`}`,
      evidence: proofOf(each),
    }))

const numberIn = (target: string): number | null => {
  const found = /^(?:scenario|case|no\.?|#)?\s*(\d+)$/i.exec(target.trim())?.[1]
  return found === undefined ? null : Number.parseInt(found, 10)
}

const fillers: ReadonlySet<string> = new Set([
  'the',
  'and',
  'job',
  'test',
  'tests',
  'check',
  'run',
  'with',
])
const wordsOf = (text: string): readonly string[] =>
  [...text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)]
    .map(([word]) => word.replace(/s$/, ''))
    .filter((word) => word.length > 2 && !fillers.has(word))

const meets = (wanted: readonly string[], item: LaneItem): boolean => {
  const words = new Set(wordsOf(item.text))
  const shared = wanted.filter((word) => words.has(word)).length
  return shared > 0 && shared * 2 >= wanted.length
}

const proofOf = (amendment: Amendment): Evidence => ({
  from: 'amendment',
  rule: null,
  amendment: amendment.id,
})
