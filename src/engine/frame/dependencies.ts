import type { Mention } from '../mentions.ts'
import type { Framing } from '../packet.ts'
import { grouped, quotesOf } from './evidence.ts'
import type { FrameKnowledge } from './knowledge.ts'

type Dependency = Framing['dependencies'][number]

/** Dependencies that the request names, in its order; a general word only where no product of its group is named. */
export function namedDependencies(
  text: string,
  mentions: readonly Mention[],
  knowledge: FrameKnowledge,
): readonly Dependency[] {
  const groups = grouped(mentions.filter((each) => each.kind === 'dependency' && !each.negated))
  const named = [...groups].flatMap(([id, found]) => {
    const entry = knowledge.dependencies.get(id)
    return entry ? [{ id, entry, found }] : []
  })
  return named
    .filter(
      ({ id, entry }) =>
        !named.some(
          (other) =>
            other.id !== id &&
            (entry.instead.includes(other.id) ||
              (other.entry.instead.length === 0 && entry.instead.includes(other.entry.kind))),
        ),
    )
    .map(({ id, entry, found }) => ({
      dependency: id,
      name: entry.name,
      kind: entry.kind,
      stated: true,
      evidence: quotesOf(text, found),
    }))
}

/** What the named runtimes and surfaces cannot do without, as assumptions. */
export function impliedDependencies(
  named: readonly Dependency[],
  runtimes: readonly string[],
  surfaces: readonly string[],
  knowledge: FrameKnowledge,
): readonly Dependency[] {
  const implied: Dependency[] = []
  for (const need of knowledge.needs) {
    const met =
      (need.runtime !== null && runtimes.includes(need.runtime)) ||
      (need.surface !== null && surfaces.includes(need.surface))
    const entry = knowledge.dependencies.get(need.dependency)
    if (!met || entry === undefined) continue
    const known = [...named, ...implied]
    if (
      known.some((each) => each.dependency === need.dependency || need.unless.includes(each.kind))
    )
      continue
    implied.push({
      dependency: need.dependency,
      name: entry.name,
      kind: entry.kind,
      stated: false,
      evidence: [{ from: 'assumption', rule: need.rule }],
    })
  }
  return implied
}
