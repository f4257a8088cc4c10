/**
 * What is asked when no concrete backend behaviour can be told yet, and the slice that stands until somebody answers.
 * Knowledge: references/framing-questions.md.
 */
import type { PacketContext } from './context.ts'
import { countChanges } from './decisions.ts'
import { packetKinds } from './packet.ts'
import type {
  Amendment,
  Classification,
  Evidence,
  Framing,
  LayerDecision,
  LayerId,
  NeedsFraming,
  Packet,
  PacketKind,
  Question,
  RuleId,
} from './packet.ts'
import { wordsOf } from './request-words.ts'
import type { Cue } from './request-words.ts'
import { isUnframed } from './layers/unframed.ts'
import { quoteOf } from './route-out/quote.ts'

export interface FramingQuestionKnowledge {
  readonly questions: readonly {
    readonly rule: RuleId
    readonly id: string
    readonly answers: Question['answers']
    /** The question is left out once the request or the thread has answered it. */
    readonly leftOutWhen: keyof typeof answered
    readonly text: string
  }[]
  /** How a question is put where the request has one of the cues; `{quote}` is that word. */
  readonly wordings: readonly {
    readonly question: string
    readonly cues: readonly Cue[]
    readonly text: string
  }[]
  readonly choices: readonly {
    readonly question: string
    readonly value: string
    readonly label: string
    /** Why the slice must not be started with this answer; null: it may. */
    readonly stop: string | null
  }[]
  /** What a layer of an unframed slice protects. */
  readonly layers: readonly {
    readonly rule: RuleId
    readonly layer: LayerId
    readonly protects: string
  }[]
  readonly slices: readonly {
    readonly rule: RuleId
    readonly cues: readonly Cue[]
    readonly kind: PacketKind
    readonly text: string
  }[]
}

const mostQuestions = 3

/** What a request can have answered already. */
export const answered = {
  // Which suite it is says nothing about what it should protect.
  surface: (framing: Framing) =>
    framing.surfaces.some((each) => each.stated && each.surface !== 'suite'),
  risk: (framing: Framing) => framing.risks.some((each) => each.stated),
  runtime: (framing: Framing) => framing.stack !== null,
  dependency: (framing: Framing) =>
    framing.dependencies.some(
      (each) => each.stated && ['relational', 'document'].includes(each.kind),
    ),
  constraint: (framing: Framing) => framing.constraints.length > 0,
  kind: (_: Framing, context: PacketContext) =>
    context.amendments.some((each) => each.on === 'packet-kind'),
} as const satisfies Record<string, (framing: Framing, context: PacketContext) => boolean>

/** The packet that the request would become with these further amendments. */
export type PlanWith = (kind: PacketKind, amendments: readonly Amendment[]) => Packet

/**
 * The questions whose answers change the most decisions come first: each choice is planned with, and a question counts
 * the mean number of decisions its choices change against the packet without an answer.
 */
export function needsFraming(
  context: PacketContext,
  classification: Classification,
  planWith: PlanWith,
  knowledge: FramingQuestionKnowledge,
): Pick<NeedsFraming, 'questions' | 'provisional'> {
  const slice = sliceOf(context, classification, knowledge)
  const unanswered = planWith(slice.kind, [])
  const questions = knowledge.questions
    .filter((row) => !answered[row.leftOutWhen](context.framing, context))
    .map((row) => questionOf(context, row, slice.kind, knowledge))
    .map((question) => ({
      question,
      changes: changesOf(question, slice.kind, unanswered, planWith),
    }))
    .toSorted((one, other) => other.changes - one.changes)
    .slice(0, mostQuestions)
    .map(({ question }) => question)
  return {
    questions,
    provisional: {
      kind: slice.kind,
      text: slice.text,
      layers:
        slice.kind === 'coverage-plan' && isUnframed(context.framing)
          ? unanswered.layers.map((each) => provisionalLayer(each, knowledge))
          : unanswered.layers,
    },
  }
}

/** In scope, a layer protects what any slice of the kind owes; what is out stays out. */
function provisionalLayer(
  layer: LayerDecision,
  knowledge: FramingQuestionKnowledge,
): LayerDecision {
  const row = knowledge.layers.find((each) => each.layer === layer.layer)
  return row && layer.inScope
    ? {
        ...layer,
        protects: row.protects,
        evidence: [{ from: 'reference', rule: row.rule }],
      }
    : layer
}

function questionOf(
  context: PacketContext,
  row: FramingQuestionKnowledge['questions'][number],
  provisional: PacketKind,
  knowledge: FramingQuestionKnowledge,
): Question {
  // The provisional kind stays among the choices: answering with it settles the question too.
  const choices = knowledge.choices
    .filter((each) => each.question === row.id)
    .toSorted(
      (one, other) => Number(other.value === provisional) - Number(one.value === provisional),
    )
    .map(({ value, label, stop }) => (stop === null ? { value, label } : { value, label, stop }))
  return {
    id: row.id,
    text: wordingOf(context, row, knowledge),
    answers: row.answers,
    choices,
    evidence: [{ from: 'reference', rule: row.rule }],
  }
}

function wordingOf(
  context: PacketContext,
  row: FramingQuestionKnowledge['questions'][number],
  knowledge: FramingQuestionKnowledge,
): string {
  const own = knowledge.wordings.find((each) => each.question === row.id)
  const span = own ? wordsOf(context).findAny(own.cues) : null
  return own && span
    ? own.text.replace('{quote}', () => context.reading.text.slice(span.start, span.end))
    : row.text
}

function changesOf(
  question: Question,
  kind: PacketKind,
  unanswered: Packet,
  planWith: PlanWith,
): number {
  if (question.choices.length === 0) return 0
  const total = question.choices.reduce((sum, choice) => {
    const answer: Amendment = {
      id: `answer ${choice.value}`,
      ...question.answers,
      to: choice.value,
      because: null,
      by: '',
    }
    const chosen =
      question.answers.on === 'packet-kind'
        ? (packetKinds.find((each) => each === choice.value) ?? kind)
        : kind
    return sum + countChanges(unanswered, planWith(chosen, [answer]))
  }, 0)
  return total / question.choices.length
}

interface Slice {
  readonly kind: PacketKind
  readonly text: string
  readonly evidence: readonly Evidence[]
}

/** The smallest slice that can be seen: what the framing chose, else the first fallback whose cues are in the request. */
function sliceOf(
  context: PacketContext,
  classification: Classification,
  knowledge: FramingQuestionKnowledge,
): Slice {
  const words = wordsOf(context)
  const fallback = knowledge.slices.find(
    (row) => row.cues.length === 0 || words.findAny(row.cues) !== null,
  )
  const span = words.findAny(fallback?.cues ?? [])
  const rule = fallback?.rule ?? 'framing-questions/slice-default'
  const seen = packetKinds.find((each) => each === classification.secondary)
  return {
    kind: seen ?? (span ? fallback?.kind : undefined) ?? 'coverage-plan',
    text: context.framing.slice?.text ?? fallback?.text ?? '',
    evidence: span ? [quoteOf(context, span, rule)] : [{ from: 'reference', rule }],
  }
}
