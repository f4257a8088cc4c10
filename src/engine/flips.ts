/**
 * What would change a decision: for each decision of a packet the smallest change of the framing that turns it, found by
 * planning again with every single change there is. A decision that no single change turns has no flip.
 */
import type { Knowledge } from './knowledge.ts'
import { packetKinds } from './packet.ts'
import type { Amendment, Framing, Packet, Verdict } from './packet.ts'
import { plannerOf } from './plan.ts'

export interface Flip {
  /** The change as an amendment: applying it turns the decision. */
  readonly amendment: Amendment
  /** The change for people: `without the risk "oversold"`. */
  readonly says: string
  /** What the decision becomes: `out of scope`, `fake`, `gone`. */
  readonly becomes: string
  /** Keys of the other decisions that turn with it. */
  readonly knockOn: readonly string[]
}

/** Flips by the decision's key, as `turningPoints` names it. Empty for what is no packet. */
export function flipsOf(
  request: { readonly text: string },
  amendments: readonly Amendment[],
  knowledge: Knowledge,
): ReadonlyMap<string, Flip> {
  const planWith = plannerOf(request, knowledge)
  const before = planWith(amendments)
  if (before.verdict !== 'packet') return new Map()
  const points = turningPoints(before)
  const flips = new Map<string, Flip>()
  for (const { amendment, says } of singleChanges(before, knowledge)) {
    const after = turningPoints(planWith([...amendments, amendment]))
    const turned = [...new Set([...points.keys(), ...after.keys()])].filter(
      (key) => points.get(key) !== after.get(key),
    )
    for (const key of turned) {
      if (!points.has(key)) continue
      const known = flips.get(key)
      if (known && known.knockOn.length <= turned.length - 1) continue
      flips.set(key, {
        amendment,
        says,
        becomes: after.get(key) ?? 'gone',
        knockOn: turned.filter((each) => each !== key),
      })
    }
  }
  return flips
}

/** A verdict's decisions reduced to what can turn: a layer is in or out, a dependency real or not, a lane used or empty. */
export function turningPoints(verdict: Verdict): ReadonlyMap<string, string> {
  if (verdict.verdict !== 'packet')
    return new Map([['packet choice', verdict.classification.primary]])
  return new Map([
    ['packet choice', verdict.classification.primary],
    ...verdict.layers.map((each): [string, string] => [
      `layer ${each.layer}`,
      each.inScope ? 'in scope' : 'out of scope',
    ]),
    ...verdict.scenarios.map((each): [string, string] => [`scenario "${each.text}"`, each.lane]),
    ...verdict.dependencies.map((each): [string, string] => [
      `dependency ${each.dependency}${each.scope === null ? '' : `@${each.scope}`}`,
      each.strategy ?? 'stays out',
    ]),
    ...verdict.control.map((each): [string, string] => [`control ${each.control}`, each.text]),
    ...verdict.lanes.map((each): [string, string] => [
      `lane ${each.lane}`,
      each.runs === null ? 'empty' : 'used',
    ]),
    ...verdict.routeOuts.map((each): [string, string] => [
      `route-out ${each.to}`,
      each.text ?? 'none',
    ]),
  ])
}

export interface SingleChange {
  readonly amendment: Amendment
  readonly says: string
}

/** Every change of one thing: take away what is framed, add what the references know, or another packet kind. */
export function singleChanges(packet: Packet, knowledge: Knowledge): readonly SingleChange[] {
  const { framing } = packet
  return [...removals(framing), ...additions(framing, knowledge), ...kinds(packet)]
}

const removals = (framing: Framing): readonly SingleChange[] => [
  ...framing.risks.map((each) =>
    change('risk', each.risk, 'remove', null, `without the risk "${each.words}"`),
  ),
  ...framing.dependencies.map((each) =>
    change('dependency', each.dependency, 'remove', null, `without ${each.name}`),
  ),
  ...framing.constraints.map((each) =>
    change('constraint', each.constraint, 'remove', null, `without the limit "${each.words}"`),
  ),
  ...framing.surfaces.map((each) =>
    change('surface', 'surface', 'remove', each.words, `without "${each.words}"`),
  ),
]

function additions(framing: Framing, knowledge: Knowledge): readonly SingleChange[] {
  const risks = new Set(framing.risks.map((each) => each.risk))
  const limits = new Set(framing.constraints.map((each) => each.constraint))
  const known = new Set(knowledge.layers.conflicts.map((each) => each.limit))
  return [
    ...[...knowledge.framing.risks]
      .filter(([risk]) => !risks.has(risk))
      .map(([risk, { words }]) =>
        change('risk', risk, 'add', words, `with the further risk "${words}"`),
      ),
    ...[...known]
      .filter((limit) => !limits.has(limit))
      .map((limit) => change('constraint', limit, 'add', null, `with the limit ${limit}`)),
  ]
}

const kinds = (packet: Packet): readonly SingleChange[] =>
  packetKinds
    .filter((kind) => kind !== packet.kind)
    .map((kind) => change('packet-kind', 'primary', 'set', kind, `as a ${kind}`))

const change = (
  on: Amendment['on'],
  target: string,
  op: Amendment['op'],
  to: string | null,
  says: string,
): SingleChange => ({
  amendment: { id: `flip ${on} ${target}`, on, target, op, to, because: null, by: '' },
  says,
})
