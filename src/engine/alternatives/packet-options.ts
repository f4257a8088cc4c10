/** What else each row of a packet could be. */
import type { Knowledge } from '../knowledge.ts'
import { laneIds, strategies } from '../packet.ts'
import type { LaneId, Packet, Strategy } from '../packet.ts'
import { numbered } from '../phrasing.ts'
import { matchOf } from '../realism/choose-row.ts'
import { tried } from '../flips/tried.ts'
import type { Option, Options } from './option.ts'

export const packetOptions = (packet: Packet, knowledge: Knowledge): readonly Options[] => [
  ...packet.layers.map((each) => layerOptions(each, packet)),
  ...packet.scenarios.map((each) => scenarioOptions(each, packet)),
  ...packet.dependencies.map((each) => dependencyOptions(each, packet, knowledge)),
  ...packet.control.map((each) => controlOptions(each, knowledge)),
  ...packet.lanes.map((each) => laneOptions(each.lane, packet, knowledge)),
]

function layerOptions(
  { layer, inScope, notes }: Packet['layers'][number],
  { scenarios, framing }: Packet,
): Options {
  const cases = scenarios.filter((each) => each.layer === layer)
  const option: Option = inScope
    ? {
        amendments: [tried('layer', layer, 'set', 'out')],
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
        amendments: [tried('layer', layer, 'set', 'in')],
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
        amendments: [tried('scenario', `scenario ${number}`, 'remove', null)],
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
        amendments: [tried('dependency', target, 'set', strategy)],
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

function controlOptions(
  { control, evidence }: Packet['control'][number],
  { whatIf }: Knowledge,
): Options {
  const isDecidedBy = (rows: readonly string[]): boolean =>
    evidence.some(({ rule }) => rows.some((row) => rule?.endsWith(row) === true))
  return {
    key: `control ${control}`,
    options: whatIf.otherWays
      .filter((way) => way.control === control)
      .filter(({ decidedBy, unless }) => isDecidedBy(decidedBy) && !isDecidedBy(unless))
      .map(({ instead, costs }) => ({
        amendments: [tried('control', control, 'set', instead)],
        tell: () => ({ choice: { is: 'another way', words: instead }, cost: costs }),
      })),
  }
}

/** Its cases one lane later and one lane earlier; of a lane without cases, those of the nearest lane that has some. */
function laneOptions(lane: LaneId, { scenarios }: Packet, { whatIf }: Knowledge): Options {
  const casesIn = (other: LaneId): Packet['scenarios'] =>
    scenarios.filter((each) => each.lane === other)
  const moved = (cases: Packet['scenarios'], to: LaneId): Option => ({
    amendments: cases.map((each) => tried('lane', `scenario ${each.number}`, 'move', to)),
    tell: () => ({
      choice: { is: 'lane', lane: to, cases: numbered(cases) },
      cost: whatIf.lanes.find((row) => row.lane === to)?.costs ?? null,
    }),
  })
  const own = casesIn(lane)
  const distance = (other: LaneId): number =>
    Math.abs(laneIds.indexOf(other) - laneIds.indexOf(lane))
  const others = laneIds
    .filter((other) => other !== lane)
    .toSorted((one, other) => distance(one) - distance(other))
  const nearest = others.find((other) => casesIn(other).length > 0)
  const beside = others.filter((other) => distance(other) === 1).toReversed()
  return {
    key: `lane ${lane}`,
    options:
      own.length > 0
        ? beside.map((other) => moved(own, other))
        : nearest === undefined
          ? []
          : [moved(casesIn(nearest), lane)],
  }
}
