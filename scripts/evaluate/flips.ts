/**
 * Applies the flips that *Why?* states, and counts those that turn their decision with exactly the stated knock-ons; and the
 * alternatives, and counts those that change exactly what they say.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decisionsOf } from '../../src/engine/decisions.ts'
import { changeOf, changesBetween } from '../../src/engine/difference.ts'
import type { Alternative } from '../../src/engine/alternatives/option.ts'
import { explain } from '../../src/engine/explain.ts'
import type { Flip } from '../../src/engine/flips.ts'
import type { Knowledge } from '../../src/engine/knowledge.ts'
import type { Amendment, Verdict } from '../../src/engine/packet.ts'
import { plan } from '../../src/engine/plan.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'

interface Planned {
  readonly text: string
  readonly amendments: readonly Amendment[]
  readonly before: Verdict
}

/** What is printed when a claim does not hold; empty when it does. */
export function brokenPromises(
  { text, amendments, before }: Planned,
  [key, flip]: readonly [string, Flip],
  knowledge: Knowledge,
): readonly string[] {
  const after = plan({ text }, [...amendments, ...flip.amendments], knowledge)
  const old = decisionsOf(before).find((each) => each.key === key)
  const fresh = decisionsOf(after).find((each) => each.identity === old?.identity)
  const all = changesBetween(before, after)
  const own = all.filter(
    (each) => each.before === old?.text && each.after === (fresh?.text ?? null) && each.key !== '',
  )
  const others = all.filter((each) => each !== own[0])
  return [
    ...(own.length === 0 || old?.answer === fresh?.answer ? [`${key} is not turned`] : []),
    ...(fresh && flip.becomes !== fresh.text ? [`${key} becomes something else`] : []),
    ...(JSON.stringify(others) === JSON.stringify(flip.knockOn.map(changeOf))
      ? []
      : [`${key} changes other decisions than it says`]),
  ].map((problem) => `${problem}, ${flip.says}`)
}

/** The same of what the alternatives of a decision change besides it. */
export const brokenCosts = (
  { text, amendments, before }: Planned,
  [key, alternatives]: readonly [string, readonly Alternative[]],
  knowledge: Knowledge,
): readonly string[] =>
  alternatives.flatMap((each) => {
    const after = plan({ text }, [...amendments, ...each.amendments], knowledge)
    const others = changesBetween(before, after).filter(
      (change) => change.before === null || change.key !== key,
    )
    return JSON.stringify(others) === JSON.stringify(each.changes.map(changeOf))
      ? []
      : [`${key} changes other decisions than it says, instead ${JSON.stringify(each.choice)}`]
  })

/** Every fifth request of the yardstick is enough to see a fault and takes half a minute. */
function measure(): void {
  const root = join(import.meta.dirname, '..', '..')
  const knowledge = loadKnowledge(join(root, 'references'))
  const texts = readFileSync(join(root, 'test', 'corpus', 'requests.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .filter((_, at) => at % 5 === 0)
    .map((line) => (JSON.parse(line) as { readonly text: string }).text)
  const rows = texts.map((text) => {
    const before = plan({ text }, [], knowledge)
    const { flips, alternatives } = explain({ text }, [], knowledge)
    const choices = [...alternatives].filter(([, [first]]) => first?.choice.is !== 'none')
    const decisions = decisionsOf(before).map((each) => each.key)
    return {
      decisions: decisions.length,
      stated: flips.size,
      chosen: choices.length,
      alternatives: choices.reduce((sum, [, each]) => sum + each.length, 0),
      unmoved: decisions.filter((key) => !flips.has(key)),
      broken: [
        ...[...flips].flatMap((each) =>
          brokenPromises({ text, amendments: [], before }, each, knowledge),
        ),
        ...choices.flatMap((each) =>
          brokenCosts({ text, amendments: [], before }, each, knowledge),
        ),
      ],
    }
  })
  const sum = (of: (row: (typeof rows)[number]) => number): number =>
    rows.reduce((total, row) => total + of(row), 0)
  const broken = rows.flatMap((row) => row.broken)
  console.log(
    `${texts.length} requests, ${sum((row) => row.decisions)} decisions, ${sum((row) => row.stated)} flips and ${sum((row) => row.alternatives)} alternatives of ${sum((row) => row.chosen)} decisions stated, ${broken.length} not as stated`,
  )
  for (const problem of broken) console.log(problem)
  console.log('\nNothing tried moves:')
  for (const key of rows.flatMap((row) => row.unmoved)) console.log(`- ${key}`)
}

if (import.meta.main) measure()
