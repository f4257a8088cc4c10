import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import type { Rule } from '../engine/knowledge.ts'
import type { RuleId } from '../engine/packet.ts'
import type { Flows } from '../flows/flows.ts'
import type { HandOffFlows } from '../flows/hand-off.ts'
import type { ThreadFlows } from '../flows/thread.ts'
import type { Vocabulary } from '../render/dialog-fields.ts'
import type { Store } from '../store/port.ts'
import type { Delivery } from './delivery/deliver.ts'
import type { Dialogs } from './dialog/create-dialogs.ts'
import type { Homes } from './home/homes.ts'
import type { People } from './people/people.ts'
import type { Replies } from './thread/replies.ts'
import type { Turns } from './thread/turns.ts'
import type { Viewers } from './people/viewer.ts'

/** What listeners work with. */
export interface BotContext {
  readonly flows: Flows
  readonly thread: ThreadFlows
  readonly handOffs: HandOffFlows
  readonly replies: Replies
  /** Under one packet people are heard in turn. */
  readonly turns: Turns
  readonly store: Store
  readonly dialogs: Dialogs
  readonly viewers: Viewers
  readonly homes: Homes
  readonly delivery: Delivery
  /** For answers while somebody waits. */
  readonly client: WebClient
  /** What forms can offer in their lists. */
  readonly vocabulary: Vocabulary
  readonly rules: ReadonlyMap<RuleId, Rule>
  readonly people: People
  readonly logger: Logger
}
