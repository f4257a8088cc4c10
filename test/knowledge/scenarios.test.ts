import { describe, expect, it } from 'vitest'
import { packetKinds } from '../../src/engine/packet.ts'
import { readTables } from '../../src/knowledge/document.ts'
import type { KnowledgeProblem } from '../../src/knowledge/knowledge-error.ts'
import { readScenarios } from '../../src/knowledge/scenarios.ts'
import { problems, stepKnowledge } from '../engine/step-knowledge.ts'

const { rows, quotas, risks, placeholders } = stepKnowledge.scenarios
const slugs =
  'validation permissions persistence concurrency transactions retries idempotency ordering serialization side-effects compatibility isolation async-timing readiness performance time data-loss money pagination staleness tenancy security'.split(
    ' ',
  )
const surfaces =
  'any endpoint service repository worker queue-consumer scheduled-job auth-flow integration provider-api webhook migration cache search upload report graphql grpc websocket multi-tenant rate-limit feature-flag event-stream import-export middleware suite pipeline ui'.split(
    ' ',
  )

describe('references/scenarios.md', () => {
  it('reads without a problem, like its neighbours', () => {
    expect(problems).toEqual([])
    expect(rows.length).toBeGreaterThan(200)
  })

  it('uses only the method’s surfaces and risks', () => {
    expect(rows.flatMap((row) => row.surfaces).filter((each) => !surfaces.includes(each))).toEqual(
      [],
    )
    expect(rows.flatMap((row) => row.risks).filter((each) => !slugs.includes(each))).toEqual([])
  })

  it('has words and a floor row for every risk, so that no stated risk is lost', () => {
    expect(risks.map((row) => row.risk).toSorted()).toEqual(slugs.toSorted())
    const floor = rows.filter(
      (row) => row.surfaces.includes('any') && row.cues.length === 0 && row.needs.length === 0,
    )
    expect(slugs.filter((slug) => !floor.some((row) => row.risks.includes(slug)))).toEqual([])
  })

  it('says for every packet kind how many cases it takes', () => {
    expect(quotas.map((row) => row.kind).toSorted()).toEqual(packetKinds.toSorted())
  })

  it('names something of the request in every case', () => {
    expect(rows.filter((row) => !/\{[a-z]+\}/.test(row.text)).map((row) => row.rule)).toEqual([])
  })

  it('fills every placeholder that a case uses', () => {
    const known = new Set(placeholders.map((each) => each.name))
    const used = rows.flatMap((row) =>
      [...`${row.text} ${row.protects}`.matchAll(/\{([a-z-]+)\}/g)].map(([, name]) => name),
    )
    expect([...new Set(used)].filter((name) => !known.has(name ?? ''))).toEqual([])
  })

  it('has no two cases with the same words', () => {
    expect(new Set(rows.map((row) => row.text)).size).toBe(rows.length)
  })

  it('owes a way back and the previous release to every migration', () => {
    const owed = rows.filter((row) => row.when === 'mandatory').map((row) => row.text)
    expect(owed.join()).toMatch(/down restores/)
    expect(owed.join()).toMatch(/previous release/)
  })
})

describe('a broken scenarios document', () => {
  const head =
    '| id | surface | risk | layer | topic | when | cues | scenario | protects |\n|---|---|---|---|---|---|---|---|---|\n'
  const messages = (markdown: string): readonly string[] => {
    const found: KnowledgeProblem[] = []
    readScenarios(readTables('scenarios.md', markdown), { add: (each) => found.push(each) })
    return found.map((each) => `${each.line}: ${each.message}`)
  }
  it.each([
    [
      'a case without an outcome',
      `${head}| a | any | time | unit | t | named | | it works | x |`,
      /3: scenario: write given or when -> observable outcome/,
    ],
    [
      'an unknown layer',
      `${head}| a | any | time | e2e | t | named | | a -> b | x |`,
      /3: layer: /,
    ],
    [
      'no risk',
      `${head}| a | any | | unit | t | named | | a -> b | x |`,
      /3: risk: name at least one/,
    ],
    [
      'an id twice',
      `${head}| a | any | time | unit | t | named | | a -> b | x |\n| a | any | time | unit | t | named | | c -> d | x |`,
      /4: id "a" stands already/,
    ],
    [
      'an unknown source',
      '| id | placeholder | from | otherwise |\n|---|---|---|---|\n| p | x | magic: y | z |',
      /3: from: "magic: y" is no source/,
    ],
    [
      'a recogniser that nobody wrote',
      '| id | placeholder | from | otherwise |\n|---|---|---|---|\n| p | x | recogniser: moon-phase | z |',
      /3: from: "recogniser: moon-phase" is no source/,
    ],
  ])('reports %s with its line', (_name, markdown, message) => {
    expect(messages(markdown).join('\n')).toMatch(message)
  })
})
