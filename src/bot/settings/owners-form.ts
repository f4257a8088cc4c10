/** What the two settings forms hold, each on top of what the other one decides. */
import { z } from 'zod'
import { HouseRules } from '../../engine/house-rules.ts'
import { routeOutIds } from '../../engine/packet.ts'
import { viewIds } from '../../render/ids.ts'
import { ownerFields } from '../../render/owners-modal.ts'
import type { BotContext } from '../context.ts'
import { lookAtPlace, placeWords } from '../hand-off/place.ts'
import type { HandOffPlace } from '../hand-off/place.ts'
import { readSettingsForm } from './settings-form.ts'

type Values = Readonly<Record<string, Readonly<Record<string, unknown>>>>

export type FormRules =
  | { readonly rules: HouseRules }
  /** By block id, as Slack shows them. Plain text. */
  | { readonly errors: Readonly<Record<string, string>> }

export async function readRules(
  context: BotContext,
  teamId: string,
  view: { readonly callback_id: string; readonly state: { readonly values: Values } },
): Promise<FormRules> {
  const current = await context.flows.readHouseRules(teamId)
  return view.callback_id === viewIds.settingsOwners
    ? readOwners(context, current, view.state.values)
    : { rules: HouseRules.parse({ ...current, ...readSettingsForm(view.state.values) }) }
}

const Entered = z.object({
  value: z.string().nullish(),
  selected_conversation: z.string().nullish(),
})

async function readOwners(
  context: BotContext,
  current: HouseRules,
  values: Values,
): Promise<FormRules> {
  const entered = (id: string) => Entered.parse(values[id]?.['value'] ?? {})
  const chosen = [
    ...routeOutIds.map((neighbour) => ({ neighbour, field: ownerFields.channel(neighbour) })),
    { neighbour: null, field: ownerFields.fallback },
  ].flatMap(({ neighbour, field }) => {
    const channelId = entered(field).selected_conversation ?? null
    return channelId === null ? [] : [{ neighbour, field, channelId }]
  })
  const places = new Map<string, HandOffPlace>()
  await Promise.all(
    [...new Set(chosen.map((each) => each.channelId))].map(async (channelId) => {
      places.set(channelId, await lookAtPlace(context, channelId))
    }),
  )
  const errors = chosen.flatMap(({ field, channelId }) => {
    const place = places.get(channelId)
    return place?.ok === false ? [[field, `This ${placeWords[place.problem]}.`] as const] : []
  })
  if (errors.length > 0) return { errors: Object.fromEntries(errors) }
  const own = chosen.filter((each) => each.neighbour !== null)
  const nameOf = (channelId: string): string | null => {
    const place = places.get(channelId)
    return place?.ok === true ? place.name : null
  }
  return {
    rules: HouseRules.parse({
      ...current,
      handOffTo: {
        channels: Object.fromEntries(own.map((each) => [each.neighbour, each.channelId])),
        fallback: chosen.find((each) => each.neighbour === null)?.channelId ?? null,
      },
      owners: Object.fromEntries(
        routeOutIds.flatMap((neighbour) => {
          const typed = entered(ownerFields.name(neighbour)).value?.trim() ?? ''
          const channel = own.find((each) => each.neighbour === neighbour)?.channelId
          const name = typed === '' && channel !== undefined ? nameOf(channel) : typed
          return name === null || name === '' ? [] : [[neighbour, name.slice(0, 90)]]
        }),
      ),
    }),
  }
}
