import { describe, expect, it } from 'vitest'
import { layerIds, packetKinds } from '../../src/engine/packet.ts'
import { readContracts } from '../../src/knowledge/contracts.ts'
import { readTables } from '../../src/knowledge/document.ts'
import { readFixtureMemo } from '../../src/knowledge/fixture-memo.ts'
import { readFlake } from '../../src/knowledge/flake.ts'
import { readGates } from '../../src/knowledge/gates.ts'
import { readLaneSplit } from '../../src/knowledge/lane-split.ts'
import type { KnowledgeProblem } from '../../src/knowledge/knowledge-error.ts'
import { readLayers } from '../../src/knowledge/layers.ts'
import { stepKnowledge } from '../engine/step-knowledge.ts'

const { layers, flake, contracts, gates, fixtureMemo, laneSplit, scenarios } = stepKnowledge

describe('references/layers.md', () => {
  it('decides every layer of every packet kind', () => {
    for (const kind of packetKinds)
      expect(
        layers.emphasis
          .filter((row) => row.kind === kind && row['fails under'] === null && row.needs === null)
          .map((row) => row.layer),
      ).toEqual(layerIds)
  })
  it('ends the reasons of every layer with one that always fits', () => {
    for (const layer of layerIds) {
      const last = layers.outReasons.findLast((row) => row.layer === layer)!
      expect([last.kinds, last.surfaces, last.limits]).toEqual([[], [], []])
    }
  })
  it('has a neutral means for a stack that is not named, and no stack twice', () => {
    const usual = layers.techniques.filter((row) => row.surfaces.length + row.kinds.length === 0)
    const stacks = usual.flatMap((row) => row.stacks)
    expect(stacks).toContain('generic')
    expect(new Set(stacks).size).toBe(stacks.length)
  })
  it('lets an exclusion of the end-to-end suite take smoke out', () => {
    expect(layers.limits.filter((row) => row.layer === 'smoke').map((row) => row.slug)).toEqual(
      expect.arrayContaining(['e2e', 'smoke']),
    )
  })
})

describe('references/flake-causes.md', () => {
  it('gives an experiment and a fix for every cause', () => {
    expect(flake.causes.length).toBeGreaterThan(15)
    for (const row of flake.causes) expect([row.proof, row.fix]).not.toContain('')
  })
  it('offers at least three causes to a request of which nothing is known', () => {
    expect(
      flake.causes.filter((row) => row.needs.length === 0 && row.runtimes.includes('any')).length,
    ).toBeGreaterThanOrEqual(3)
  })
  it('never sells a retry as the fix', () => {
    expect(flake.causes.map((row) => row.fix).join()).not.toMatch(/\bretry\b|\brerun\b/i)
  })
})

describe('references/contracts.md', () => {
  it('has a check for each interface, whether its readers take part or not', () => {
    for (const { interface: name } of contracts.interfaces)
      expect(
        contracts.checks
          .filter((row) => row.interface === name)
          .map((row) => row.reach)
          .toSorted(),
      ).toEqual(['ask', 'far'])
  })
  it('has an unnamed reader for each interface', () => {
    const unnamed = contracts.readers.filter((row) => row.cues.length === 0)
    for (const { interface: name } of contracts.interfaces)
      expect(unnamed.some((row) => row.interfaces.includes(name))).toBe(true)
  })
})

describe('references/gates.md', () => {
  it('has a row of last resort for each gate of each kind', () => {
    for (const gate of ['merge', 'release', 'rollback'])
      for (const kind of packetKinds)
        expect(
          gates.some(
            (row) =>
              row.gate === gate &&
              (row.kinds.length === 0 || row.kinds.includes(kind)) &&
              row.surfaces.length + row.risks.length + row.cues.length === 0 &&
              !row.text.includes('{nightly-cases}'),
          ),
        ).toBe(true)
  })
})

describe('references/flake-causes.md', () => {
  it('names with each experiment the outcome that tells its cause from the others', () => {
    const open = stepKnowledge.flake.causes.filter((row) => !/: |"[^"]+" means/.test(row.proof))
    expect(open.map((row) => row.rule)).toEqual([])
  })
})

describe('references/fixture-memo.md and lane-split.md', () => {
  it('print something for a request without cues', () => {
    expect(fixtureMemo.actors.some((row) => row.cues.length === 0)).toBe(true)
    expect(fixtureMemo.steps.filter((row) => row.cues.length === 0).length).toBeGreaterThanOrEqual(
      3,
    )
    expect(fixtureMemo.comparison.length).toBeGreaterThan(0)
    expect(laneSplit.moves.some((row) => row.cues.length === 0)).toBe(true)
    expect(laneSplit.releaseChecks.some((row) => row.cues.length === 0)).toBe(true)
    expect(laneSplit.week.filter((row) => row.cues.length === 0).length).toBeGreaterThanOrEqual(3)
  })
})

describe('placeholders of these documents', () => {
  const given = [
    'rate',
    'clean',
    'demand',
    'n',
    'cause',
    'causes',
    'cases',
    'pr-cases',
    'nightly-cases',
    'budget',
    'budget-said',
    'deadlock',
    'condition',
    'role',
    'said',
    'length',
    'cheap',
  ]
  const known = new Set([
    ...scenarios.placeholders.map((each) => each.name),
    ...given,
    ...[...stepKnowledge.stacks.cells.values()].map((each) => each.need),
    // What the stacks' own commands leave to fill.
    'tag',
    'test',
    'shards',
  ])
  it('are all known', () => {
    const used = [...JSON.stringify(stepKnowledge).matchAll(/\{([a-z-]+)\}/g)].map(
      ([, name]) => name!,
    )
    expect([...new Set(used)].filter((name) => !known.has(name))).toEqual([])
  })
})

describe('a broken document', () => {
  const table = (head: string, row: string): string =>
    `| ${head} |\n|${'---|'.repeat(head.split('|').length)}\n| ${row} |`
  it.each([
    [
      'layers.md',
      readLayers,
      table(
        'id | kind | layer | scope | extent | protects | notes',
        'a | coverage-plan | e2e | yes | | | ',
      ),
      /layer: /,
    ],
    [
      'layers.md',
      readLayers,
      table('id | limit | risks | kinds | text', 'a | no-containers | | | x'),
      /risks: name at least one/,
    ],
    [
      'flake-causes.md',
      readFlake,
      table(
        'id | cause | cues | needs | runtimes | fails under | hint | proof | fix',
        'a | x | | | any | cpu | h | p | f',
      ),
      /cues: name words/,
    ],
    [
      'contracts.md',
      readContracts,
      table('id | reader | cues | interfaces | reach', 'a | apps | | rest | near'),
      /reach: /,
    ],
    [
      'gates.md',
      readGates,
      table('id | gate | kinds | surfaces | risks | cues | text', 'a | deploy | | | | | x'),
      /gate: /,
    ],
    [
      'fixture-memo.md',
      readFixtureMemo,
      table('id | actor | cues | owns | proves', 'a | | | x | y'),
      /actor: is empty/,
    ],
    ['lane-split.md', readLaneSplit, table('id | cues | step', 'a | x | '), /step: is empty/],
  ])('%s is reported with line and remedy', (name, read, markdown, message) => {
    const found: KnowledgeProblem[] = []
    read(readTables(name, markdown), { add: (each) => found.push(each) })
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({ document: name, line: 3 })
    expect(found[0]?.message).toMatch(message)
  })
})
