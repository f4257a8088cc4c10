import { describe, expect, it } from 'vitest'
import { matchOf } from '../../src/engine/realism/choose-row.ts'
import { stackCell } from '../../src/engine/stacks.ts'
import { readTables } from '../../src/knowledge/document.ts'
import type { KnowledgeProblem } from '../../src/knowledge/knowledge-error.ts'
import { readRealism } from '../../src/knowledge/realism.ts'
import { decisionKnowledge, tablesOf } from '../engine/decision-knowledge.ts'

const { realism, stacks } = decisionKnowledge
const dependencies = tablesOf('dependencies.md')
  .flatMap((table) => table.rows)
  .map((row) => ({ dependency: row.cells['dependency'] ?? '', kind: row.cells['kind'] ?? '' }))
  .filter((each) => each.dependency !== '' && each.kind !== '')
const kinds = [...new Set(dependencies.map((each) => each.kind))].filter(
  (kind) => kind !== 'general',
)

describe('references/dependency-realism.md', () => {
  it.each(kinds)('has a row that always fits for %s', (kind) => {
    const always = realism.rows.filter((row) => {
      const { risks, surfaces, packets, beside, said, unstated } = row.when
      return (
        matchOf(row.dependency, { dependency: 'an unheard-of product', kind }) === 'kind' &&
        risks.length + surfaces.length + packets.length + beside.length + said.length === 0 &&
        !unstated
      )
    })
    expect(always).toHaveLength(1)
  })

  it('names only products that references/dependencies.md knows', () => {
    const known = new Set(dependencies.map((each) => each.dependency))
    const rows = [...realism.rows, ...realism.withoutContainers]
    const products = rows.flatMap((row) => row.dependency.products)
    expect([...new Set(products)].filter((each) => !known.has(each))).toEqual([])
  })

  it('gives each general word a kind', () => {
    const words = dependencies
      .filter((each) => each.kind === 'general')
      .map((each) => each.dependency)
    const known = realism.generalWords.map((each) => each.dependency)
    expect(known).toEqual(expect.arrayContaining(words))
  })

  it('fills every placeholder', () => {
    const fixed = new Set(['name', 'bare', 'risk', 'cases', 'container', 'image', 'difference'])
    const means = new Set([
      ...realism.means.map((each) => each.name),
      ...realism.placeholders.map((each) => each.name),
    ])
    const sentences = [
      ...realism.rows.flatMap((row) => [
        row.means,
        row.why,
        row.doesNotProve ?? '',
        row.keptHonestBy ?? '',
      ]),
      ...realism.withoutContainers.flatMap((row) => [row.means, row.loses]),
      ...realism.decided.flatMap((row) => [row.means, row.why, row.loses]),
    ]
    const unknown = sentences
      .flatMap((text) => [...text.matchAll(/\{([a-z-]+)\}/g)].map((match) => match[1] ?? ''))
      .filter(
        (name) => !fixed.has(name) && !means.has(name) && stackCell(stacks, null, name) === null,
      )
    expect(unknown).toEqual([])
  })

  it('says each reason in about twenty words, without a quote in front of it', () => {
    const wordy = realism.rows.filter(
      (row) => row.why.split(' ').length > 26 || /^\{(?:risk|title)\}/.test(row.why),
    )
    expect(wordy.map((row) => row.rule)).toEqual([])
  })

  it('keeps what a stand-in leaves open to a few words', () => {
    const wordy = realism.rows
      .flatMap((row) => [row.doesNotProve ?? '', row.keptHonestBy ?? ''])
      .filter((text) => text.split(' ').length > 13)
    expect(wordy).toEqual([])
  })

  it('says for each stand-in what it does not prove', () => {
    const silent = realism.rows
      .filter((row) => row.strategy === 'mock' || row.strategy === 'fake')
      .filter((row) => row.doesNotProve === null)
    expect(silent.map((row) => row.rule)).toEqual([])
  })

  it('keeps shared environments out of the merge path', () => {
    const gating = realism.rows.filter(
      (row) => row.strategy === 'shared-external' && row.lane !== 'scheduled',
    )
    expect(gating.map((row) => row.rule)).toEqual(['dependency-realism/pact-broker-generic'])
  })

  it('has an answer without containers for every kind that is started in one', () => {
    const started = new Set(
      realism.rows
        .filter((row) => row.strategy === 'containerized')
        .flatMap((row) => row.dependency.kind ?? []),
    )
    for (const kind of started)
      expect(
        realism.withoutContainers.some(
          (row) => matchOf(row.dependency, { dependency: '', kind }) !== null,
        ),
      ).toBe(true)
    expect(realism.withoutContainers.some((row) => row.strategy === 'containerized')).toBe(false)
  })

  it('pins images', () => {
    for (const row of realism.images)
      expect(row.image).not.toMatch(/:latest(?!-)|localstack\/localstack`/)
  })
})

describe('a broken document', () => {
  const header =
    '| id | dependency | when | lane | strategy | means | why | does not prove | kept honest by | also |\n|---|---|---|---|---|---|---|---|---|---|\n'
  const problemsOf = (row: string): readonly string[] => {
    const found: KnowledgeProblem[] = []
    readRealism(readTables('dependency-realism.md', header + row), stacks, [], {
      add: (problem) => found.push(problem),
    })
    return found.map((each) => `${each.line}: ${each.message}`)
  }

  it.each([
    [
      'an unknown strategy',
      '| a | redis | | | spy | m | w | | | |',
      '3: strategy: use mock, fake, containerized, shared-external or none (row "a")',
    ],
    [
      'an unknown lane',
      '| a | redis | | nightly | fake | m | w | | | |',
      '3: lane: use local-fast, pr, scheduled, release or leave it empty (row "a")',
    ],
    [
      'an unknown packet',
      '| a | redis | packet:flaky | | fake | m | w | | | |',
      'packet:, only: and except: are followed by one of',
    ],
    [
      'an unknown condition',
      '| a | redis | lane:pr | | fake | m | w | | | |',
      '"lane:pr" begins with no known word',
    ],
    [
      'a companion that is not there',
      '| a | redis | | | fake | m | w | | | b |',
      '3: also names "b", which is no row of this document',
    ],
    [
      'an empty reason',
      '| a | redis | | | fake | m | | | | |',
      '3: why: is empty; say it in words (row "a")',
    ],
  ])('reports %s with its line', (_, row, message) => {
    expect(problemsOf(row).join('\n')).toContain(message)
  })
})
