import type { Framing } from '../packet.ts'
import type { FrameKnowledge } from './knowledge.ts'

/** Pairs of limits or exclusions that cannot both hold, each as a sentence with the requester's words of both. */
export function contradictionsOf(
  constraints: Framing['constraints'],
  exclusions: Framing['exclusions'],
  knowledge: FrameKnowledge,
): Framing['contradictions'] {
  const said = [
    ...constraints.map((each) => ({ ...each, slug: each.constraint })),
    ...exclusions.map((each) => ({ ...each, slug: each.exclusion })),
  ]
  return knowledge.contradictions.flatMap((row) => {
    const one = said.find((each) => each.slug === row.one)
    const other = said.find((each) => each.slug === row.other)
    if (one === undefined || other === undefined) return []
    return [
      {
        text: row.text
          .replaceAll('{one}', () => one.words)
          .replaceAll('{other}', () => other.words),
        evidence: [
          { from: 'reference' as const, rule: row.rule },
          ...one.evidence.slice(0, 1),
          ...other.evidence.slice(0, 1),
        ],
      },
    ]
  })
}
