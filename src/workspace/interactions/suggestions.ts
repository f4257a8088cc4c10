import { option, optionGroup } from '../blocks/composition.ts'
import { list } from '../blocks/rule.ts'
import { isObject, objectsIn } from '../state/json.ts'
import type { JsonObject } from '../state/json.ts'
import { wireMessage } from '../state/messages.ts'
import { findElement } from '../state/view-state.ts'
import { wireView } from '../state/views.ts'
import { blocksOf, findContainer } from './block-actions.ts'
import type { Container } from './block-actions.ts'
import { cannot, commonFields, interactive } from './interactions.ts'
import type { Actor, Interactions } from './interactions.ts'

export interface Suggestions {
  readonly options: readonly JsonObject[]
  readonly optionGroups?: readonly JsonObject[]
}

const standardQueryLength = 3

/** Asks the app what an external select offers for the typed letters. */
export async function suggest(
  parts: Interactions,
  actor: Actor,
  typed: {
    readonly container: Container
    readonly blockId?: string
    readonly actionId: string
    readonly value: string
  },
): Promise<Suggestions> {
  const found = findContainer(actor, typed.container)
  const touched = findElement(blocksOf(found), typed.actionId, typed.blockId)
  if (touched === undefined) return cannot('no_such_element', 'That menu is no longer there.')
  const shortest = touched.element['min_query_length'] ?? standardQueryLength
  if (Array.from(typed.value).length < Number(shortest)) return { options: [] }
  const { world } = parts
  const answer = await parts.transport.send(
    interactive({
      type: 'block_suggestion',
      ...commonFields(world, actor),
      action_id: typed.actionId,
      block_id: touched.block['block_id'],
      value: typed.value,
      ...(found.kind === 'view'
        ? {
            container: { type: 'view', view_id: found.view.id },
            view: wireView(world, actor.team, found.view),
          }
        : {
            container: {
              type: 'message',
              message_ts: found.message.ts,
              channel_id: found.channel.id,
            },
            channel: { id: found.channel.id, name: found.channel.name },
            message: wireMessage(world, actor.team, found.channel, found.message),
          }),
    }),
  )
  return answer.kind === 'acked' ? offeredOptions(parts, answer.payload) : { options: [] }
}

function offeredOptions({ world }: Interactions, payload: unknown): Suggestions {
  const response = isObject(payload) ? payload : {}
  const problems = [
    ...list(option('select'), { max: 100 })(response['options'] ?? [], '/options'),
    ...list(optionGroup, { max: 100 })(response['option_groups'] ?? [], '/option_groups'),
  ]
  if (problems.length > 0) {
    const detail = problems.map((one) => `${one.message} [json-pointer:${one.pointer}]`).join('; ')
    world.log.refused('block_suggestion', 'invalid_options', detail)
    return { options: [] }
  }
  const groups = objectsIn(response['option_groups'])
  return {
    options: objectsIn(response['options']),
    ...(groups.length > 0 && { optionGroups: groups }),
  }
}
