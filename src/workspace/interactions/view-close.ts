import { clearModals, popModal, stackOf, wireView } from '../state/views.ts'
import type { StateValues, ViewRecord } from '../state/model.ts'
import { commonFields, interactive } from './interactions.ts'
import type { Actor, Interactions } from './interactions.ts'
import { enterViewState, topModal } from './view-submission.ts'

/** Cancel, Escape or a click outside. The app hears of it only where the view asked with `notify_on_close`. */
export async function closeView(
  parts: Interactions,
  actor: Actor,
  {
    viewId,
    clearAll = false,
    entered = {},
  }: {
    readonly viewId: string
    readonly clearAll?: boolean
    readonly entered?: { readonly [viewId: string]: StateValues }
  },
): Promise<void> {
  const { team, person } = actor
  const view = topModal(actor, viewId)
  for (const [id, state] of Object.entries(entered)) enterViewState(actor, id, state)
  const whole = clearAll || view.view['clear_on_close'] === true
  const closing: readonly ViewRecord[] = whole ? stackOf(team, person.id) : [view]
  const payloads = closing
    .filter((one) => one.view['notify_on_close'] === true)
    .map((one) => ({
      type: 'view_closed',
      ...commonFields(parts.world, actor),
      view: wireView(parts.world, team, one),
      is_cleared: whole,
    }))
  if (whole) clearModals(parts.world, team, person.id)
  else popModal(parts.world, team, view)
  for (const payload of payloads) await parts.transport.send(interactive(payload))
}
