/**
 * What the thread changed in the named cases. A number belongs to its case for the life of the packet: taking case 3 out
 * leaves a gap, so that "drop 3 and 6" and a later "4 is nightly" mean what people saw.
 */
import type { PacketContext } from '../context.ts'
import type { Amendment, Scenario } from '../packet.ts'
import { LaneId, LayerId } from '../packet.ts'

export function amendScenarios(
  context: PacketContext,
  scenarios: readonly Scenario[],
): readonly Scenario[] {
  return context.amendments
    .filter((each) => each.on === 'scenario' && !/^cause\b/i.test(each.target))
    .reduce((before, amendment) => amended(context, before, amendment), scenarios)
}

function amended(
  context: PacketContext,
  scenarios: readonly Scenario[],
  amendment: Amendment,
): readonly Scenario[] {
  if (amendment.op === 'add') return [...scenarios, added(context, scenarios, amendment)]
  const target = scenarioCalled(scenarios, amendment.target)
  // "`carrier`: only new apps show the fallback" is about a case, even when the packet had none by that name.
  if (!target)
    return amendment.op === 'set' && !isNumber.test(amendment.target)
      ? [...scenarios, added(context, scenarios, amendment)]
      : scenarios
  return amendment.op === 'remove'
    ? scenarios.filter((each) => each !== target)
    : placed(scenarios, target, amendment)
}

function placed(
  scenarios: readonly Scenario[],
  target: Scenario,
  amendment: Amendment,
): readonly Scenario[] {
  const to = amendment.to ?? ''
  const evidence = [...target.evidence, proofOf(amendment)]
  const replace = (change: Partial<Scenario>): readonly Scenario[] =>
    scenarios.map((each) => (each === target ? { ...each, ...change, evidence } : each))
  const lane = LaneId.safeParse(to)
  if (lane.success) return replace({ lane: lane.data })
  const layer = LayerId.safeParse(to)
  if (layer.success) return replace({ layer: layer.data })
  if (amendment.op === 'move')
    return /\bfirst\b|\btop\b/i.test(to)
      ? [{ ...target, evidence }, ...scenarios.filter((each) => each !== target)]
      : /\blast\b|\bend\b/i.test(to)
        ? [...scenarios.filter((each) => each !== target), { ...target, evidence }]
        : scenarios
  const other = scenarioCalled(
    scenarios,
    /^fold (?:case |scenario )?(\d+) into\b/i.exec(to)?.[1] ?? '',
  )
  return replace(
    other
      ? { text: joined(target, other), risks: [...new Set([...target.risks, ...other.risks])] }
      : { text: reworded(target.text, to) },
  )
}

/** Two cases as one: both situations, both outcomes. */
function joined(one: Scenario, other: Scenario): string {
  const [given = '', ...outcome] = one.text.split(' -> ')
  const [otherGiven = '', ...otherOutcome] = other.text.split(' -> ')
  return `${given}; ${otherGiven} -> ${[...outcome, ...otherOutcome].join('; ')}`
}

/** A whole case replaces the old one; a fragment ("500 on 20") narrows the situation and leaves the outcome. */
function reworded(text: string, to: string): string {
  if (to === '' || to.includes('->')) return to === '' ? text : to
  const [given = text, ...outcome] = text.split(' -> ')
  return [`${given} (${to})`, ...outcome].join(' -> ')
}

function added(
  context: PacketContext,
  scenarios: readonly Scenario[],
  amendment: Amendment,
): Scenario {
  const highest = Math.max(0, ...scenarios.map((each) => each.number))
  const wished = Number.parseInt(amendment.target, 10)
  const free = wished > 0 && !scenarios.some((each) => each.number === wished)
  const risks = risksOf(context, amendment)
  return {
    number: free ? wished : highest + 1,
    text: wholeCase(amendment),
    layer: 'integration',
    lane: 'pr',
    risks,
    evidence: [proofOf(amendment)],
  }
}

/** What was said, as situation and outcome; an outcome that nobody named is asked for, not invented. */
function wholeCase({ target, to }: Amendment): string {
  const said = to ?? target
  if (said.includes('->')) return said
  return to !== null && !/^(new|\d+)$/i.test(target)
    ? `${target} -> ${said}`
    : `${said} -> outcome still to be named in the thread`
}

/** The risk whose words the new case shares most; the packet's first risk when it shares none. */
function risksOf(context: PacketContext, amendment: Amendment): readonly string[] {
  const said = wordSet(`${amendment.to ?? ''} ${amendment.because ?? ''}`)
  const ranked = context.framing.risks
    .map((each) => ({
      risk: each.risk,
      shared: overlap(said, wordSet(`${each.words} ${each.risk}`)),
    }))
    .toSorted((a, b) => b.shared - a.shared)
  return [ranked[0]?.risk ?? 'persistence']
}

/** A number as printed, or words of the case; null when nothing fits. */
function scenarioCalled(scenarios: readonly Scenario[], target: string): Scenario | null {
  const number = isNumber.exec(target.trim())?.[1]
  if (number !== undefined)
    return scenarios.find((each) => each.number === Number.parseInt(number, 10)) ?? null
  const wanted = wordSet(target)
  const [best] = scenarios
    .map((each) => ({ each, shared: overlap(wanted, wordSet(each.text)) }))
    .filter(({ shared }) => shared > 0)
    .toSorted((a, b) => b.shared - a.shared || a.each.number - b.each.number)
  return best?.each ?? null
}

const isNumber = /^(?:scenario|case|no\.?|#)?\s*(\d+)$/i
const fillers = new Set(['the', 'case', 'one', 'test', 'scenario', 'with', 'and', 'for', 'about'])
const wordSet = (text: string): ReadonlySet<string> =>
  new Set(
    [...text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)]
      .map(([word]) => word)
      .filter((word) => !fillers.has(word) && (word.length > 2 || /\d/.test(word))),
  )
const overlap = (a: ReadonlySet<string>, b: ReadonlySet<string>): number =>
  [...a].filter((word) => b.has(word)).length

const proofOf = (amendment: Amendment): Scenario['evidence'][number] => ({
  from: 'amendment',
  rule: null,
  amendment: amendment.id,
})
