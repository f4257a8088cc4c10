/** Limits and exclusions of the request are obeyed, and visibly so. */
import { decisionsOf } from '../decisions.ts'
import type { DependencyDecision, LayerId, Packet } from '../packet.ts'
import { layerIds } from '../packet.ts'
import type { Check } from './check.ts'

/** How a layer that was asked away may still appear. */
const thin = /thin|narrow|one |single|few|later|minimal|selective/i

/** A copy that is used; "no production copy" says the opposite. */
const productionCopy =
  /(?<!\bno )(?<!\bwithout a )\b(?:production (?:copy|dump)|(?:anonymi[sz]ed|masked) copy|copy of production)\b/i

export const constraintChecks: readonly Check<Packet>[] = [
  {
    name: 'no-containers-is-obeyed',
    problems: ({ verdict }) =>
      limits(verdict, 'no-containers').flatMap((lane) =>
        verdict.dependencies
          .filter((each) => each.strategy === 'containerized' && holdsIn(each, lane))
          .map(
            (each) =>
              `${each.name} is a container${lane ? ` in ${lane}` : ''} though the request forbids it`,
          ),
      ),
  },
  {
    name: 'no-shared-environment-is-obeyed',
    problems: ({ verdict }) =>
      ['no-shared-environment', 'no-sandbox', 'no-network'].flatMap((limit) =>
        limits(verdict, limit).flatMap((lane) =>
          verdict.dependencies
            .filter((each) => each.strategy === 'shared-external' && holdsIn(each, lane))
            .map((each) => `${each.name} is shared though the request forbids it`),
        ),
      ),
  },
  {
    name: 'no-production-copy-is-obeyed',
    problems: ({ verdict }) =>
      limits(verdict, 'production-copy').length === 0
        ? []
        : decisionsOf(verdict)
            .filter((each) => /^(dependency|control|lane|scenario|part)/.test(each.key))
            .filter((each) => productionCopy.test(each.text))
            .map((each) => `${each.key} relies on a copy of production, which the request forbids`),
  },
  {
    name: 'budget-is-obeyed',
    problems: ({ verdict }) =>
      verdict.framing.constraints.flatMap((limit) => {
        const [name, lane] = limit.constraint.split('@')
        const row = verdict.lanes.find(
          (each) => each.lane === (lane === 'local' ? 'local-fast' : lane),
        )
        if (name !== 'budget' || limit.value === null || !row || row.runs === null) return []
        const said = `${row.budget} ${row.note} ${row.runs}`
        const number = /\d+(?:\.\d+)?/.exec(limit.value)?.[0] ?? limit.value
        return said.includes(number)
          ? []
          : [`the limit of ${limit.value} for ${row.lane} is not in its budget`]
      }),
  },
  {
    name: 'excluded-layer-stays-out',
    problems: ({ verdict }) =>
      excludedLayers(verdict).flatMap((layer) =>
        verdict.layers
          .filter((each) => each.layer === layer && each.inScope)
          .filter(
            (each) =>
              layer !== 'smoke' || !thin.test(`${each.extent} ${each.protects} ${each.notes}`),
          )
          .map((each) => `the ${each.layer} layer is in scope though the request excludes it`),
      ),
  },
  {
    name: 'excluded-neighbour-is-named',
    problems: ({ verdict }) =>
      verdict.routeOuts
        .filter((each) => verdict.framing.exclusions.some((out) => out.exclusion === each.to))
        .filter((each) => each.text === null)
        .map((each) => `${each.to} was excluded on request and the packet does not say so`),
  },
]

/** Lanes in which a limit holds; an empty string means everywhere. */
const limits = (packet: Packet, name: string): readonly string[] =>
  packet.framing.constraints.flatMap((each) => {
    const [limit, lane = ''] = each.constraint.split('@')
    return limit === name ? [lane] : []
  })

/** A row without a scope stands for all lanes. */
function holdsIn(row: DependencyDecision, lane: string): boolean {
  if (lane === '') return true
  const scope = row.scope?.toLowerCase() ?? ''
  if (scope === '') return true
  if (lane === 'ci') return /\bpr\b|\bci\b/.test(scope)
  return scope.includes(lane)
}

function excludedLayers(packet: Packet): readonly LayerId[] {
  const excluded = new Set([
    ...packet.framing.exclusions.map((each) => each.exclusion),
    ...packet.framing.constraints.map((each) => each.constraint),
  ])
  // A thread may ask a layer back in; the later word wins.
  const askedBack = new Set(
    packet.layers
      .filter((each) => each.evidence.some((proof) => proof.from === 'amendment'))
      .map((each) => each.layer),
  )
  return layerIds.filter(
    (layer) =>
      !askedBack.has(layer) &&
      (excluded.has(layer) ||
        (layer === 'smoke' && (excluded.has('e2e') || excluded.has('no-e2e')))),
  )
}
