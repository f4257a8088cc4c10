import type { View as ClientView } from '../client-api.ts'
import { withBlockIds } from './block-ids.ts'
import { objectsIn } from './json.ts'
import type { JsonObject } from './json.ts'
import type { Team, ViewRecord } from './model.ts'
import { carryState, initialState } from './view-state.ts'
import type { World } from './world.ts'

export interface Opening {
  readonly userId: string
  readonly view: JsonObject
  /** Where the interaction happened, for pickers that default to it. */
  readonly originChannel?: string | undefined
}

/** Opens the root of a new stack; a stack that was open before is gone, as in Slack. */
export function openModal(world: World, team: Team, opening: Opening): ViewRecord {
  closeStack(team, opening.userId)
  return stackModal(world, team, opening, undefined)
}

export function pushModal(
  world: World,
  team: Team,
  opening: Opening,
  below: ViewRecord,
): ViewRecord {
  return stackModal(world, team, opening, below)
}

function stackModal(
  world: World,
  team: Team,
  opening: Opening,
  below: ViewRecord | undefined,
): ViewRecord {
  const id = world.ids.next('V')
  const blocks = withBlockIds(world.ids, objectsIn(opening.view['blocks']))
  const originChannel = opening.originChannel ?? below?.originChannel
  const record: ViewRecord = {
    id,
    teamId: team.id,
    userId: opening.userId,
    type: 'modal',
    rootViewId: below?.rootViewId ?? id,
    previousViewId: below?.id ?? null,
    view: { ...opening.view, blocks },
    hash: newHash(world),
    state: initialState(blocks, originChannel),
    ...(originChannel !== undefined && { originChannel }),
  }
  team.views.set(id, record)
  setStack(team, opening.userId, [...stackOf(team, opening.userId), record])
  showModals(world, team, opening.userId)
  return record
}

export function replaceView(world: World, team: Team, record: ViewRecord, view: JsonObject): void {
  const blocks = withBlockIds(world.ids, objectsIn(view['blocks']))
  record.view = { ...view, blocks }
  record.hash = newHash(world)
  record.state = carryState(record.state, blocks, record.originChannel)
  if (record.type === 'modal') showModals(world, team, record.userId)
  else showHome(world, team, record)
}

/** Creates or replaces the one Home view of a person. */
export function publishHome(
  world: World,
  team: Team,
  userId: string,
  view: JsonObject,
): ViewRecord {
  const existing = homeOf(team, userId)
  if (existing !== undefined) {
    replaceView(world, team, existing, view)
    return existing
  }
  const id = world.ids.next('V')
  const blocks = withBlockIds(world.ids, objectsIn(view['blocks']))
  const record: ViewRecord = {
    id,
    teamId: team.id,
    userId,
    type: 'home',
    rootViewId: id,
    previousViewId: null,
    view: { ...view, blocks },
    hash: newHash(world),
    state: initialState(blocks),
  }
  team.views.set(id, record)
  team.homes.set(userId, id)
  showHome(world, team, record)
  return record
}

/** Takes the top view off; the one below, if any, shows again. */
export function popModal(world: World, team: Team, record: ViewRecord): void {
  const stack = stackOf(team, record.userId)
  const from = stack.findIndex((view) => view.id === record.id)
  if (from === -1) return
  for (const view of stack.slice(from)) team.views.delete(view.id)
  setStack(team, record.userId, stack.slice(0, from))
  showModals(world, team, record.userId)
}

export function clearModals(world: World, team: Team, userId: string): void {
  closeStack(team, userId)
  showModals(world, team, userId)
}

export function stackOf(team: Team, userId: string): readonly ViewRecord[] {
  return (team.modalStacks.get(userId) ?? []).flatMap((id) => team.views.get(id) ?? [])
}

export function homeOf(team: Team, userId: string): ViewRecord | undefined {
  return team.views.get(team.homes.get(userId) ?? '')
}

export function byExternalId(team: Team, externalId: string): ViewRecord | undefined {
  return [...team.views.values()].find((record) => record.view['external_id'] === externalId)
}

/** A view as the Web API answers it and interactions carry it. */
export function wireView(world: World, team: Team, record: ViewRecord): JsonObject {
  const { view } = record
  return {
    id: record.id,
    team_id: team.id,
    type: record.type,
    blocks: view['blocks'],
    private_metadata: view['private_metadata'] ?? '',
    callback_id: view['callback_id'] ?? '',
    state: { values: record.state },
    hash: record.hash,
    title: view['title'] ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: view['clear_on_close'] ?? false,
    notify_on_close: view['notify_on_close'] ?? false,
    close: view['close'] ?? null,
    submit: view['submit'] ?? null,
    previous_view_id: record.previousViewId,
    root_view_id: record.rootViewId,
    app_id: world.app.id,
    external_id: view['external_id'] ?? '',
    app_installed_team_id: team.id,
    bot_id: team.bot.botId,
  }
}

export function clientView(record: ViewRecord, depth?: number): ClientView {
  return {
    id: record.id,
    type: record.type,
    view: { ...record.view, type: record.type, state: { values: record.state } },
    hash: record.hash,
    ...(depth !== undefined && { depth }),
  }
}

function showModals(world: World, team: Team, userId: string): void {
  const views = stackOf(team, userId).map((record, depth) => clientView(record, depth))
  world.changes.publish({ teamId: team.id, to: [userId], event: { type: 'modals', views } })
}

function showHome(world: World, team: Team, record: ViewRecord): void {
  world.changes.publish({
    teamId: team.id,
    to: [record.userId],
    event: { type: 'home', view: clientView(record) },
  })
}

function closeStack(team: Team, userId: string): void {
  for (const view of stackOf(team, userId)) team.views.delete(view.id)
  setStack(team, userId, [])
}

function setStack(team: Team, userId: string, stack: readonly ViewRecord[]): void {
  team.modalStacks.set(
    userId,
    stack.map((record) => record.id),
  )
}

function newHash(world: World): string {
  return `${Math.floor(world.clock.now() / 1000)}.${world.ids.next('').toLowerCase()}`
}
