import { checkView } from '../blocks/check-view.ts'
import { isObject, objectsIn, stringIn, textIn } from '../state/json.ts'
import type { Json, JsonObject } from '../state/json.ts'
import type { StateValues, ViewRecord } from '../state/model.ts'
import { clearModals, popModal, pushModal, replaceView, stackOf, wireView } from '../state/views.ts'
import { enterIntoView } from './entered-values.ts'
import { inputBlockIds, inputErrors } from './input-checks.ts'
import { cannot, commonFields, interactive, notify } from './interactions.ts'
import type { Actor, Interactions } from './interactions.ts'

/** What the person sees after pressing the submit button. */
export type Submitted =
  | { readonly outcome: 'closed' | 'updated' | 'pushed' }
  | { readonly outcome: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly outcome: 'failed'; readonly message: string }

const deepestStack = 3
const trouble = 'We had some trouble connecting. Try again?'

export async function submitView(
  parts: Interactions,
  actor: Actor,
  { viewId, state = {} }: { readonly viewId: string; readonly state?: StateValues },
): Promise<Submitted> {
  const { world } = parts
  const view = topModal(actor, viewId)
  enterIntoView(actor, view, state)
  const errors = inputErrors(objectsIn(view.view['blocks']), view.state)
  if (Object.keys(errors).length > 0) return { outcome: 'errors', errors }
  const answer = await parts.transport.send(
    interactive({
      type: 'view_submission',
      ...commonFields(world, actor),
      trigger_id: parts.triggers.issue({
        teamId: actor.team.id,
        userId: actor.person.id,
        insideViewId: view.id,
        originChannel: view.originChannel,
      }),
      view: wireView(world, actor.team, view),
      response_urls: responseUrlsFor(parts, actor, view),
    }),
  )
  if (answer.kind !== 'acked') {
    notify(world, actor, trouble)
    return { outcome: 'failed', message: trouble }
  }
  return applyResponse(parts, actor, view, answer.payload)
}

/** The current values, told before anything is dispatched from the view. */
export function enterViewState(actor: Actor, viewId: string, state: StateValues): ViewRecord {
  const view = actor.team.views.get(viewId)
  if (view === undefined || view.userId !== actor.person.id) {
    return cannot('view_not_open', 'That dialog is no longer open.')
  }
  enterIntoView(actor, view, state)
  return view
}

export function topModal({ team, person }: Actor, viewId: string): ViewRecord {
  const top = stackOf(team, person.id).at(-1)
  return top?.id === viewId ? top : cannot('view_not_open', 'That dialog is no longer open.')
}

/** Menus that asked for it give the app a response_url for the conversation that was picked. */
function responseUrlsFor(
  { responseUrls }: Interactions,
  { team, person }: Actor,
  view: ViewRecord,
): readonly JsonObject[] {
  return objectsIn(view.view['blocks']).flatMap((block) => {
    const { element } = block
    if (!isObject(element) || element['response_url_enabled'] !== true) return []
    const [block_id, action_id] = [textIn(block, 'block_id'), textIn(element, 'action_id')]
    const entered = view.state[block_id]?.[action_id]
    const picked =
      entered &&
      (stringIn(entered, 'selected_conversation') ?? stringIn(entered, 'selected_channel'))
    const channel = team.channels.get(picked ?? '')
    if (channel === undefined) return []
    const response_url = responseUrls.issue({ team, channel, userId: person.id })
    return [{ block_id, action_id, channel_id: channel.id, response_url }]
  })
}

function applyResponse(
  parts: Interactions,
  actor: Actor,
  view: ViewRecord,
  payload: Json | undefined,
): Submitted {
  const { world } = parts
  const { team } = actor
  const response = isObject(payload) ? payload : {}
  switch (response['response_action']) {
    case undefined:
      popModal(world, team, view)
      return { outcome: 'closed' }
    case 'clear':
      clearModals(world, team, actor.person.id)
      return { outcome: 'closed' }
    case 'errors':
      return shownErrors(parts, view, response['errors'])
    case 'update':
      return withValidView(parts, response, (next) => {
        replaceView(world, team, view, next)
        return { outcome: 'updated' }
      })
    case 'push':
      return withValidView(parts, response, (next) => {
        if (stackOf(team, actor.person.id).length >= deepestStack)
          return failed(parts, 'push_limit_reached')
        pushModal(world, team, { userId: actor.person.id, view: next }, view)
        return { outcome: 'pushed' }
      })
    default:
      return failed(parts, 'invalid_response_action')
  }
}

function shownErrors(parts: Interactions, view: ViewRecord, errors: unknown): Submitted {
  const known = inputBlockIds(objectsIn(view.view['blocks']))
  const given = isObject(errors) ? errors : {}
  const ids = Object.keys(given)
  const fits =
    ids.length > 0 && ids.every((id) => known.includes(id) && typeof given[id] === 'string')
  if (!fits) return failed(parts, 'errors_must_name_input_blocks')
  return { outcome: 'errors', errors: Object.fromEntries(ids.map((id) => [id, textIn(given, id)])) }
}

function withValidView(
  parts: Interactions,
  response: JsonObject,
  then: (view: JsonObject) => Submitted,
): Submitted {
  const { view } = response
  if (!isObject(view)) return failed(parts, 'missing_view')
  const verdict = checkView(view, 'modal')
  if (verdict.ok) return then(view)
  return failed(
    parts,
    verdict.error,
    verdict.problems.map((one) => `${one.message} [json-pointer:${one.pointer}]`).join('; '),
  )
}

/** The person sees only that something went wrong; the log says what. */
function failed({ world }: Interactions, error: string, detail = ''): Submitted {
  world.log.refused('view_submission', error, detail)
  return { outcome: 'failed', message: trouble }
}
