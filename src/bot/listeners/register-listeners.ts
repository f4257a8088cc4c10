import type { App } from '@slack/bolt'
import type { BotContext } from '../context.ts'
import { registerDeliveryActions } from './actions/delivery-actions.ts'
import { registerDialogActions } from './actions/dialog-actions.ts'
import { registerHistoryActions } from './actions/history-actions.ts'
import { registerNoteActions } from './actions/note-actions.ts'
import { registerPacketActions } from './actions/packet-actions.ts'
import { registerWhyActions } from './actions/why-actions.ts'
import { registerCommand } from './commands/backend-test-packet.ts'
import { registerHome } from './events/app-home-opened.ts'
import { registerMention } from './events/app-mention.ts'
import { registerUninstalled } from './events/uninstalled.ts'
import { registerShortcuts } from './shortcuts/packet-shortcuts.ts'
import { registerExports } from './views/export-views.ts'
import { registerSettings } from './views/settings-views.ts'
import { registerHistoryViews } from './views/history-views.ts'
import { registerCapture } from './thread/capture.ts'
import { registerForms } from './thread/forms.ts'
import { registerProposalActions } from './thread/proposal-actions.ts'
import { registerRevisionActions } from './thread/revision-actions.ts'
import { registerStances } from './thread/stance-actions.ts'
import { registerHandOffOwners } from './hand-off/owner-actions.ts'
import { registerHandOffSending } from './hand-off/send.ts'
import { registerViews } from './views/packet-dialog.ts'

const parts: readonly ((app: App, context: BotContext) => void)[] = [
  registerCommand,
  registerShortcuts,
  registerViews,
  registerDialogActions,
  registerPacketActions,
  registerWhyActions,
  registerDeliveryActions,
  registerNoteActions,
  registerProposalActions,
  registerRevisionActions,
  registerStances,
  registerForms,
  registerCapture,
  registerHandOffSending,
  registerHandOffOwners,
  registerHistoryActions,
  registerHistoryViews,
  registerExports,
  registerSettings,
  registerHome,
  registerMention,
  registerUninstalled,
]

export function registerListeners(app: App, context: BotContext): void {
  for (const register of parts) register(app, context)
}
