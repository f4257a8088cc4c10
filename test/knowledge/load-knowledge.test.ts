import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { KnowledgeError } from '../../src/knowledge/knowledge-error.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'

let folder: string
let references: string
let overlay: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'references-'))
  references = join(folder, 'references')
  overlay = join(folder, 'overlay')
  cpSync('references', references, { recursive: true })
  mkdirSync(overlay)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const edit = (name: string, change: (text: string) => string): void =>
  writeFileSync(join(references, name), change(readFileSync(join(references, name), 'utf8')))

function problems(...args: Parameters<typeof loadKnowledge>): readonly string[] {
  try {
    loadKnowledge(...args)
    return []
  } catch (error) {
    if (error instanceof KnowledgeError) return error.message.split('\n')
    throw error
  }
}

describe('loadKnowledge', () => {
  it('reads the references of the repository without a problem', () => {
    expect(problems('references')).toEqual([])
  })

  it('gives every rule its document, line and section', () => {
    const rule = loadKnowledge(references).rules.get('assumptions/assume-stack')
    expect(rule).toMatchObject({ document: 'assumptions.md', section: 'Assumptions' })
    const line = readFileSync(join(references, 'assumptions.md'), 'utf8').split('\n')[
      (rule?.line ?? 0) - 1
    ]
    expect(line).toContain('| assume-stack |')
  })

  it('gives the same hash for the same documents and another one for a changed letter', () => {
    const before = loadKnowledge(references).hash
    expect(loadKnowledge('references').hash).toBe(before)
    edit('assumptions.md', (text) => text.replace('neutral', 'plain'))
    expect(loadKnowledge(references).hash).not.toBe(before)
  })

  it('gives the same hash when a checkout has other line ends', () => {
    const before = loadKnowledge(references).hash
    edit('assumptions.md', (text) => text.replaceAll('\n', '\r\n'))
    expect(loadKnowledge(references).hash).toBe(before)
  })

  it('cannot be changed by who reads it', () => {
    const knowledge = loadKnowledge(references)
    expect(Object.isFrozen(knowledge)).toBe(true)
    expect(Object.isFrozen(knowledge.assumptions[0])).toBe(true)
    expect(Object.isFrozen(knowledge.routeOuts.handoff[0]?.cues[0])).toBe(true)
  })

  it('reports all problems of all documents at once, with file, line and remedy', () => {
    edit('assumptions.md', (text) => text.replace('| no-stack |', '| no-sack |'))
    edit('vague-phrases.md', (text) => text.replace('vague-edge-cases', 'Edge Cases'))
    const found = problems(references)
    expect(found).toHaveLength(2)
    expect(found).toContainEqual(
      expect.stringMatching(/^assumptions\.md:\d+: when: .*"no-stack".*\(row "assume-stack"\)$/),
    )
    expect(found).toContainEqual(
      expect.stringMatching(/^vague-phrases\.md:\d+: the id cell is "Edge Cases"; use lower-case/),
    )
  })

  it('reports a missing document by its name', () => {
    rmSync(join(references, 'assumptions.md'))
    expect(problems(references)).toEqual([
      'assumptions.md:1: is missing; the engine needs this reference',
    ])
  })

  it('reports a choice whose question does not exist', () => {
    edit('framing-questions.md', (text) =>
      text.replace('| stack-go | ask-stack |', '| stack-go | ask-stock |'),
    )
    expect(problems(references)).toContainEqual(
      expect.stringMatching(/no question has the id "ask-stock"; use one of ask-surface/),
    )
  })

  it('reports a neighbour without a row', () => {
    edit('route-outs.md', (text) => text.replace(/^\| neighbour-frontend .*\n/m, ''))
    expect(problems(references)).toContainEqual(
      expect.stringMatching(/no row for the neighbour frontend-testing/),
    )
  })
})

describe("an operator's overlay", () => {
  const table = (...rows: readonly string[]): string =>
    ['# Ours', '', '## Assumptions', '', '| id | When | Text |', '|---|---|---|', ...rows, ''].join(
      '\n',
    )
  const texts = (): readonly string[] =>
    loadKnowledge(references, overlay).assumptions.map((each) => each.text)
  /** The heading under which rows are added is the one that the base table stands under. */
  beforeEach(() =>
    edit('assumptions.md', (text) => text.replace('\n| id |', '\n## Assumptions\n\n| id |')),
  )

  it('replaces a document of the same name as a whole', () => {
    const kind = '\n## Packet kind\n\n| id | Text |\n|---|---|\n| words-together | so it reads |\n'
    writeFileSync(join(overlay, 'assumptions.md'), table('| ours | no-stack | we run Go |') + kind)
    expect(texts()).toEqual(['we run Go'])
  })

  it('adds the rows of an addition, and lets a row of the same id take the place of ours', () => {
    writeFileSync(
      join(overlay, 'assumptions.add.md'),
      table('| assume-stack | no-stack | we run Go |', '| ours | no-lanes | nightly is the gate |'),
    )
    expect(texts()).toHaveLength(3)
    expect(texts()).toEqual(expect.arrayContaining(['we run Go', 'nightly is the gate']))
    expect(loadKnowledge(references, overlay).rules.get('assumptions/ours')).toMatchObject({
      document: 'assumptions.add.md',
      line: 8,
    })
  })

  it('changes the hash', () => {
    const before = loadKnowledge(references).hash
    writeFileSync(join(overlay, 'assumptions.add.md'), table('| ours | no-stack | we run Go |'))
    expect(loadKnowledge(references, overlay).hash).not.toBe(before)
  })

  it('names its own file and line when a row of it is bad', () => {
    writeFileSync(join(overlay, 'assumptions.add.md'), table('| ours | never | x |'))
    expect(problems(references, overlay)).toEqual([
      expect.stringMatching(/^assumptions\.add\.md:7: when: /),
    ])
  })

  it('refuses a replacement that lacks a row which decisions point to', () => {
    writeFileSync(join(overlay, 'assumptions.md'), table('| ours | no-stack | we run Go |'))
    expect(problems(references, overlay)).toEqual([
      expect.stringMatching(/^assumptions\.md:\d+: no row has the id "words-together"/),
    ])
  })

  it('refuses a name that matches no reference', () => {
    writeFileSync(join(overlay, 'asumptions.md'), table())
    expect(problems(references, overlay)).toEqual([
      expect.stringMatching(
        /^asumptions\.md:1: no reference has this name; use one of .*assumptions\.md/,
      ),
    ])
  })

  it('refuses an addition that stands under no heading of its document', () => {
    writeFileSync(
      join(overlay, 'assumptions.add.md'),
      table('| ours | no-stack | x |').replace('## Assumptions', '## Elsewhere'),
    )
    expect(problems(references, overlay)).toEqual([
      expect.stringMatching(/no table of assumptions\.md stands under "Elsewhere"/),
    ])
  })
})
