/** The workspace's rules in the dialog: said above the fields that they are in, and kept apart from corrections. */
import { houseRule, runtimeRule } from '../../engine/house-rules.ts'
import type { Amendment, Evidence, Verdict } from '../../engine/packet.ts'
import type { Preview } from '../../flows/flows.ts'

/** Which rules of the workspace are in what the dialog shows, and what of the request they contradict. */
export function houseRulesNotice({ amendments, verdict }: Preview): readonly string[] {
  const rules = amendments.filter((each) => each.by === houseRule)
  if (rules.length === 0) return []
  const ids = new Set(rules.map((each) => each.id))
  const conflicts = verdict.framing.contradictions.filter(({ evidence }) =>
    evidence.some((each) => ids.has(amendmentIn(each))),
  )
  return [
    `This workspace’s rules are in what you see: ${rules.map((each) => each.because).join('; ')}.`,
    ...conflicts.map(({ text }) => `They cannot both hold: ${text}.`),
  ]
}

/**
 * The rule's language holds only where nobody names one. Whoever types another beside it and leaves it there has named
 * both.
 */
export function keptRuntime(
  { framing }: Verdict,
  corrections: readonly Amendment[],
): readonly Amendment[] {
  const ruled = framing.runtime.find(({ evidence }) =>
    evidence.some((each) => amendmentIn(each) === runtimeRule),
  )
  const changed = corrections.filter((each) => each.on === 'runtime')
  const named = changed.find((each) => each.op !== 'remove')
  if (ruled === undefined || named === undefined) return []
  if (changed.some((each) => each.op === 'remove' && each.to === ruled.name)) return []
  return [{ ...named, id: `${named.id}-kept`, target: ruled.runtime, to: ruled.name }]
}

const amendmentIn = (evidence: Evidence): string =>
  evidence.from === 'amendment' ? evidence.amendment : ''
