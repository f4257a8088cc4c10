import { describe, expect, it } from 'vitest'
import { blockOf, languageOf, stackCell, stackFor } from '../../src/engine/stacks.ts'
import { readTables } from '../../src/knowledge/document.ts'
import type { KnowledgeProblem } from '../../src/knowledge/knowledge-error.ts'
import { readStacks } from '../../src/knowledge/stacks.ts'
import { decisionKnowledge, tablesOf } from '../engine/decision-knowledge.ts'

const { stacks } = decisionKnowledge
const needs = [
  'unit-runner',
  'test-client',
  'db-integration',
  'factories',
  'reset',
  'reset-commit',
  'auth-helper',
  'auth-guard',
  'http-stub',
  'queue-jobs',
  'time',
  'contract',
  'fuzz',
  'parallel',
  'worker-id',
  'db-unit',
  'order-flake',
  'repeat',
  'migration-check',
  'migration-version',
  'savepoint',
  'pitfalls',
  'wait',
  'assigned',
  'barrier',
  'egress',
  'query-budget',
  'mutation',
  'tags',
  'slowest',
]
/** Asked for a suite that is split; a stack without one runs its usual command. */
const splitCommands = ['pr-sharded', 'affected']
/** Asked for a flake whose suspect is not the order; a stack without one takes its `order-flake`. */
const replays = ['seed-flake']
/** Asked for a suite whose workers must not meet; a stack without one runs its usual command. */
const workerCommands = ['pr-parallel', 'compare']
const commands = ['local-fast', 'pr', 'nightly']
const named = stacks.blocks.filter((each) => each.slug !== 'generic').map((each) => each.slug)

describe('references/stacks.md', () => {
  it('has no problem', () => {
    expect(decisionKnowledge.problems).toEqual([])
  })

  it('has the blocks of the method', () => {
    const wanted =
      'express nestjs fastify nextjs koa hono trpc fastapi django flask spring-boot quarkus micronaut ktor play aspnet rails sinatra laravel symfony go grpc-go axum phoenix lambda'
    expect(named).toEqual(expect.arrayContaining(wanted.split(' ')))
  })

  it.each(named)('answers every need for %s', (stack) => {
    for (const need of needs) expect(stackCell(stacks, stack, need)?.use).toMatch(/\S/)
  })

  it.each(named)('has one plain command a lane for %s', (stack) => {
    for (const need of commands) expect(stackCell(stacks, stack, need)?.use).toMatch(/^`[^`]+`$/)
  })

  it('names no command and no tool of one language where the stack is not stated', () => {
    for (const need of commands) expect(stackCell(stacks, null, need)).toBeNull()
    for (const need of needs)
      expect(stackCell(stacks, null, need)?.use).not.toMatch(
        /pytest|vitest|jest|junit|rspec|go test/i,
      )
  })

  it('runs one numbered shard wherever a stack is split, and no shard elsewhere', () => {
    const cells = [...stacks.cells.values()]
    const sharded = cells.filter(({ need }) => need === 'pr-sharded').map(({ use }) => use)
    expect(cells.filter(({ use }) => use.includes('{shards}')).map(({ use }) => use)).toEqual(
      sharded,
    )
    for (const use of sharded) expect(use).toMatch(/1\/\{|== 1|(?:group|PARTITION)[ =]1|-I 1,/)
  })

  it.each(['spring-boot', 'ktor', 'micronaut', 'play', 'clojure', 'aspnet', 'symfony', 'phoenix'])(
    'splits %s by a command of its own tool',
    (stack) => {
      const [usual, sharded] = ['pr', 'pr-sharded'].map(
        (need) => stackCell(stacks, stack, need)?.use,
      )
      const tool = /mvnw|gradlew|sbt|kaocha|dotnet|phpunit|mix/.exec(sharded ?? '')?.[0]
      expect(`${usual} ${stackCell(stacks, stack, 'local-fast')?.use}`).toContain(tool)
    },
  )

  it('prints cells as parts of a sentence', () => {
    for (const cell of stacks.cells.values()) {
      expect(cell.use).not.toMatch(/\.$/)
      expect(cell.use).not.toMatch(/as express|as go\b/i)
    }
  })

  it('has only needs that somebody asks for', () => {
    const unknown = [...stacks.cells.values()].filter(
      (each) =>
        ![...needs, ...commands, ...splitCommands, ...replays, ...workerCommands].includes(
          each.need,
        ),
    )
    expect(unknown).toEqual([])
  })

  it('knows every stack that references/runtimes.md names', () => {
    const slugs = new Set(
      tablesOf('runtimes.md')
        .flatMap((table) => table.rows)
        .flatMap((row) => row.cells['stack'] ?? [])
        .filter((slug) => slug !== ''),
    )
    for (const slug of slugs)
      expect([slug, blockOf(stacks, slug)?.slug]).not.toEqual([slug, 'generic'])
  })
})

describe('the stack of a request', () => {
  const runtime = (...names: readonly string[]) => names.map((each) => ({ runtime: each }))

  it.each([
    ['fastapi', ['python'], 'python'],
    ['fastapi', ['python', 'fastapi'], 'fastapi'],
    ['spring-boot', ['java'], 'java'],
    ['spring-boot', ['java', 'spring security'], 'spring-boot'],
    ['express', ['typescript'], 'node'],
    ['go', ['go'], 'go'],
    [null, [], null],
  ])('%s with runtime %j is %s', (stack, names, expected) => {
    expect(stackFor(stacks, { stack, runtime: runtime(...names) })).toBe(expected)
  })

  it('takes what a block lacks from the block it falls back to', () => {
    expect(stackCell(stacks, 'grpc-go', 'repeat')?.stack).toBe('go')
    expect(stackCell(stacks, 'hono', 'factories')?.stack).toBe('express')
    expect(stackCell(stacks, 'clojure', 'mutation')?.stack).toBe('java')
  })

  it('reads other slugs of a block', () => {
    expect(languageOf(stacks, 'koa-hono-trpc')).toBe('node')
    expect(languageOf(stacks, 'never heard of')).toBe('any')
  })
})

describe('a broken document', () => {
  const problemsOf = (markdown: string): readonly string[] => {
    const found: KnowledgeProblem[] = []
    readStacks(readTables('stacks.md', markdown), { add: (problem) => found.push(problem) })
    return found.map((each) => `${each.line}: ${each.message}`)
  }
  const index = '| id | stack | language | falls back to | also |\n|---|---|---|---|---|\n'

  it('names a block that falls back to none', () => {
    expect(problemsOf(`${index}| koa | Koa | node | express | |\n`)).toEqual([
      '3: "koa" falls back to "express", which is no block; use one of koa',
    ])
  })

  it('names a heading without a block', () => {
    const table =
      '\n### Koa\n\n| id | need | use | notes |\n|---|---|---|---|\n| koa-time | time | clock | |\n'
    expect(problemsOf(`${index}| koa | Koa | node | | |\n${table}`)).toEqual([
      '9: the heading "Koa" names no block of the index; write its slug in backquotes',
    ])
  })

  it('names an empty cell', () => {
    const table =
      '\n### `koa`\n\n| id | need | use | notes |\n|---|---|---|---|\n| koa-time | time | | |\n'
    expect(problemsOf(`${index}| koa | Koa | node | | |\n${table}`)).toEqual([
      '9: use: is empty; say it in words (row "koa-time")',
    ])
  })
})
