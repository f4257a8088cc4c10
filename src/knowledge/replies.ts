import { z } from 'zod'
import { commandNames, sentenceReadings } from '../engine/reply/knowledge.ts'
import type { Phrasebook, ReplyWords } from '../engine/reply/knowledge.ts'
import { namesIn } from '../engine/reply/frame-patterns.ts'
import { foundTags } from '../engine/reply/tags.ts'
import { slotNames, slotsOf } from '../engine/reply/templates.ts'
import {
  amendmentTopics,
  controlIds,
  laneIds,
  layerIds,
  strategies,
  verdictLabels,
} from '../engine/packet.ts'
import { filledList, maybe, tablesWith, words } from './cells.ts'
import type { Table } from './document.ts'
import { readRows } from './rows.ts'
import type { Problems } from './rows.ts'

const templates = z
  .string()
  .min(1, { message: 'is empty; give at least one template' })
  .transform((cell) =>
    cell
      .split(' / ')
      .map((each) => each.trim())
      .filter((each) => each !== ''),
  )

const Way = z
  .object({
    on: z.enum(amendmentTopics),
    op: z.enum(['set', 'add', 'remove', 'move']),
    target: words,
    to: maybe,
    ask: maybe,
    templates,
  })
  .check(({ value, issues }) => {
    const made = new Set([...slotsOf(value.target), ...slotsOf(value.to ?? '')])
    for (const template of value.templates) {
      const own = new Set(slotsOf(template))
      const missing = [...made].find((slot) => !own.has(slot) && !computed.has(slot))
      if (missing !== undefined)
        issues.push({
          code: 'custom',
          input: template,
          message: `"${template}" has no slot {${missing}}, which the change needs`,
        })
    }
  })
const FrameRow = z.object({
  on: z.enum(amendmentTopics),
  op: z.enum(['set', 'add', 'remove', 'move']),
  target: words,
  to: maybe,
  ask: maybe,
  frames: templates,
})

/** Slots that the reader works out from the other slots of a match. */
const computed = new Set([
  'risk',
  'level',
  'all',
  'before',
  'quoted-lane',
  'own-topic',
  'said-topic',
])

/** Who decides and until when are often said in one breath. */
const dueTail =
  '(,) (answer/decision/reply) (due) (by/until/before/on) ({due}) (the latest/at the latest)'

/** references/replies.md. */
export function readReplies(tables: readonly Table[], problems: Problems): ReplyWords {
  const book = <T extends string>(
    column: string,
    values: readonly [T, ...T[]] | null,
    cell = 'words',
  ): readonly Phrasebook<T>[] =>
    readRows(
      tablesWith(tables, column, cell).filter((each) => !each.columns.includes('force')),
      z.object({
        [column]: values === null ? words : z.enum(values),
        [cell]: filledList,
      }),
      (row) => `${String(row[column])}: ${String(row[cell])}`,
      problems,
    ).map(({ value, rule }) => ({
      rule: rule.id,
      value: value[column] as T,
      phrases: value[cell] as readonly string[],
    }))
  const ways = readRows(
    tablesWith(tables, 'templates'),
    Way,
    (row) => `${row.on} ${row.op}: ${row.templates.join(' / ')}`,
    problems,
  )
  const frames = readRows(
    tablesWith(tables, 'frames'),
    FrameRow,
    (row) => `${row.on} ${row.op}: ${row.frames.join(' / ')}`,
    problems,
  )
  const lastFrames = tablesWith(tables, 'frames').at(-1)?.line ?? 0
  const second = tablesWith(tables, 'templates').at(-1)?.line ?? 0
  const replies: ReplyWords = {
    classes: new Map(book<string>('class', null).map((each) => [each.value, each.phrases])),
    strategies: readRows(
      tablesWith(tables, 'force'),
      z.object({
        strategy: z.enum([...strategies, 'real']),
        force: z.enum(['word', 'tool']),
        for: maybe,
        words: filledList,
      }),
      (row) => `${row.strategy}: ${row.words.join(', ')}`,
      problems,
    ).map(({ value, rule }) => ({
      rule: rule.id,
      value: value.strategy,
      force: value.force,
      kind: value.for,
      phrases: value.words,
    })),
    lanes: book('lane', laneIds),
    layers: book('layer', layerIds),
    kinds: book('kind', verdictLabels),
    controls: book('control', controlIds),
    cues: book('control', controlIds, 'cues'),
    dependencies: readRows(
      tablesWith(tables, 'usual'),
      z.object({ dependency: words, usual: z.enum(['yes', 'no']), words: filledList }),
      (row) => `${row.dependency}: ${row.words.join(', ')}`,
      problems,
    ).map(({ value, rule }) => ({
      rule: rule.id,
      value: value.dependency,
      usual: value.usual === 'yes',
      phrases: value.words,
    })),
    nouns: book<string>('kind', null, 'nouns'),
    levels: book('level', layerIds),
    tools: book<string>('role', null),
    topics: book<string>('topic', null),
    risks: book<string>('risk', null),
    hints: new Map(
      readRows(
        tablesWith(tables, 'hinted', 'stands for'),
        z.object({ hinted: words, 'stands for': words }),
        (row) => `${row.hinted}: ${row['stands for']}`,
        problems,
      ).map(({ value }) => [value.hinted, value['stands for']] as const),
    ),
    sentences: book('reading', sentenceReadings, 'phrases'),
    commands: book('command', commandNames, 'phrases'),
    tags: book<string>('tag', null),
    frames: frames.map(({ value, rule }) => ({
      rule: rule.id,
      on: value.on,
      op: value.op,
      target: value.target,
      to: value.to,
      ask: value.ask,
      patterns: value.frames,
      first: rule.line < lastFrames,
    })),
    ways: ways.map(({ value, rule }) => ({
      rule: rule.id,
      on: value.on,
      op: value.op,
      target: value.target,
      to: value.to,
      ask: value.ask,
      templates: value.target.endsWith('.owner')
        ? value.templates.map((each) => `${each.replace(/ \$$/, '')} ${dueTail}`)
        : value.templates,
      first: rule.line < second,
    })),
  }
  const tags = new Set([
    ...foundTags,
    ...replies.tags.map((each) => each.value),
    ...[...replies.classes.keys()].map((name) => `class-${name}`),
  ])
  for (const { value, rule } of frames)
    for (const name of namesIn(value.frames))
      if (!tags.has(name))
        problems.add({
          document: rule.document,
          line: rule.line,
          message: `no frame word or word class is called "${name}"; give it a row under *Frame words*`,
        })
  const known = slotNames(replies)
  for (const { value, rule } of ways)
    for (const slot of value.templates.flatMap((template) => slotsOf(template)))
      if (!known.has(slot))
        problems.add({
          document: rule.document,
          line: rule.line,
          message: `no slot or word class is called {${slot}}; use ${[...known].join(', ')}`,
        })
  return replies
}
