/** The dialog's life: opened from somewhere, read again, continued from a draft, kept when closed, posted. */
import type { WebClient } from '@slack/web-api'
import type { ModalView } from '@slack/types'
import { noHouseRules } from '../../engine/house-rules.ts'
import type { Amendment } from '../../engine/packet.ts'
import type { Actor, Flows } from '../../flows/flows.ts'
import { isLong, renderDialog, shownRequest } from '../../render/dialog.ts'
import type { Vocabulary } from '../../render/dialog-fields.ts'
import type { Draft } from '../../store/port.ts'
import { correctionsIn, kindRead, valuesNow, valuesRead } from './corrections.ts'
import { houseRulesNotice, keptRuntime } from './house-rules.ts'
import { carriedNotice, lengthNotice, redactionNotice } from './notices.ts'
import { readMetadata, writeMetadata } from './metadata.ts'
import type { Metadata } from './metadata.ts'
import { raised, readAgainView } from './read-again.ts'
import type { Basis } from './read-again.ts'
import { openView, updateView } from './show-view.ts'
import { readDialog } from './state.ts'
import type { DialogState } from './state.ts'

export interface DialogParts {
  readonly flows: Flows
  readonly client: WebClient
  readonly vocabulary: Vocabulary
}

/** Where a dialog was asked for. */
export interface Opening {
  readonly actor: Actor
  readonly triggerId: string
  readonly text: string
  readonly source: Metadata['source']
  readonly channelId: string | null
  readonly threadTs: string | null
}

/** The part of a view that Slack sends with an interaction. */
export interface OpenView {
  readonly id: string
  readonly private_metadata: string
}

/** Everything that the dialog stands for now: ready to be posted or kept. */
interface Filled {
  readonly text: string
  readonly amendments: readonly Amendment[]
  readonly metadata: Metadata
  readonly state: DialogState
}

export interface Dialogs {
  /** `too-late`: Slack's three seconds were over; the words are kept as a draft. */
  open(opening: Opening): Promise<'opened' | 'too-late'>
  /** Opens the draft of this person, or an empty dialog when there is none. */
  openDraft(opening: Omit<Opening, 'text'>): Promise<'opened' | 'too-late'>
  /** Reads the request again as it is typed now; corrected fields keep what stands in them. */
  readAgain(actor: Actor, view: OpenView): Promise<void>
  /** Shows the follow-up fields of the kind that was chosen. */
  chooseKind(actor: Actor, view: OpenView): Promise<void>
  continueDraft(actor: Actor, view: OpenView): Promise<void>
  discardDraft(actor: Actor, view: OpenView): Promise<void>
  keep(actor: Actor, view: OpenView): Promise<void>
  /** Null when the draft that holds part of it has been replaced elsewhere. */
  filled(actor: Actor, view: OpenView): Promise<Filled | null>
}

export function createDialogs({ flows, client, vocabulary }: DialogParts): Dialogs {
  /** A dialog that shows a reading and no corrections of its own. */
  const freshDialog = (
    text: string,
    carried: readonly Amendment[],
    metadata: Metadata,
    notices: readonly string[],
    draft: string | null,
    generations: Readonly<Record<string, number>> = {},
  ): ModalView => {
    const read = flows.preview(text, carried, metadata.rules)
    const { verdict, text: safeText, redacted } = read
    const kind = kindRead(safeText, verdict)
    return renderDialog({
      requestText: safeText,
      verdict,
      vocabulary,
      values: valuesRead(verdict, kind, vocabulary),
      kind,
      generations,
      channelId: metadata.channelId,
      isInThread: metadata.threadTs !== null,
      notices: [
        ...notices,
        ...redactionNotice(redacted),
        ...lengthNotice(safeText),
        ...houseRulesNotice(read),
      ],
      draft,
      privateMetadata: writeMetadata(metadata),
    })
  }

  /** The draft that now holds this text, for a dialog that cannot hold it itself. */
  const keepWhole = async (draft: Omit<Draft, 'savedAt'>): Promise<number | null> => {
    await flows.keepDraft(draft)
    return (await flows.findDraft(draft))?.savedAt ?? null
  }

  const open = async (opening: Opening): Promise<'opened' | 'too-late'> => {
    const { actor, text, source, channelId, threadTs } = opening
    const draft = { ...actor, requestText: text, amendments: [], channelId, threadTs, source }
    const earlier = await flows.findDraft(actor)
    const draftOf = isLong(text) ? await keepWhole(draft) : null
    const isOffered =
      earlier !== null && draftOf === null && earlier.requestText.trim() !== text.trim()
    const outcome = await openView(
      client,
      opening.triggerId,
      freshDialog(
        text,
        [],
        { channelId, threadTs, source, draftOf, rules: await flows.readHouseRules(actor.teamId) },
        [],
        isOffered ? earlier.requestText : null,
      ),
    )
    if (outcome === 'too-late' && draftOf === null) await flows.keepDraft(draft)
    return outcome
  }

  const draftDialog = async (
    draft: Draft,
    generations: Readonly<Record<string, number>>,
  ): Promise<ModalView> => {
    const needsDraft = isLong(draft.requestText) || draft.amendments.length > 0
    return freshDialog(
      draft.requestText,
      draft.amendments,
      {
        channelId: draft.channelId,
        threadTs: draft.threadTs,
        source: draft.source,
        draftOf: needsDraft ? draft.savedAt : null,
        rules: await flows.readHouseRules(draft.teamId),
      },
      ['This is your draft.', ...carriedNotice(draft.amendments)],
      null,
      generations,
    )
  }

  const openDraft: Dialogs['openDraft'] = async (opening) => {
    const draft = await flows.findDraft(opening.actor)
    if (draft === null) return open({ ...opening, text: '' })
    return openView(client, opening.triggerId, await draftDialog(draft, {}))
  }

  const readLine = (line: string) => flows.preview(line, [], noHouseRules).verdict.framing

  /** What was read when the view was made: the whole text and the corrections that came with it. */
  const basisOf = async (
    actor: Actor,
    state: DialogState,
    { draftOf }: Metadata,
  ): Promise<Basis | null> => {
    if (draftOf === null) return { text: state.shownText, carried: [] }
    const draft = await flows.findDraft(actor)
    if (draft === null || draft.savedAt !== draftOf) return null
    return { text: draft.requestText, carried: draft.amendments }
  }

  const fill = (actor: Actor, state: DialogState, metadata: Metadata, basis: Basis): Filled => {
    const { verdict } = flows.preview(basis.text, basis.carried, metadata.rules)
    const corrections = correctionsIn(
      state,
      { text: basis.text, verdict, readLine },
      vocabulary,
      actor.userId,
      basis.carried.length + 1,
    )
    return {
      text: isUntouched(state, basis.text) ? basis.text : state.text,
      amendments: [...basis.carried, ...keptRuntime(verdict, corrections), ...corrections],
      metadata,
      state,
    }
  }

  const filled: Dialogs['filled'] = async (actor, view) => {
    const state = readDialog(view)
    const metadata = readMetadata(view.private_metadata)
    const basis = await basisOf(actor, state, metadata)
    return basis === null ? null : fill(actor, state, metadata, basis)
  }

  const keep: Dialogs['keep'] = async (actor, view) => {
    const now = await filled(actor, view)
    if (now === null) return
    const { text, amendments, metadata, state } = now
    // A message that somebody else wrote is not this person's draft until they change something.
    const isOwn =
      metadata.source !== 'message-shortcut' ||
      amendments.length > 0 ||
      state.text !== state.shownText
    if (!isOwn) {
      if (metadata.draftOf !== null) await flows.discardDraft(actor)
      return
    }
    await flows.keepDraft({
      ...actor,
      requestText: text,
      amendments,
      channelId: state.channelId ?? metadata.channelId,
      threadTs: metadata.threadTs,
      source: metadata.source,
    })
  }

  /**
   * Slack may end a dialog without saying what stood in it, so each interaction keeps it. Another draft is not
   * replaced by that: it may be the one that this dialog offers.
   */
  const keepMeanwhile = async (actor: Actor, view: OpenView): Promise<void> => {
    const { text, shownText } = readDialog(view)
    const { draftOf } = readMetadata(view.private_metadata)
    const earlier = await flows.findDraft(actor)
    const isOwn = earlier === null || [text, shownText].includes(earlier.requestText)
    if (draftOf === null && isOwn) await keep(actor, view)
  }

  return {
    open,
    openDraft,
    filled,
    keep,

    async readAgain(actor, view) {
      await keepMeanwhile(actor, view)
      const state = readDialog(view)
      const metadata = readMetadata(view.private_metadata)
      const basis = (await basisOf(actor, state, metadata)) ?? shownBasis(state)
      const { text } = fill(actor, state, metadata, basis)
      const channelId = state.channelId ?? metadata.channelId
      const needsDraft = isLong(text) || basis.carried.length > 0
      const draftOf = needsDraft
        ? await keepWhole({
            ...actor,
            requestText: text,
            amendments: basis.carried,
            channelId,
            threadTs: metadata.threadTs,
            source: metadata.source,
          })
        : null
      await updateView(
        client,
        view.id,
        readAgainView(
          { flows, vocabulary },
          {
            state,
            basis,
            text,
            metadata: { ...metadata, channelId, draftOf },
            rules: await flows.readHouseRules(actor.teamId),
          },
        ),
      )
    },

    async chooseKind(actor, view) {
      await keepMeanwhile(actor, view)
      const state = readDialog(view)
      const metadata = readMetadata(view.private_metadata)
      const basis = (await basisOf(actor, state, metadata)) ?? shownBasis(state)
      const read = flows.preview(basis.text, basis.carried, metadata.rules)
      const { verdict, text } = read
      await updateView(
        client,
        view.id,
        renderDialog({
          requestText: text,
          verdict,
          vocabulary,
          values: valuesNow(state, verdict, state.kind, vocabulary),
          kind: state.kind,
          generations: state.generations,
          channelId: state.channelId ?? metadata.channelId,
          isInThread: metadata.threadTs !== null,
          notices: [
            ...carriedNotice(basis.carried),
            ...lengthNotice(text),
            ...houseRulesNotice(read),
          ],
          draft: null,
          privateMetadata: view.private_metadata,
        }),
      )
    },

    async continueDraft(actor, view) {
      const draft = await flows.findDraft(actor)
      if (draft === null) return
      const { generations } = readDialog(view)
      const fresh = raised(generations, () => true)
      await updateView(client, view.id, await draftDialog(draft, fresh))
    },

    async discardDraft(actor, view) {
      await flows.discardDraft(actor)
      const state = readDialog(view)
      const rules = await flows.readHouseRules(actor.teamId)
      const metadata = { ...readMetadata(view.private_metadata), rules }
      await updateView(
        client,
        view.id,
        freshDialog(state.shownText, [], metadata, [], null, state.generations),
      )
    },
  }
}

/** All that is left when the draft behind a dialog was replaced elsewhere. */
function shownBasis(state: DialogState): Basis {
  return { text: state.shownText, carried: [] }
}

function isUntouched(state: DialogState, whole: string): boolean {
  return state.text === state.shownText && shownRequest(whole) === shownRequest(state.shownText)
}
