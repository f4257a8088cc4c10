import { z } from 'zod'
import type { StackCell, StackKnowledge } from '../engine/stacks.ts'
import { list, maybe, tablesWith, words } from './cells.ts'
import type { Table } from './document.ts'
import type { Problems } from './rows.ts'
import { readRows } from './rows.ts'

const Block = z.object({
  id: z.string(),
  stack: words,
  language: words,
  'falls back to': maybe,
  also: list,
})
const Runner = z.object({ runner: words, block: words, languages: list })
const Cell = z.object({ id: z.string(), need: words, use: words })

/** references/stacks.md: the index of blocks, and in each block one row a need. */
export function readStacks(tables: readonly Table[], problems: Problems): StackKnowledge {
  const blocks = readRows(
    tablesWith(tables, 'stack', 'language', 'falls back to'),
    Block,
    (row) => `${row.stack}${row['falls back to'] ? `, else ${row['falls back to']}` : ''}`,
    problems,
  ).map(({ value, rule }) => ({
    rule: rule.id,
    slug: value.id,
    name: value.stack,
    language: value.language,
    fallsBackTo: value['falls back to'],
    also: value.also,
  }))
  const slugs = new Set(blocks.map((each) => each.slug))
  for (const block of blocks)
    if (block.fallsBackTo !== null && !slugs.has(block.fallsBackTo))
      problems.add({
        document: 'stacks.md',
        line: lineOf(tables, block.slug),
        message: `"${block.slug}" falls back to "${block.fallsBackTo}", which is no block; use one of ${[...slugs].join(', ')}`,
      })
  const runners = readRows(
    tablesWith(tables, 'runner', 'block'),
    Runner,
    (row) => `${row.runner}: ${row.block}`,
    problems,
  ).map(({ value }) => value)
  const cells = new Map<string, StackCell>()
  for (const { value, rule } of readRows(
    tablesWith(tables, 'need', 'use'),
    Cell,
    (row) => `${row.need}: ${row.use}`,
    problems,
  )) {
    const stack = /`([a-z-]+)`/.exec(rule.section)?.[1] ?? ''
    if (!slugs.has(stack)) {
      problems.add({
        document: 'stacks.md',
        line: rule.line,
        message: `the heading "${rule.section}" names no block of the index; write its slug in backquotes`,
      })
      continue
    }
    cells.set(`${stack}/${value.need}`, {
      rule: rule.id,
      stack,
      need: value.need,
      use: value.use,
    })
  }
  const names = blocks.flatMap((block) =>
    [block.slug, ...block.also].map((name) => [name, block] as const),
  )
  return { blocks, byName: new Map(names.toReversed()), runners, cells }
}

const lineOf = (tables: readonly Table[], id: string): number =>
  tables.flatMap((each) => each.rows).find((row) => row.cells['id'] === id)?.line ?? 1
