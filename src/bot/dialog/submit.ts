import type { WebClient } from '@slack/web-api'
import type { Actor, Flows, RequestProblem } from '../../flows/flows.ts'
import { channelBlock, requestBlock } from '../../render/dialog.ts'
import { checkPlace, placeProblems } from '../people/place.ts'
import type { Viewers } from '../people/viewer.ts'
import type { Dialogs, OpenView } from './create-dialogs.ts'
import { readDialog } from './state.ts'

export interface SubmitParts {
  readonly flows: Flows
  readonly dialogs: Dialogs
  readonly client: WebClient
  readonly viewers: Viewers
}

/**
 * Opens the packet. Null: it is on its way; otherwise what keeps it back, by the id of the input it is about. The same
 * view submitted twice opens one packet.
 */
export async function submitDialog(
  parts: SubmitParts,
  actor: Actor,
  view: OpenView,
): Promise<Record<string, string> | null> {
  const filled = await parts.dialogs.filled(actor, view)
  if (filled === null) return { [requestBlockIn(view)]: replacedElsewhere }
  const { text, amendments, metadata, state } = filled
  const requestId = state.blockIds[requestBlock] ?? requestBlock
  const channelId = state.channelId ?? metadata.channelId
  if (channelId === null) {
    return { [state.blockIds[channelBlock] ?? requestId]: 'Choose a channel.' }
  }
  const place = await checkPlace(parts, actor, channelId)
  if (!place.ok) {
    return { [state.blockIds[channelBlock] ?? requestId]: placeProblems[place.reason] }
  }
  const outcome = await parts.flows.openPacket({
    actor,
    place: { channelId, channelKind: place.kind, threadTs: metadata.threadTs },
    text,
    amendments,
    source: metadata.source,
    onceKey: `view:${view.id}`,
  })
  return outcome.outcome === 'refused' ? { [requestId]: problemText(outcome.problem) } : null
}

const replacedElsewhere =
  'This dialog showed the beginning of a draft that you have replaced since. Copy what you need, close it and open a new one.'

function problemText(problem: RequestProblem): string {
  return problem.problem === 'empty'
    ? 'Write what changed or what worries you; a sentence is enough.'
    : `This is ${problem.length} characters long; I read at most ${problem.limit}.`
}

function requestBlockIn(view: OpenView): string {
  return readDialog(view).blockIds[requestBlock] ?? requestBlock
}
