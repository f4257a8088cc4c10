import { z } from 'zod'
import type { ControlKnowledge, PhraseRow } from '../engine/control/tables.ts'
import type { RealismKnowledge } from '../engine/realism/tables.ts'
import { maybe, tablesWith, words } from './cells.ts'
import type { Table } from './document.ts'
import type { Problems } from './rows.ts'
import { readRows } from './rows.ts'
import { dependencyMatch, situation } from './situations.ts'

const Phrase = z.object({ when: situation, says: words })
const Way = z.object({ way: words, 'right when': words, 'breaks when': words })
const Engine = z.object({
  dependency: dependencyMatch,
  when: situation,
  reset: maybe,
  isolates: maybe,
  debug: maybe,
  time: maybe,
})

/** references/fixtures-and-reset.md, with the dependencies and stacks that its lines speak of. */
export function readControl(
  tables: readonly Table[],
  realism: RealismKnowledge,
  problems: Problems,
): ControlKnowledge {
  // Checked and pointed to like every row, though only people read it.
  readRows(
    tablesWith(tables, 'way', 'right when', 'breaks when'),
    Way,
    (row) => `${row.way}: right when ${row['right when']}; breaks when ${row['breaks when']}`,
    problems,
  )
  const phrases = (section: string): readonly PhraseRow[] => readPhrases(tables, section, problems)
  return {
    fixtures: phrases('Fixtures'),
    commits: phrases('Commits'),
    background: phrases('Background work'),
    auth: phrases('Auth bootstrap'),
    isolation: phrases('Isolation'),
    isolationInProcess: phrases('Isolation inside the process'),
    time: phrases('Time'),
    debug: phrases('Debug signals'),
    engines: readRows(
      tablesWith(tables, 'dependency', 'reset', 'isolates', 'debug'),
      Engine,
      (row) => [row.reset, row.isolates, row.debug].filter((each) => each !== null).join('; '),
      problems,
    ).map(({ value, rule }) => ({ rule: rule.id, ...value })),
    realism,
  }
}

/** Sentences by situation, under a heading of the document. */
function readPhrases(
  tables: readonly Table[],
  section: string,
  problems: Problems,
): readonly PhraseRow[] {
  return readRows(
    tablesWith(tables, 'when', 'says').filter((each) => each.section === section),
    Phrase,
    (row) => row.says,
    problems,
  ).map(({ value, rule }) => ({ rule: rule.id, when: value.when, text: value.says }))
}
