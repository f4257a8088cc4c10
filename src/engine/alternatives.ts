/**
 * What else a decision could have been, and what that would cost: each alternative is planned as if somebody had asked
 * for it in the thread.
 */
import { decisionsOf, topicOf } from './decisions.ts'
import { differencesBetween } from './difference.ts'
import type { Knowledge } from './knowledge.ts'
import { laneIds, strategies } from './packet.ts'
import type { Amendment, LaneId, Packet, Strategy, Verdict, VerdictLabel } from './packet.ts'
import { numbered } from './phrasing.ts'
import { drafterOf } from './plan.ts'
import { matchOf } from './realism/choose-row.ts'

/** What a carrier words for people. */
export type Choice =
  | { readonly is: 'kind'; readonly label: VerdictLabel; readonly probability: number }
  | { readonly is: 'in scope' }
  | { readonly is: 'out of scope' }
  | { readonly is: 'strategy'; readonly strategy: Strategy; readonly means: string }
  | { readonly is: 'lane'; readonly lane: LaneId; readonly cases: string }
  | { readonly is: 'left out' }
  | { readonly is: 'first' }
  | { readonly is: 'none'; readonly because: string }

export interface Alternative {
  readonly choice: Choice
  /** Why it was not chosen, or what it loses; null where only the changes tell. */
  readonly cost: string | null
  /** How many other decisions would read differently. */
  readonly changes: number
}

/** By the decision's key, the one next to what was chosen first. A decision without a choice has one that says so. */
export type Alternatives = ReadonlyMap<string, readonly Alternative[]>

/** Stops after each plan, like `searchFlips`. */
export function* searchAlternatives(
  request: { readonly text: string },
  amendments: readonly Amendment[],
  knowledge: Knowledge,
): Generator<undefined, Alternatives> {
  const draftWith = drafterOf(request, knowledge)
  const verdict = draftWith(amendments)
  const before = decisionsOf(verdict)
  const found = new Map<string, readonly Alternative[]>()
  for (const { key, options } of optionsOf(verdict, knowledge)) {
    const alternatives: Alternative[] = []
    for (const { wishes, tell } of options) {
      const after = draftWith([...amendments, ...wishes])
      const changes = differencesBetween(before, decisionsOf(after)).filter(
        (each) => each.before?.key !== key && each.after?.key !== key,
      ).length
      const told = tell(after)
      if (told !== null) alternatives.push({ ...told, changes })
      yield
    }
    if (alternatives.length > 0) found.set(key, alternatives)
  }
  for (const { key } of before) {
    const row = knowledge.whatIf.noChoice.find(({ topic }) => topic === topicOf(key))
    if (row !== undefined && !found.has(key))
      found.set(key, [{ choice: { is: 'none', because: row.because }, cost: null, changes: 0 }])
  }
  return found
}

interface Option {
  readonly wishes: readonly Amendment[]
  /** What the verdict with it says of it; null where the method does not take it. */
  readonly tell: (after: Verdict) => Omit<Alternative, 'changes'> | null
}

interface Options {
  readonly key: string
  readonly options: readonly Option[]
}

const optionsOf = (verdict: Verdict, knowledge: Knowledge): readonly Options[] => [
  { key: 'packet choice', options: kindOptions(verdict) },
  ...framingOptions(verdict),
  ...(verdict.verdict === 'packet'
    ? [
        ...verdict.layers.map((each) => layerOptions(each, verdict)),
        ...verdict.scenarios.map((each) => scenarioOptions(each, verdict)),
        ...verdict.dependencies.map((each) => dependencyOptions(each, verdict, knowledge)),
        ...verdict.lanes.map((each) => laneOptions(each, verdict, knowledge)),
      ]
    : []),
]

/** The reading weighs all kinds; it tells the first two. */
function kindOptions({ classification: { runnerUp } }: Verdict): readonly Option[] {
  if (runnerUp === null) return []
  const { label, probability } = runnerUp
  return [
    {
      wishes: [wish('packet-kind', 'primary', 'set', label)],
      tell: () => ({ choice: { is: 'kind', label, probability }, cost: null }),
    },
  ]
}

/** A risk or a surface may also come first, which decides what the rest is about. */
function framingOptions({ framing }: Verdict): readonly Options[] {
  return [
    ...framing.risks
      .slice(1)
      .map(({ risk, words }) => ({ key: `risk ${risk}`, options: [first('risk', risk, words)] })),
    ...framing.surfaces.slice(1).map(({ surface }) => ({
      key: `surface ${surface}`,
      options: [first('surface', 'surface', surface)],
    })),
  ]
}

const first = (on: 'risk' | 'surface', target: string, words: string): Option => ({
  wishes: [wish(on, target, 'add', words)],
  tell: () => ({ choice: { is: 'first' }, cost: null }),
})

function layerOptions(
  { layer, inScope, notes }: Packet['layers'][number],
  { scenarios, framing }: Packet,
): Options {
  const cases = scenarios.filter((each) => each.layer === layer)
  const option: Option = inScope
    ? {
        wishes: [wish('layer', layer, 'set', 'out')],
        tell: (after) => {
          const left = after.verdict === 'packet' ? after.scenarios : []
          const open = framing.risks.filter(
            ({ risk }) =>
              cases.some((each) => each.risks.includes(risk)) &&
              !left.some((each) => each.risks.includes(risk)),
          )
          return {
            choice: { is: 'out of scope' },
            cost: [
              cases.length === 0 ? 'no named case goes with it' : `${numbered(cases)} would go`,
              ...open.map((each) => `nothing would show “${each.words}”`),
            ].join('; '),
          }
        },
      }
    : {
        wishes: [wish('layer', layer, 'set', 'in')],
        tell: (after) => {
          const row =
            after.verdict === 'packet' ? after.layers.find((each) => each.layer === layer) : null
          return {
            choice: { is: 'in scope' },
            cost: `it could protect ${row?.protects ?? 'nothing more'}, but: ${notes}`,
          }
        },
      }
  return { key: `layer ${layer}`, options: [option] }
}

function scenarioOptions(
  { number, risks }: Packet['scenarios'][number],
  { scenarios, framing }: Packet,
): Options {
  const others = scenarios.filter(
    (each) => each.number !== number && each.risks.some((risk) => risks.includes(risk)),
  )
  const named = framing.risks.filter(({ risk }) => risks.includes(risk))
  return {
    key: `scenario ${number}`,
    options: [
      {
        wishes: [wish('scenario', `scenario ${number}`, 'remove', null)],
        tell: () => ({
          choice: { is: 'left out' },
          cost:
            others.length > 0
              ? `${numbered(others)} would still be about the same risk`
              : `nothing else here would show ${named.length === 0 ? 'this' : named.map((each) => `“${each.words}”`).join(' and ')}`,
        }),
      },
    ],
  }
}

function dependencyOptions(
  row: Packet['dependencies'][number],
  { framing }: Packet,
  { realism }: Knowledge,
): Options {
  const target = row.scope === null ? row.dependency : `${row.dependency}@${row.scope}`
  const { dependency } = row
  const named = [...framing.dependencies, ...realism.assumed, ...realism.generalWords]
  const kind = named.find((each) => each.dependency === dependency)?.kind ?? 'third-party'
  // Nobody runs a clock in a container: what no reference has for the kind is no choice.
  const isKnown = (strategy: Strategy): boolean =>
    realism.decided.some((each) => each.strategy === strategy && each.kind === kind) ||
    realism.rows.some(
      (each) =>
        each.strategy === strategy &&
        ['product', 'kind'].includes(matchOf(each.dependency, { dependency, kind }) ?? ''),
    )
  return {
    key: `dependency ${target}`,
    options: strategies
      .filter((strategy) => strategy !== row.strategy && isKnown(strategy))
      .map((strategy) => ({
        wishes: [wish('dependency', target, 'set', strategy)],
        tell: (after) => {
          const chosen =
            after.verdict === 'packet'
              ? after.dependencies.find(
                  (each) =>
                    each.dependency === row.dependency &&
                    each.strategy === strategy &&
                    each.scope === row.scope,
                )
              : undefined
          return chosen === undefined
            ? null
            : {
                choice: { is: 'strategy', strategy, means: chosen.means },
                cost: chosen.doesNotProve === null ? null : `leaves open: ${chosen.doesNotProve}`,
              }
        },
      })),
  }
}

/** Its cases one lane earlier and one lane later. */
function laneOptions(
  { lane }: Packet['lanes'][number],
  { scenarios }: Packet,
  { whatIf }: Knowledge,
): Options {
  const own = scenarios.filter((each) => each.lane === lane)
  const at = laneIds.indexOf(lane)
  const beside = [laneIds[at + 1], at === 0 ? undefined : laneIds[at - 1]]
  return {
    key: `lane ${lane}`,
    options:
      own.length === 0
        ? []
        : beside.flatMap((other) =>
            other === undefined
              ? []
              : [
                  {
                    wishes: own.map((each) =>
                      wish('lane', `scenario ${each.number}`, 'move', other),
                    ),
                    tell: () => ({
                      choice: { is: 'lane', lane: other, cases: numbered(own) } as const,
                      cost: whatIf.lanes.find((row) => row.lane === other)?.costs ?? null,
                    }),
                  },
                ],
          ),
  }
}

const wish = (
  on: Amendment['on'],
  target: string,
  op: Amendment['op'],
  to: string | null,
): Amendment => ({
  id: `alternative ${on} ${target} ${to ?? op}`,
  on,
  target,
  op,
  to,
  because: null,
  by: '',
})
