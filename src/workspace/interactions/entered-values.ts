import { objectsIn, stringIn, textIn } from '../state/json.ts'
import type { Json, JsonObject } from '../state/json.ts'
import { canSee } from '../state/membership.ts'
import type { StateValues, ViewRecord } from '../state/model.ts'
import { enterState, findElement, offeredOptions, valueKeyOf } from '../state/view-state.ts'
import { cannot } from './interactions.ts'
import type { Actor } from './interactions.ts'

/**
 * What a person picked or wrote, under the key that Slack uses for the element. Menus give only what they offer, as the app
 * wrote it; pickers of people and conversations give only what the acting person may see.
 */
export function enteredValue(actor: Actor, element: JsonObject, given: JsonObject): JsonObject {
  const type = textIn(element, 'type')
  if (type === 'overflow') return { selected_option: offered(element, given['selected_option']) }
  const key = valueKeyOf(type)
  if (key === undefined) return {}
  const value = given[key] ?? null
  const external = type.endsWith('external_select')
  if (key === 'selected_option' && !external) return { [key]: offered(element, value) }
  if (key === 'selected_options' && !external) {
    return { [key]: objectsIn(value).map((one) => offered(element, one)) }
  }
  for (const id of idsIn(value)) {
    if (/^selected_(conversation|channel)s?$/.test(key)) requireVisibleChannel(actor, id)
    if (/^selected_users?$/.test(key) && !actor.team.people.has(id)) notOffered()
  }
  return { [key]: value }
}

/** Takes over the values of a whole view, each checked against its own element. */
export function enterIntoView(actor: Actor, view: ViewRecord, entered: StateValues): void {
  const blocks = objectsIn(view.view['blocks'])
  const checked = Object.entries(entered).map(([blockId, actions]) => [
    blockId,
    Object.fromEntries(
      Object.entries(actions).flatMap(([actionId, given]) => {
        const touched = findElement(blocks, actionId, blockId)
        return touched ? [[actionId, enteredValue(actor, touched.element, given)]] : []
      }),
    ),
  ])
  view.state = enterState(view.state, Object.fromEntries(checked) as StateValues)
}

function offered(element: JsonObject, chosen: Json | undefined): JsonObject | null {
  const [option] = objectsIn([chosen])
  if (option === undefined) return null
  const wanted = stringIn(option, 'value')
  return offeredOptions(element).find((one) => one['value'] === wanted) ?? notOffered()
}

function idsIn(value: Json): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string')
}

function requireVisibleChannel({ team, person }: Actor, id: string): void {
  const channel = team.channels.get(id)
  if (channel === undefined || !canSee(channel, person)) notOffered()
}

function notOffered(): never {
  return cannot('no_such_option', 'That option is not offered.')
}
