/**
 * The fields of the dialog as a table: what each is called, how its values are written, and what a difference between
 * what the engine read and what the person left there means as a change.
 */
import { laneIds, layerIds } from '../engine/packet.ts'
import type { PacketKind, Question, Verdict, VerdictLabel } from '../engine/packet.ts'
import { change, constraintChanges, coverageChanges, replaced, without } from './dialog-changes.ts'
import type { Change, ReadAgainst } from './dialog-changes.ts'
import { displayable } from './escape.ts'
import { slugWords } from './labels.ts'
import { slackLimits } from './limits.ts'
import { shorten } from './split.ts'
import { laneWords, layerWords } from './words.ts'

/** What the dialog can offer in its lists; slugs of `references/`, in the order in which they are shown. */
export interface Vocabulary {
  readonly risks: readonly string[]
  readonly surfaces: readonly string[]
}

/** Values by field id; a field that is missing is empty. */
export type FieldValues = Readonly<Record<string, readonly string[]>>

interface Option {
  readonly value: string
  readonly label: string
}

export interface Field {
  readonly id: string
  readonly label: string
  readonly hint: string | null
  /** `commas` and `lines` are lists typed as text; `line` holds one value. */
  readonly shape: 'line' | 'commas' | 'lines' | 'choice' | 'choices'
  readonly options: readonly Option[]
  /** What the engine read for this field. */
  readonly read: (verdict: Verdict) => readonly string[]
  readonly changes: (
    before: readonly string[],
    after: readonly string[],
    against: ReadAgainst,
  ) => readonly Change[]
}

/** Everything that the dialog asks for this reading, the kind's own follow-ups and open questions included. */
export function fieldsFor(
  verdict: Verdict,
  kind: VerdictLabel | null,
  vocabulary: Vocabulary,
): {
  readonly questions: readonly Field[]
  readonly followUps: readonly Field[]
  readonly framing: readonly Field[]
} {
  return {
    questions: verdict.verdict === 'needs-framing' ? verdict.questions.flatMap(questionFields) : [],
    followUps: kind !== null && kind in followUps ? followUps[kind as PacketKind] : [],
    framing: [
      surface,
      risksField(verdict, vocabulary),
      dependencies,
      runtime,
      coverage,
      constraints,
      lanes,
    ],
  }
}

/** Field values as the text of an input, cut to what Slack lets an input hold. */
export function writeValues(field: Field, values: readonly string[]): string {
  return shorten(values.map(displayable).join(separators[field.shape]), slackLimits.inputText)
}

/** The text of an input as field values; the inverse of `writeValues` but for values that hold the separator. */
export function readValues(field: Field, text: string): readonly string[] {
  const pieces =
    field.shape === 'commas'
      ? text.split(/[,\n]/u)
      : field.shape === 'lines'
        ? text.split('\n')
        : [text]
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== '')
}

const separators = { line: ' ', commas: ', ', lines: '\n', choice: '', choices: '' }

const surface: Field = {
  id: 'surface',
  label: 'Surface or change',
  hint: null,
  shape: 'line',
  options: [],
  read: ({ framing }) =>
    framing.surfaces.length === 0 ? [] : [framing.surfaces.map((row) => row.words).join('; ')],
  changes: (before, after, { verdict }) =>
    after.length > 0
      ? replaced('surface', 'surface', before, after)
      : verdict.framing.surfaces.map((row) => change('surface', 'surface', 'remove', row.words)),
}

function risksField(verdict: Verdict, vocabulary: Vocabulary): Field {
  const slugs = [...new Set([...vocabulary.risks, ...readRisks(verdict)])]
  return {
    id: 'risks',
    label: 'Highest risks',
    hint: null,
    shape: 'choices',
    options: slugs
      .slice(0, slackLimits.selectOptions)
      .map((slug) => ({ value: slug, label: slugWords(slug) })),
    read: readRisks,
    changes: (before, after) => [
      ...without(after, before).map((risk) => change('risk', risk, 'add', slugWords(risk))),
      ...without(before, after).map((risk) => change('risk', risk, 'remove', null)),
    ],
  }
}

const readRisks = ({ framing }: Verdict): readonly string[] => [
  ...new Set(framing.risks.map((row) => row.risk)),
]

const dependencies: Field = {
  id: 'dependencies',
  label: 'Dependencies',
  hint: 'Separated by commas: Postgres, Kafka, Stripe',
  shape: 'commas',
  options: [],
  read: ({ framing }) => [...new Set(framing.dependencies.map((row) => row.name))],
  changes: (before, after, { verdict }) => [
    ...without(after, before).map((name) => change('dependency', name, 'add', null)),
    ...without(before, after).map((name) => {
      const row = verdict.framing.dependencies.find((one) => one.name === name)
      return change('dependency', row?.dependency ?? name, 'remove', null)
    }),
  ],
}

const runtime: Field = {
  id: 'runtime',
  label: 'Runtime',
  hint: 'Language, framework, test runner, CI; separated by commas',
  shape: 'commas',
  options: [],
  read: ({ framing }) => [...new Set(framing.runtime.map((row) => row.name))],
  changes: (before, after) => [
    ...without(after, before).map((name) => change('runtime', name.toLowerCase(), 'add', name)),
    ...without(before, after).map((name) => change('runtime', name.toLowerCase(), 'remove', name)),
  ],
}

const coverage: Field = {
  id: 'coverage',
  label: 'Existing coverage',
  hint: 'One a line',
  shape: 'lines',
  options: [],
  read: ({ framing }) => framing.coverage.map((row) => row.words),
  changes: coverageChanges,
}

const constraints: Field = {
  id: 'constraints',
  label: 'Constraints',
  hint: 'One a line: no Docker on the runners, PR under 10 minutes, no giant E2E suite',
  shape: 'lines',
  options: [],
  read: ({ framing }) => [
    ...new Set([...framing.constraints, ...framing.exclusions].map((row) => row.words)),
  ],
  changes: constraintChanges,
}

const lanes: Field = {
  id: 'lanes',
  label: 'Where the evidence must hold',
  hint: null,
  shape: 'choices',
  options: laneIds.map((lane) => ({ value: lane, label: laneWords[lane] })),
  read: ({ framing }) => [...new Set(framing.lanes.map((row) => row.lane))],
  changes: (before, after) => [
    ...without(after, before).map((lane) => change('lane', 'evidence', 'add', lane)),
    ...without(before, after).map((lane) => change('lane', 'evidence', 'remove', lane)),
  ],
}

/** What a kind asks on top; nothing of it is read from the request, so each starts empty. */
const followUps: Readonly<Record<PacketKind, readonly Field[]>> = {
  'coverage-plan': [
    {
      id: 'layers-out',
      label: 'Layers to leave out',
      hint: null,
      shape: 'choices',
      options: layerIds.map((layer) => ({ value: layer, label: layerWords[layer] })),
      read: () => [],
      changes: (_before, after) => after.map((layer) => change('layer', layer, 'set', 'out')),
    },
  ],
  'fixture-and-reset-plan': [
    {
      id: 'isolation',
      label: 'Isolation you can afford',
      hint: null,
      shape: 'choice',
      options: ['per test', 'per file', 'per suite', 'per environment'].map((value) => ({
        value,
        label: value,
      })),
      read: () => [],
      changes: (before, after) => replaced('control', 'isolation', before, after),
    },
  ],
  'contract-and-api-checks': [
    {
      id: 'consumers',
      label: 'Who consumes the interface',
      hint: null,
      shape: 'line',
      options: [],
      read: () => [],
      changes: (before, after) => replaced('runtime', 'consumer', before, after),
    },
  ],
  'flake-stabilization': [
    {
      id: 'signals',
      label: 'Debug signals you already keep',
      hint: null,
      shape: 'line',
      options: [],
      read: () => [],
      changes: (_before, after) => after.map((words) => change('control', 'debug', 'add', words)),
    },
  ],
  'execution-lane-split': [
    {
      id: 'budget',
      label: 'Time budget of the PR lane',
      hint: '10 min',
      shape: 'line',
      options: [],
      read: () => [],
      changes: (_before, after) =>
        after.map((time) => change('constraint', 'budget@pr', 'set', time, `PR within ${time}`)),
    },
  ],
}

/** A question is a list of choices and, for an answer that is not among them, a line of one's own; the line wins. */
function questionFields(question: Question, index: number): readonly Field[] {
  const answer = (to: string): Change => ({ ...question.answers, to, because: null })
  const choices = question.choices.slice(0, slackLimits.radioOptions)
  const own: Field = {
    id: `answer-words-${index}`,
    label: choices.length === 0 ? question.text : 'Or in your words',
    hint: null,
    shape: 'line',
    options: [],
    read: () => [],
    changes: (_before, after) => after.map(answer),
  }
  if (choices.length === 0) return [own]
  return [
    {
      id: `answer-${index}`,
      label: question.text,
      hint: null,
      shape: 'choice',
      options: choices.map((choice, at) => ({ value: String(at), label: choice.label })),
      read: () => [],
      changes: (_before, after) =>
        after.flatMap((at) => choices[Number(at)] ?? []).map((choice) => answer(choice.value)),
    },
    own,
  ]
}
