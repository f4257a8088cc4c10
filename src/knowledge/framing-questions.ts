import { z } from 'zod'
import { answered } from '../engine/needs-framing.ts'
import type { FramingQuestionKnowledge } from '../engine/needs-framing.ts'
import { LayerId, PacketKind, amendmentTopics } from '../engine/packet.ts'
import { cues, maybe, words } from './cells.ts'
import type { Table } from './document.ts'
import { readRows } from './rows.ts'
import type { Problems } from './rows.ts'

const answeredIds = Object.keys(answered) as (keyof typeof answered)[]

const QuestionRow = z.object({
  id: words,
  on: z.enum(amendmentTopics),
  target: words,
  op: z.enum(['set', 'add']),
  'left out when': z.enum(answeredIds),
  question: words,
})
const ChoiceRow = z.object({ question: words, value: words, label: words, stop: maybe })
const WordingRow = z.object({ question: words, cues, text: words })
const LayerRow = z.object({ layer: LayerId, protects: words })
const SliceRow = z.object({ cues, kind: PacketKind, slice: words })

/** references/framing-questions.md. */
export function readFramingQuestions(
  tables: readonly Table[],
  problems: Problems,
): FramingQuestionKnowledge {
  const under = (section: string): readonly Table[] =>
    tables.filter((table) => table.section === section)
  const questions = readRows(under('Questions'), QuestionRow, (row) => row.question, problems)
  const choices = readRows(
    under('Choices'),
    ChoiceRow,
    (row) => `${row.question}: ${row.label}`,
    problems,
  )
  const wordings = readRows(
    under("In the request's words"),
    WordingRow,
    (row) => `${row.question}: ${row.text}`,
    problems,
  )
  for (const { value, rule } of [...choices, ...wordings])
    if (!questions.some((each) => each.value.id === value.question))
      problems.add({
        document: rule.document,
        line: rule.line,
        message: `no question has the id "${value.question}"; use one of ${questions.map((each) => each.value.id).join(', ')}`,
      })
  return {
    questions: questions.map(({ value, rule }) => ({
      rule: rule.id,
      id: value.id,
      answers: { on: value.on, target: value.target, op: value.op },
      leftOutWhen: value['left out when'],
      text: value.question,
    })),
    choices: choices.map(({ value }) => value),
    wordings: wordings.map(({ value }) => value),
    layers: readRows(
      under('Provisional layers'),
      LayerRow,
      (row) => `${row.layer}: ${row.protects}`,
      problems,
    ).map(({ value, rule }) => ({ rule: rule.id, ...value })),
    slices: readRows(under('Fallback slices'), SliceRow, (row) => row.slice, problems).map(
      ({ value, rule }) => ({
        rule: rule.id,
        cues: value.cues,
        kind: value.kind,
        text: value.slice,
      }),
    ),
  }
}
