import type { App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt'
import { HouseRules } from '../../../engine/house-rules.ts'
import type { Actor } from '../../../flows/flows.ts'
import { actionIds, viewIds } from '../../../render/ids.ts'
import { renderNoticeModal } from '../../../render/notes.ts'
import { renderOwnersModal } from '../../../render/owners-modal.ts'
import { renderImpactModal, renderSettingsModal } from '../../../render/settings-modal.ts'
import { lineOf } from '../../answers.ts'
import type { BotContext } from '../../context.ts'
import { updateView } from '../../dialog/show-view.ts'
import { actorIn } from '../../payload.ts'
import { readRules } from '../../settings/owners-form.ts'

/** The settings, for admins of the workspace. That somebody is one is asked at each step. */
export function registerSettings(app: App, context: BotContext): void {
  const { client, flows, logger, viewers } = context
  const isAdmin = (actor: Actor): Promise<boolean> => viewers.isAdmin(actor)

  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: actionIds.settingsOpen },
    async ({ ack, body }) => {
      await ack()
      const actor = actorIn(body)
      const view = (await isAdmin(actor))
        ? renderSettingsModal(await flows.readHouseRules(actor.teamId))
        : adminsOnly
      await client.views.open({ trigger_id: body.trigger_id, view })
    },
  )

  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: actionIds.settingsOwners },
    async ({ ack, body }) => {
      await ack()
      const actor = actorIn(body)
      const view = (await isAdmin(actor))
        ? renderOwnersModal(await flows.readHouseRules(actor.teamId))
        : adminsOnly
      await client.views.push({ trigger_id: body.trigger_id, view })
    },
  )

  app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: eitherForm },
    async ({ ack, body, view }) => {
      const actor = actorIn(body)
      if (!(await isAdmin(actor))) {
        await ack({ response_action: 'update', view: adminsOnly })
        return
      }
      const form = await readRules(context, actor.teamId, view)
      if ('errors' in form) {
        await ack({ response_action: 'errors', errors: form.errors })
        return
      }
      const { rules } = form
      // Planning the open packets anew may take longer than Slack waits for an answer.
      await ack({
        response_action: 'update',
        view: renderNoticeModal('Looking at what the rules would change …'),
      })
      const impact = await flows.impactOf(
        await viewers.viewerOf(actor),
        rules,
        ({ looked, total }) =>
          updateView(
            client,
            view.id,
            renderNoticeModal(
              `Looking at what the rules would change: ${looked} of ${total} open packets …`,
            ),
          ),
      )
      if (impact === null) return
      await updateView(
        client,
        view.id,
        renderImpactModal(
          { ...impact, changed: impact.changed.map(lineOf) },
          JSON.stringify(rules),
        ),
      )
    },
  )

  app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: viewIds.settingsConfirm },
    async ({ ack, body, view }) => {
      const actor = actorIn(body)
      if (!(await isAdmin(actor))) {
        await ack({ response_action: 'update', view: adminsOnly })
        return
      }
      const rules = HouseRules.parse(JSON.parse(view.private_metadata))
      await flows.saveHouseRules(actor, rules)
      logger.info({ team: actor.teamId, user: actor.userId }, 'the settings were changed')
      await ack({
        response_action: 'update',
        view: renderNoticeModal('Saved. Packets from now on follow these rules.'),
      })
    },
  )
}

const eitherForm = new RegExp(`^(?:${viewIds.settingsSave}|${viewIds.settingsOwners})$`, 'u')

const adminsOnly = renderNoticeModal('Settings are for the admins of this workspace.')
