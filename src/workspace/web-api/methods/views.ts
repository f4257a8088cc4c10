import { checkView } from '../../blocks/check-view.ts'
import type { JsonObject } from '../../state/json.ts'
import type { ViewRecord } from '../../state/model.ts'
import {
  byExternalId,
  homeOf,
  openModal,
  publishHome,
  pushModal,
  replaceView,
  stackOf,
  wireView,
} from '../../state/views.ts'
import { missing, objectArg, requiredText, textArg } from '../arguments.ts'
import type { BotCall, Method } from '../method.ts'
import { refuse, refuseFor } from '../refusal.ts'

/** A root and two views above it. */
const deepestStack = 3

export const viewMethods: readonly Method[] = [
  {
    name: 'views.open',
    token: 'bot',
    tier: 4,
    run(call) {
      const view = viewArg(call, 'modal')
      const { trigger, spend } = triggerOf(call)
      requireFreshExternalId(call, view, undefined)
      spend()
      const { userId, originChannel } = trigger
      return answer(call, openModal(call.world, call.team, { userId, originChannel, view }))
    },
  },
  {
    name: 'views.push',
    token: 'bot',
    tier: 4,
    run(call) {
      const view = viewArg(call, 'modal')
      const { trigger, spend } = triggerOf(call)
      const stack = stackOf(call.team, trigger.userId)
      const below = stack.find((record) => record.id === trigger.insideViewId)
      // Only an interaction inside an open modal gives the right to push onto it.
      if (below === undefined) return refuse('not_found')
      if (stack.length >= deepestStack) return refuse('push_limit_reached')
      requireFreshExternalId(call, view, undefined)
      spend()
      return answer(call, pushModal(call.world, call.team, { userId: trigger.userId, view }, below))
    },
  },
  {
    name: 'views.update',
    token: 'bot',
    tier: 4,
    run(call) {
      const record = viewToUpdate(call)
      const view = viewArg(call, record.type)
      requireCurrentHash(call, record)
      requireFreshExternalId(call, view, record)
      replaceView(call.world, call.team, record, view)
      return answer(call, record)
    },
  },
  {
    name: 'views.publish',
    token: 'bot',
    tier: 4,
    run(call) {
      if (!call.world.app.manifest.features.app_home.home_tab_enabled) return refuse('not_enabled')
      const userId = requiredText(call.args, 'user_id')
      if (!call.team.people.has(userId)) return refuse('invalid_arguments')
      const view = viewArg(call, 'home')
      const existing = homeOf(call.team, userId)
      if (existing !== undefined) requireCurrentHash(call, existing)
      requireFreshExternalId(call, view, existing)
      return answer(call, publishHome(call.world, call.team, userId, view))
    },
  },
]

function viewArg(call: BotCall, wanted: 'modal' | 'home'): JsonObject {
  const view = objectArg(call.args, 'view', 'invalid_arguments') ?? missing('view')
  const verdict = checkView(view, wanted)
  return verdict.ok ? view : refuseFor(verdict.error, verdict.problems)
}

function triggerOf(call: BotCall) {
  const verdict = call.triggers.check(requiredText(call.args, 'trigger_id'), call.team.id)
  return verdict.ok ? verdict : refuse(verdict.error)
}

function viewToUpdate(call: BotCall): ViewRecord {
  const id = textArg(call.args, 'view_id')
  const externalId = textArg(call.args, 'external_id')
  if (id === undefined && externalId === undefined) return missing('view_id')
  const record =
    id === undefined ? byExternalId(call.team, externalId ?? '') : call.team.views.get(id)
  return record ?? refuse('not_found')
}

function requireCurrentHash(call: BotCall, record: ViewRecord): void {
  const hash = textArg(call.args, 'hash')
  if (hash !== undefined && hash !== record.hash) refuse('hash_conflict')
}

function requireFreshExternalId(
  call: BotCall,
  view: JsonObject,
  own: ViewRecord | undefined,
): void {
  const externalId = view['external_id']
  if (typeof externalId !== 'string' || externalId === '') return
  const holder = byExternalId(call.team, externalId)
  if (holder !== undefined && holder !== own) refuse('duplicate_external_id')
}

function answer(call: BotCall, record: ViewRecord): JsonObject {
  return { view: wireView(call.world, call.team, record) }
}
