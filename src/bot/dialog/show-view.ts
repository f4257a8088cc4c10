import type { ModalView } from '@slack/types'
import { WebAPIPlatformError } from '@slack/web-api'
import type { WebClient } from '@slack/web-api'

const tooLate: ReadonlySet<string> = new Set([
  'expired_trigger_id',
  'exchanged_trigger_id',
  'invalid_trigger_id',
])

/** The trigger had expired or was spent. */
export const isTooLate = (error: unknown): boolean =>
  error instanceof WebAPIPlatformError && tooLate.has(error.data.error)

export async function openView(
  client: WebClient,
  triggerId: string,
  view: ModalView,
): Promise<'opened' | 'too-late'> {
  try {
    await client.views.open({ trigger_id: triggerId, view })
    return 'opened'
  } catch (error) {
    if (isTooLate(error)) return 'too-late'
    throw error
  }
}

/**
 * False when the dialog was closed meanwhile. Nobody is told: its words are kept, and nobody waits for the new picture.
 */
export async function updateView(
  client: WebClient,
  viewId: string,
  view: ModalView,
): Promise<boolean> {
  try {
    await client.views.update({ view_id: viewId, view })
    return true
  } catch (error) {
    if (!(error instanceof WebAPIPlatformError && error.data.error === 'not_found')) throw error
    return false
  }
}
