import type { JsonObject } from '../state/json.ts'
import { isShared } from '../state/membership.ts'
import type { Channel, Team } from '../state/model.ts'
import type { World } from '../state/world.ts'
import type { Answer, Envelope, Transport } from '../delivery/transport.ts'

/** Slack tries an event again at once, after a minute and after five, then gives up. */
const retryDelaysMs = [0, 60_000, 300_000] as const

/** The scope an app must have been granted before it hears of an event. */
const scopeOfEvent: Readonly<Record<string, string>> = {
  app_mention: 'app_mentions:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  member_joined_channel: 'channels:read',
}

export interface EventSender {
  /**
   * Sends an event if the app subscribed to it, was granted its scope and, for an event in a channel, its bot is there.
   * `subscription` is the name in the manifest, which for messages is not the event's type.
   */
  emit(team: Team, subscription: string, event: JsonObject, channel?: Channel): void
  /** Events not yet acknowledged, retries included. */
  underWay(): number
  /** Those of them whose next try waits for the clock. */
  waitingToRetry(): number
}

export function eventSender(world: World, transport: Transport): EventSender {
  let underWay = 0
  let waitingToRetry = 0
  let held: readonly Envelope[] = []

  const finish = (): void => {
    underWay -= 1
    world.changes.touch()
  }

  const attempt = async (envelope: Envelope, tries: number): Promise<void> => {
    const answer = await transport.send(envelope)
    if (answer.kind === 'acked') return finish()
    const delay = retryDelaysMs[tries]
    if (delay === undefined || refusesRetries(answer)) return finish()
    const retry = { attempt: tries + 1, reason: reasons[answer.kind] }
    const again = (): void => void attempt({ ...envelope, retry }, tries + 1)
    if (delay === 0) return again()
    waitingToRetry += 1
    world.clock.after(delay, () => {
      waitingToRetry -= 1
      again()
    })
    world.changes.touch()
  }

  const start = (envelope: Envelope): void => {
    underWay += 1
    void attempt(envelope, 0)
  }

  return {
    underWay: () => underWay,
    waitingToRetry: () => waitingToRetry,
    emit(team, subscription, event, channel) {
      if (!isWanted(world, team, subscription, channel)) return
      const envelope: Envelope = {
        type: 'events_api',
        acceptsResponse: false,
        payload: wrap(world, team, event, channel !== undefined && isShared(team, channel)),
      }
      if (world.faults.takeDelivery('reorder-events')) {
        held = [...held, envelope]
        return
      }
      start(envelope)
      if (world.faults.takeDelivery('duplicate-event')) start(envelope)
      const late = held
      held = []
      for (const one of late) start(one)
    },
  }
}

function isWanted(
  world: World,
  team: Team,
  subscription: string,
  channel: Channel | undefined,
): boolean {
  const subscribed =
    world.app.manifest.settings.event_subscriptions.bot_events.includes(subscription)
  const scope = scopeOfEvent[subscription]
  const scoped = scope === undefined || team.bot.scopes.includes(scope)
  const present = channel === undefined || channel.members.has(team.bot.botUserId)
  return subscribed && scoped && present
}

function wrap(world: World, team: Team, event: JsonObject, isInSharedChannel: boolean): JsonObject {
  return {
    token: world.app.verificationToken,
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: world.app.id,
    event,
    type: 'event_callback',
    event_id: world.ids.next('Ev'),
    event_time: Math.floor(world.clock.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: team.id,
        user_id: team.bot.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: isInSharedChannel,
    event_context: `4-${world.ids.secret()}`,
  }
}

function refusesRetries(answer: Answer): boolean {
  return answer.kind === 'http-error' && answer.noRetry
}

const reasons: Readonly<Record<Answer['kind'], string>> = {
  acked: '',
  timeout: 'http_timeout',
  'http-error': 'http_error',
  unreachable: 'connection_failed',
}
