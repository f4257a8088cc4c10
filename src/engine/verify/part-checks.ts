/** The minimum that every packet contains. */
import { laneIds, layerIds } from '../packet.ts'
import type { Packet } from '../packet.ts'
import { packetRecipes } from '../recipes.ts'
import { countPacketLines } from '../verdict-lines.ts'
import type { Check } from './check.ts'
import { unless } from './check.ts'

const mostLines = 90
const fewestLines = 45

export const partChecks: readonly Check<Packet>[] = [
  {
    name: 'four-layers-decided',
    problems: ({ verdict }) =>
      unless(
        sameList(
          verdict.layers.map((each) => each.layer),
          layerIds,
        ),
        `each of ${layerIds.join(', ')} is decided once; found ${verdict.layers.map((each) => each.layer).join(', ')}`,
      ),
  },
  {
    name: 'in-scope-layer-protects-something',
    problems: ({ verdict }) =>
      verdict.layers
        .filter((each) => each.inScope && isEmpty(each.protects))
        .map((each) => `the ${each.layer} layer is in scope and names no outcome`),
  },
  {
    name: 'some-layer-in-scope',
    problems: ({ verdict }) =>
      unless(
        verdict.layers.some((each) => each.inScope),
        'no layer is in scope',
      ),
  },
  {
    name: 'four-lanes-decided',
    problems: ({ verdict }) =>
      unless(
        sameList(
          verdict.lanes.map((each) => each.lane),
          laneIds,
        ),
        `each of ${laneIds.join(', ')} is decided once; found ${verdict.lanes.map((each) => each.lane).join(', ')}`,
      ),
  },
  {
    name: 'empty-lane-says-why',
    problems: ({ verdict }) =>
      verdict.lanes
        .filter((each) => each.runs === null && isEmpty(each.note))
        .map((each) => `nothing runs in ${each.lane} and no reason is given`),
  },
  {
    name: 'scheduled-lane-has-an-owner',
    problems: ({ verdict }) =>
      verdict.lanes
        .filter((each) => each.lane === 'scheduled' && each.runs !== null)
        .filter((each) => !/\bowner|\bowned\b/i.test(`${each.runs} ${each.budget} ${each.note}`))
        .map(() => 'the scheduled lane runs something that nobody is named to read'),
  },
  {
    name: 'control-is-complete',
    problems: ({ verdict }) =>
      packetRecipes[verdict.kind].control
        .filter((id) => !verdict.control.some((each) => each.control === id && !isEmpty(each.text)))
        .map((id) => `the ${id} row of data and environment control is missing`),
  },
  {
    name: 'gates-are-stated',
    problems: ({ verdict: { gates } }) =>
      unless(
        !isEmpty(gates.beforeMerge) &&
          !isEmpty(gates.beforeRelease) &&
          !isEmpty(gates.rollbackTrigger),
        'what must pass before merge and release, or what triggers a rollback, is missing',
      ),
  },
  {
    name: 'line-budget',
    problems: ({ verdict }) => {
      const lines = countPacketLines(verdict)
      return unless(
        lines >= fewestLines && lines <= mostLines,
        `the packet takes ${lines} lines; a concise one takes ${fewestLines} to ${mostLines}`,
      )
    },
  },
]

const isEmpty = (text: string | null): boolean => text === null || text.trim() === ''

const sameList = (one: readonly string[], other: readonly string[]): boolean =>
  one.toSorted().join() === other.toSorted().join()
