/** A second reading: uncorrected fields follow it, corrected ones keep what stands in them. */
import type { ModalView } from '@slack/types'
import type { FramingRules } from '../../engine/house-rules.ts'
import type { Amendment } from '../../engine/packet.ts'
import type { Flows } from '../../flows/flows.ts'
import { channelBlock, kindBlock, renderDialog, requestBlock } from '../../render/dialog.ts'
import type { FieldValues, Vocabulary } from '../../render/dialog-fields.ts'
import { correctedFields, kindRead, valuesNow, valuesRead } from './corrections.ts'
import { houseRulesNotice } from './house-rules.ts'
import { writeMetadata } from './metadata.ts'
import type { Metadata } from './metadata.ts'
import { lengthNotice, redactionNotice } from './notices.ts'
import type { DialogState } from './state.ts'

/** What the dialog was filled in from: the whole text, and corrections of an earlier dialog. */
export interface Basis {
  readonly text: string
  readonly carried: readonly Amendment[]
}

export function readAgainView(
  { flows, vocabulary }: { readonly flows: Flows; readonly vocabulary: Vocabulary },
  dialog: {
    readonly state: DialogState
    readonly basis: Basis
    /** The request as it is typed now. */
    readonly text: string
    /** With the rules of the reading that was shown. */
    readonly metadata: Metadata
    /** The rules as they are now. */
    readonly rules: FramingRules
  },
): ModalView {
  const { state, basis, metadata, rules } = dialog
  const { verdict: before, text: beforeText } = flows.preview(
    basis.text,
    basis.carried,
    metadata.rules,
  )
  const read = flows.preview(dialog.text, basis.carried, rules)
  const { verdict, text, redacted } = read
  const kindIsCorrected = state.kind !== kindRead(beforeText, before)
  const kind = kindIsCorrected && state.kind !== null ? state.kind : kindRead(text, verdict)
  const corrected = correctedFields(state, before, vocabulary)
  const forgets = (id: string): boolean => {
    if (id === requestBlock) return redacted.length > 0
    if (id === kindBlock) return !kindIsCorrected
    return id !== channelBlock && !corrected.has(id)
  }
  return renderDialog({
    requestText: text,
    verdict,
    vocabulary,
    values: {
      ...valuesRead(verdict, kind, vocabulary),
      ...only(valuesNow(state, before, kind, vocabulary), corrected),
    },
    kind,
    generations: raised(state.generations, forgets),
    channelId: metadata.channelId,
    isInThread: metadata.threadTs !== null,
    notices: [...redactionNotice(redacted), ...lengthNotice(text), ...houseRulesNotice(read)],
    draft: null,
    privateMetadata: writeMetadata({ ...metadata, rules }),
  })
}

/** New generations for the fields that must forget what stands in them. */
export function raised(
  generations: Readonly<Record<string, number>>,
  forgets: (id: string) => boolean,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(generations).map(([id, number]) => [id, forgets(id) ? number + 1 : number]),
  )
}

function only(values: FieldValues, ids: ReadonlySet<string>): FieldValues {
  return Object.fromEntries(Object.entries(values).filter(([id]) => ids.has(id)))
}
