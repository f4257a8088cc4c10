/** Corrections are differences: what the person left in the dialog against what the engine read. */
import type { Amendment, Verdict, VerdictLabel } from '../../engine/packet.ts'
import { fieldsFor, readValues, writeValues } from '../../render/dialog-fields.ts'
import type { Change, ReadAgainst } from '../../render/dialog-changes.ts'
import type { Field, FieldValues, Vocabulary } from '../../render/dialog-fields.ts'
import type { DialogState } from './state.ts'

/** The kind that the dialog shows for a reading; an empty request has none. */
export function kindRead(text: string, verdict: Verdict): VerdictLabel | null {
  return text.trim() === '' ? null : verdict.classification.primary
}

export function valuesRead(
  verdict: Verdict,
  kind: VerdictLabel | null,
  vocabulary: Vocabulary,
): FieldValues {
  return Object.fromEntries(
    everyField(verdict, kind, vocabulary).map((field) => [field.id, field.read(verdict)]),
  )
}

/** Typed changes with ids that are stable for the dialog; empty when nothing was corrected. */
export function correctionsIn(
  state: DialogState,
  read: { readonly text: string } & ReadAgainst,
  vocabulary: Vocabulary,
  by: string,
  firstNumber: number,
): readonly Amendment[] {
  const wasKind = kindRead(read.text, read.verdict)
  const kindChanges: readonly Change[] =
    state.kind === null || state.kind === wasKind
      ? []
      : [{ on: 'packet-kind', target: 'primary', op: 'set', to: state.kind, because: null }]
  const fieldChanges = everyField(read.verdict, state.kind, vocabulary).flatMap((field) =>
    field.changes(before(field, read.verdict), after(field, read.verdict, state), read),
  )
  return [...kindChanges, ...fieldChanges].map((change, index) => ({
    ...change,
    id: `dialog-${firstNumber + index}`,
    by,
  }))
}

/** Ids of the fields in which the person changed something; the others follow a new reading. */
export function correctedFields(
  state: DialogState,
  verdict: Verdict,
  vocabulary: Vocabulary,
): ReadonlySet<string> {
  return new Set(
    everyField(verdict, state.kind, vocabulary)
      .filter(
        (field) => before(field, verdict).join('\n') !== after(field, verdict, state).join('\n'),
      )
      .map((field) => field.id),
  )
}

/** The field values as they stand now. */
export function valuesNow(
  state: DialogState,
  verdict: Verdict,
  kind: VerdictLabel | null,
  vocabulary: Vocabulary,
): FieldValues {
  return Object.fromEntries(
    everyField(verdict, kind, vocabulary).map((field) => [field.id, after(field, verdict, state)]),
  )
}

function everyField(
  verdict: Verdict,
  kind: VerdictLabel | null,
  vocabulary: Vocabulary,
): readonly Field[] {
  const { questions, followUps, framing } = fieldsFor(verdict, kind, vocabulary)
  return [...questions, ...followUps, ...framing]
}

/** As the dialog showed it, so that what an input cannot hold is not taken for a correction. */
function before(field: Field, verdict: Verdict): readonly string[] {
  const values = field.read(verdict)
  return isList(field) ? values : readValues(field, writeValues(field, values))
}

function after(field: Field, verdict: Verdict, state: DialogState): readonly string[] {
  const content = state.fields[field.id]
  if (content === undefined) return before(field, verdict)
  return typeof content === 'string' ? readValues(field, content) : content
}

function isList(field: Field): boolean {
  return field.shape === 'choice' || field.shape === 'choices'
}
