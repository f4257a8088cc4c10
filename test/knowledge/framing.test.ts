import { describe, expect, it } from 'vitest'
import { matchPhrases } from '../../src/engine/mentions/phrases.ts'
import { wordsOf } from '../../src/engine/mentions/words.ts'
import { readTables } from '../../src/knowledge/document.ts'
import { readDependencies } from '../../src/knowledge/dependencies.ts'
import type { Table } from '../../src/knowledge/document.ts'
import type { KnowledgeProblem } from '../../src/knowledge/knowledge-error.ts'
import type { Problems } from '../../src/knowledge/rows.ts'
import { readRisks } from '../../src/knowledge/risks.ts'
import { readRuntimes } from '../../src/knowledge/runtimes.ts'
import { readStatements } from '../../src/knowledge/statements.ts'
import { readSurfaces } from '../../src/knowledge/surfaces.ts'
import { readTablesOf } from './reference-tables.ts'
import { knowledge, problems, rules } from '../engine/framed.ts'

const documents = [
  'dependencies.md',
  'runtimes.md',
  'surfaces.md',
  'risks.md',
  'coverage-and-constraints.md',
]

describe('the documents of step 2', () => {
  it('hold no problem', () => {
    expect(problems).toEqual([])
    expect(rules.size).toBeGreaterThan(900)
  })

  it.each(documents)('%s names each row once', (document) => {
    const ids = readTablesOf(document).flatMap((table) => table.rows.map((row) => row.cells['id']))
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
  })

  it.each(['dependencies.md', 'runtimes.md'])(
    '%s finds every name by each of its words',
    (document) => {
      const kind = document === 'dependencies.md' ? 'dependency' : 'runtime'
      const lost = readTablesOf(document)
        .filter((table) => table.columns.includes('aliases'))
        .flatMap((table) => table.rows)
        .filter((row) => row.cells['context'] === '')
        .flatMap((row) =>
          (row.cells['aliases'] ?? '').split(',').flatMap((alias) => {
            const phrase = alias.trim()
            const text = `see ${phrase.replace('*.', 'a.').replace('*', 'x').replaceAll('~', '')} here`
            const found = matchPhrases(wordsOf(text), knowledge.lexicons[kind])
            return found.some((each) => each.row.rule.endsWith(`/${row.cells['id'] ?? ''}`))
              ? []
              : [`${row.cells['id'] ?? ''}: ${phrase}`]
          }),
        )
      expect(lost).toEqual([])
    },
  )

  it('name only dependencies that have a row', () => {
    const unknown = knowledge.needs.filter((need) => !knowledge.dependencies.has(need.dependency))
    expect(unknown).toEqual([])
  })

  it('name only languages and surfaces that have a row', () => {
    const languages = [...knowledge.runtimes.values()].flatMap((each) => each.language ?? [])
    expect(languages.filter((each) => !knowledge.runtimes.has(each))).toEqual([])
    const implied = knowledge.surfaceRisks.filter(
      (each) => !knowledge.surfaces.has(each.surface) || !knowledge.risks.has(each.risk),
    )
    expect(implied).toEqual([])
  })

  it('give every risk with a cue an importance', () => {
    const cued = readTablesOf('risks.md')
      .filter((table) => table.columns.includes('cues'))
      .flatMap((table) => table.rows.map((row) => row.cells['risk'] ?? ''))
    expect(cued.filter((risk) => !knowledge.risks.has(risk))).toEqual([])
  })

  it('give stacks that stacks.md describes', () => {
    const stacks = new Set(
      readTablesOf('stacks.md')
        .filter((table) => table.columns.includes('falls back to'))
        .flatMap((table) => table.rows.map((row) => row.cells['id'])),
    )
    const unknown = [...knowledge.runtimes.values()]
      .map((each) => each.stack)
      .filter((stack) => stack !== null && !stacks.has(stack))
    expect([...new Set(unknown)]).toEqual([])
  })
})

describe('a broken row is reported with its line and a remedy', () => {
  const report = (
    read: (tables: readonly Table[], problems: Problems) => unknown,
    markdown: string,
  ): readonly string[] => {
    const found: string[] = []
    const add = (problem: KnowledgeProblem): void => {
      found.push(`${problem.line}: ${problem.message}`)
    }
    read(readTables('sample.md', markdown), { add })
    return found
  }
  const table = (columns: string, row: string): string =>
    `${columns}\n${columns.replaceAll(/[^|]+/g, '---')}\n${row}\n`

  it.each([
    [
      'an unknown kind',
      readDependencies,
      table(
        '| id | dependency | name | kind | general | aliases | context |',
        '| x | x | X | databse | | x db | |',
      ),
      /^3: kind: use relational, document/,
    ],
    [
      'an unknown condition',
      readDependencies,
      table(
        '| id | dependency | name | kind | general | aliases | context |',
        '| x | x | X | cache | | x db | beside y |',
      ),
      /^3: context: unknown condition "beside y"; begin with not after/,
    ],
    [
      'a condition without words',
      readDependencies,
      table(
        '| id | dependency | name | kind | general | aliases | context |',
        '| x | x | X | cache | | x db | near |',
      ),
      /^3: context: "near" needs words after it/,
    ],
    [
      'a phrase that begins with a gap',
      readSurfaces,
      table(
        '| id | surface | name | packets | weight | words | context |',
        '| x | x | X | | strong | ~ x | |',
      ),
      /^3: words: the phrase "~ x" begins with ~; begin with a word/,
    ],
    [
      'a row without phrases',
      readSurfaces,
      table(
        '| id | surface | name | packets | weight | words | context |',
        '| x | x | X | | strong | | |',
      ),
      /^3: words: no phrase is given/,
    ],
    [
      'an unknown packet',
      readSurfaces,
      table(
        '| id | surface | name | packets | weight | words | context |',
        '| x | x | X | plan | strong | y | |',
      ),
      /^3: packets: use coverage-plan/,
    ],
    [
      'an unknown role',
      readRuntimes,
      table(
        '| id | runtime | name | role | stack | language | aliases | context |',
        '| x | x | X | tool | | | x | |',
      ),
      /^3: role: use language, framework/,
    ],
    [
      'an unknown weight',
      readRisks,
      table('| id | risk | weight | cues | context |', '| x | x | heavy | y | |'),
      /^3: weight: use strong or weak/,
    ],
    [
      'a reach that is no number',
      readStatements,
      table('| id | effect | phrases | names | words |', '| x | denies | no | two | 3 |'),
      /^3: names: use a whole number from 0 to 8/,
    ],
    [
      'an unknown layer',
      readStatements,
      table('| id | layer | phrases | context |', '| x | e2e | y | |'),
      /^3: layer: use unit, integration, contract, smoke, none or leave it empty/,
    ],
  ] as const)('%s', (_, read, markdown, expected) => {
    const found = report(read, markdown)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(expected)
  })
})
