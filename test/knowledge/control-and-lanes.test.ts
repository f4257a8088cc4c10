import { describe, expect, it } from 'vitest'
import { touchedRule } from '../../src/engine/lanes/items.ts'
import { laneIds } from '../../src/engine/packet.ts'
import { stackCell } from '../../src/engine/stacks.ts'
import { decisionKnowledge, tablesOf } from '../engine/decision-knowledge.ts'

const { control, lanes, realism, stacks } = decisionKnowledge
const named = realism.placeholders.map((each) => each.name)
const isAlways = (when: (typeof control.fixtures)[number]['when']): boolean =>
  when.risks.length + when.surfaces.length + when.packets.length === 0
const placeholders = (texts: readonly string[]): readonly string[] =>
  texts.flatMap((text) => [...text.matchAll(/\{([a-z-]+)\}/g)].map((match) => match[1] ?? ''))

describe('references/fixtures-and-reset.md', () => {
  it.each(['fixtures', 'isolation', 'isolationInProcess', 'debug'] as const)(
    'has one row of %s that always fits',
    (table) => {
      expect(control[table].filter((row) => isAlways(row.when))).toHaveLength(1)
    },
  )

  it('fills every placeholder', () => {
    const texts = [
      control.fixtures,
      control.commits,
      control.auth,
      control.isolation,
      control.isolationInProcess,
      control.time,
      control.debug,
    ]
      .flat()
      .map((row) => row.text)
    const known = new Set([...named, 'surface', 'risk'])
    const unknown = placeholders(texts).filter(
      (name) => !known.has(name) && stackCell(stacks, null, name) === null,
    )
    expect(unknown).toEqual([])
  })

  it('says since or where a commit is needed', () => {
    for (const row of control.commits) expect(row.text).toMatch(/^(since|where) /)
  })

  it('knows the risks of references/risks.md only', () => {
    const known = new Set(
      tablesOf('risks.md').flatMap((table) => table.rows.map((row) => row.cells['risk'] ?? '')),
    )
    const used = [
      ...Object.values(control).flatMap((rows) => (Array.isArray(rows) ? rows : [])),
      ...realism.rows,
      ...lanes.checks,
    ].flatMap((row) => ('when' in row ? row.when.risks : []))
    expect([...new Set(used)].filter((risk) => !known.has(risk))).toEqual([])
  })
})

describe('references/lanes.md', () => {
  it.each(laneIds)('has a budget and a row that always fits for %s', (lane) => {
    expect(lanes.budgets.filter((row) => row.lane === lane && isAlways(row.when))).toHaveLength(1)
    const always = lanes.checks.filter(
      (row) =>
        row.lane === lane &&
        row.rule !== touchedRule &&
        isAlways(row.when) &&
        row.dependency === null,
    )
    expect(always).toHaveLength(1)
  })

  it('fills every placeholder', () => {
    const known = new Set([...named, 'risk', 'name', 'bare', 'races', 'repeats', 'shards'])
    const unknown = placeholders(lanes.checks.map((row) => row.text)).filter(
      (name) => !known.has(name) && stackCell(stacks, null, name) === null,
    )
    expect(unknown).toEqual([])
  })

  it('names a dependency only where it asks for one', () => {
    const loose = lanes.checks.filter(
      (row) => row.text.includes('{name}') && row.dependency === null,
    )
    expect(loose.map((row) => row.rule)).toEqual([])
  })
})
