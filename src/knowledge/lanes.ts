import { z } from 'zod'
import type { LaneCheckRow, LaneKnowledge } from '../engine/lanes/tables.ts'
import type { NumberKnowledge } from '../engine/numbers/knowledge.ts'
import type { LaneId } from '../engine/packet.ts'
import { laneIds } from '../engine/packet.ts'
import { failConditions } from '../engine/shapes/flake-causes.ts'
import type { RealismKnowledge } from '../engine/realism/tables.ts'
import { cues, tablesWith, words } from './cells.ts'
import type { Table } from './document.ts'
import type { Problems } from './rows.ts'
import { readRows } from './rows.ts'
import { dependencyMatch, situation } from './situations.ts'

const Budget = z.object({ lane: z.enum(laneIds), when: situation, budget: words, because: words })
const Check = z.object({
  runs: z.enum(['yes', 'none']),
  when: situation,
  cues,
  dependency: dependencyMatch,
  says: words,
})
const Gap = z.object({ dependency: dependencyMatch, gap: words })
const Red = z.object({ lane: z.enum(laneIds), when: situation, red: words })
const Prefix = z.object({ 'fails under': z.enum(failConditions), prefix: words })
const Lever = z.object({ lever: words, means: words, trap: words })

const headings: Readonly<Record<LaneId, string>> = {
  'local-fast': 'Local-fast',
  pr: 'Pull request',
  scheduled: 'Scheduled',
  release: 'Release',
}

/** references/lanes.md, with the dependencies and stacks that its rows speak of. */
export function readLanes(
  tables: readonly Table[],
  realism: RealismKnowledge,
  numbers: NumberKnowledge,
  problems: Problems,
): LaneKnowledge {
  // Checked and pointed to like every row, though only people read it.
  readRows(
    tablesWith(tables, 'lever', 'means', 'trap'),
    Lever,
    (row) => `${row.lever}: ${row.means}; trap: ${row.trap}`,
    problems,
  )
  return {
    budgets: readRows(
      tablesWith(tables, 'lane', 'budget'),
      Budget,
      (row) => `${row.budget}: ${row.because}`,
      problems,
    ).map(({ value, rule }) => ({
      rule: rule.id,
      lane: value.lane,
      when: value.when,
      budget: value.budget,
    })),
    checks: laneIds.flatMap((lane) => readChecks(tables, lane, problems)),
    reds: readRows(tablesWith(tables, 'lane', 'red'), Red, (row) => row.red, problems).map(
      ({ value, rule }) => ({
        rule: rule.id,
        lane: value.lane,
        when: value.when,
        text: value.red,
      }),
    ),
    prefixes: readRows(
      tablesWith(tables, 'fails under', 'prefix'),
      Prefix,
      (row) => `${row['fails under']}: ${row.prefix}`,
      problems,
    ).map(({ value }) => ({ under: value['fails under'], prefix: value.prefix })),
    gaps: readRows(
      tablesWith(tables, 'dependency', 'gap'),
      Gap,
      (row) => `a green pull request does not prove ${row.gap}`,
      problems,
    ).map(({ value, rule }) => ({ rule: rule.id, ...value })),
    realism,
    numbers,
  }
}

const readChecks = (
  tables: readonly Table[],
  lane: LaneId,
  problems: Problems,
): readonly LaneCheckRow[] =>
  readRows(
    tablesWith(tables, 'runs', 'when', 'says').filter((each) => each.section === headings[lane]),
    Check,
    (row) => row.says,
    problems,
  ).map(({ value, rule }) => ({
    rule: rule.id,
    lane,
    runs: value.runs === 'yes',
    when: value.when,
    cues: value.cues,
    dependency:
      value.dependency.products.length === 0 && value.dependency.kind === null
        ? null
        : value.dependency,
    text: value.says,
  }))
