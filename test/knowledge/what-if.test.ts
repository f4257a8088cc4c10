import { describe, expect, it } from 'vitest'
import { controlIds, laneIds, layerIds, routeOutIds } from '../../src/engine/packet.ts'
import { readTables } from '../../src/knowledge/document.ts'
import type { KnowledgeProblem } from '../../src/knowledge/knowledge-error.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'
import { readWhatIf } from '../../src/knowledge/what-if.ts'
import { readTablesOf } from './reference-tables.ts'

const { whatIf, layers, framing, rules } = loadKnowledge('references')
const statements = readTablesOf('coverage-and-constraints.md')

/** All values of a column of the document's tables, once. */
const column = (name: string): readonly string[] => [
  ...new Set(
    statements
      .filter((table) => table.columns.includes(name))
      .flatMap((table) => table.rows.map((row) => row.cells[name] ?? '')),
  ),
]

describe('references/what-if.md', () => {
  it('puts every limit that a request can state in words', () => {
    const known = whatIf.limits.map(({ limit }) => limit)
    expect(known).toEqual(expect.arrayContaining([...column('constraint')]))
    expect(new Set(known).size).toBe(known.length)
  })

  it('gives a value to every limit that is named for what holds, since without one it is forbidden', () => {
    const needy = whatIf.limits.filter(
      ({ limit, value }) => value === null && !/^no-|^production-copy$/.test(limit),
    )
    expect(needy).toEqual([])
  })

  it('puts everything that a request can leave out in words, and every layer and neighbour', () => {
    const known = whatIf.exclusions.map(({ exclusion }) => exclusion)
    expect(known).toEqual(
      expect.arrayContaining([
        ...column('exclusion').filter((each) => each !== 'free'),
        ...layerIds,
        ...routeOutIds,
      ]),
    )
  })

  it('speaks of every limit and exclusion that costs evidence', () => {
    const known = [
      ...whatIf.limits.map(({ limit }) => limit),
      ...whatIf.exclusions.map(({ exclusion }) => exclusion),
    ]
    expect(known).toEqual(expect.arrayContaining(layers.conflicts.map((row) => row.limit)))
  })

  it('lets a limit be another one that it knows, or the same with another value', () => {
    const limits = new Map(whatIf.limits.map((each) => [each.limit, each]))
    expect(whatIf.otherLimits.length).toBeGreaterThan(5)
    for (const { limit, instead, times } of whatIf.otherLimits) {
      expect([...limits.keys()]).toEqual(expect.arrayContaining([limit, instead]))
      expect(limit === instead).toBe(times !== null)
    }
    // The other value stands where this one does.
    const valued = whatIf.otherLimits.filter(({ times }) => times !== null)
    for (const { limit } of valued)
      expect(limits.get(limit)?.holds).toContain(limits.get(limit)?.value)
  })

  it('knows another way for each part of the control, beside rows that exist', () => {
    expect(new Set(whatIf.otherWays.map(({ control }) => control))).toEqual(new Set(controlIds))
    const ids = [...rules.keys()]
    const unknown = whatIf.otherWays
      .flatMap(({ decidedBy, unless }) => [...decidedBy, ...unless])
      .filter((row) => !ids.some((id) => id.endsWith(row)))
    expect(unknown).toEqual([])
  })

  it('says what each lane costs', () => {
    expect(whatIf.lanes.map(({ lane }) => lane)).toEqual(laneIds)
  })

  it('goes on after the word "if"', () => {
    for (const { holds, gone } of [...whatIf.limits, ...whatIf.exclusions])
      for (const says of [holds, gone]) expect(says).toMatch(/^[a-zA-Z].*[^.]$/)
  })

  it('reports a row with an empty cell', () => {
    const found: KnowledgeProblem[] = []
    const markdown =
      '# A\n\n| id | limit | value | when it holds | when it does not |\n|---|---|---|---|---|\n| a | no-x | | x were off | |\n'
    readWhatIf(readTables('what-if.md', markdown), { add: (each) => found.push(each) })
    expect(found).toMatchObject([{ document: 'what-if.md', line: 5 }])
  })

  it('reports a limit that is no times as large', () => {
    const found: KnowledgeProblem[] = []
    const markdown =
      '# A\n\n| id | limit | instead | times |\n|---|---|---|---|\n| a | budget@pr | budget@pr | 0 |\n'
    readWhatIf(readTables('what-if.md', markdown), { add: (each) => found.push(each) })
    expect(found).toMatchObject([{ line: 5, message: expect.stringContaining('above 0') }])
  })

  it('leaves no framed word of the references without a name to call it by', () => {
    for (const { name } of [...framing.surfaces.values(), ...framing.dependencies.values()])
      expect(name).not.toBe('')
  })
})
