import { isObject } from '../state/json.ts'
import type { Json, JsonObject } from '../state/json.ts'
import {
  deleteEphemeral,
  findEphemeral,
  postEphemeral,
  replaceEphemeral,
} from '../state/ephemerals.ts'
import { addMessage, changeMessage, findMessage, removeMessage } from '../state/messages.ts'
import type { Channel, Message, Team } from '../state/model.ts'
import type { World } from '../state/world.ts'
import { flagArg, readArguments, textArg } from '../web-api/arguments.ts'
import { readContent, requireSomething } from '../web-api/methods/message-content.ts'
import type { Content } from '../web-api/methods/message-content.ts'
import { Refusal } from '../web-api/refusal.ts'
import { noteSuspiciousMessage } from '../web-api/suspicions.ts'

const mostUses = 5
const lifetimeMs = 30 * 60_000

/** Where an interaction happened, for what the app says back to it. */
interface Place {
  readonly team: Team
  readonly channel: Channel
  readonly userId: string
  /** The message that was acted on, which `replace_original` and `delete_original` mean. */
  readonly original?: Message | undefined
}

export interface ResponseUrls {
  issue(place: Place): string
  /** Answers with an HTTP status and Slack's short text. */
  receive(
    id: string,
    contentType: string,
    body: string,
  ): { readonly status: number; readonly text: string }
  /** What came with an acknowledgement counts as a response that costs no use. */
  respond(place: Place, response: Json): void
}

export function responseUrls(world: World): ResponseUrls {
  const issued = new Map<string, { readonly place: Place; readonly at: number; uses: number }>()

  const attempt = (place: Place, args: JsonObject): { status: number; text: string } => {
    try {
      apply(world, place, args)
      return { status: 200, text: 'ok' }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      world.log.refused('response_url', error.code)
      return { status: 400, text: error.code }
    }
  }

  return {
    issue(place) {
      const id = `${place.team.id}/${world.ids.secret()}`
      issued.set(id, { place, at: world.clock.now(), uses: 0 })
      return `${world.origin()}/response/${id}`
    },
    receive(id, contentType, body) {
      const entry = issued.get(id)
      const trouble = troubleWith(entry, world.clock.now())
      if (entry === undefined || trouble !== undefined) {
        world.log.refused('response_url', trouble ?? 'no_such_url')
        return { status: 404, text: trouble ?? 'no_such_url' }
      }
      entry.uses += 1
      try {
        return attempt(entry.place, readArguments(contentType, body))
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        world.log.refused('response_url', error.code)
        return { status: 400, text: error.code }
      }
    },
    respond(place, response) {
      const args = typeof response === 'string' ? { text: response } : response
      if (isObject(args)) attempt(place, args)
    },
  }
}

function troubleWith(
  entry: { at: number; uses: number } | undefined,
  now: number,
): string | undefined {
  if (entry === undefined) return 'no_such_url'
  if (entry.uses >= mostUses) return 'used_url'
  return now - entry.at > lifetimeMs ? 'expired_url' : undefined
}

function apply(world: World, place: Place, args: JsonObject): void {
  const { team, channel, original } = place
  if (flagArg(args, 'delete_original') === true && original !== undefined) {
    if (original.ephemeralTo !== undefined) deleteEphemeral(world, team, channel, original)
    else if (original.botId === team.bot.botId) removeMessage(world, team, channel, original)
    return
  }
  const content = readContent(args)
  requireSomething(content)
  noteSuspiciousMessage(world.log, 'response_url', args)
  if (flagArg(args, 'replace_original') === true && replaced(world, place, content)) return
  const threadTs = textArg(args, 'thread_ts')
  const said = {
    user: team.bot.botUserId,
    botId: team.bot.botId,
    text: content.text ?? '',
    ...(content.blocks && { blocks: content.blocks }),
    ...(threadTs !== undefined && { threadTs }),
  }
  if (textArg(args, 'response_type') === 'in_channel') addMessage(world, team, channel, said)
  else postEphemeral(world, team, channel, { ...said, ephemeralTo: place.userId })
}

/** Only the app's own message can be replaced; the original may also be gone by now. */
function replaced(world: World, { team, channel, original }: Place, content: Content): boolean {
  if (original?.botId !== team.bot.botId) return false
  const text = content.text ?? ''
  if (original.ephemeralTo !== undefined) {
    if (findEphemeral(team, channel.id, original.ts) === undefined) return false
    replaceEphemeral(world, team, channel, original, { text, blocks: content.blocks })
    return true
  }
  if (findMessage(channel, original.ts) === undefined) return false
  changeMessage(world, team, channel, original, {
    text,
    blocks: content.blocks,
    attachments: content.attachments,
    metadata: original.metadata,
    editor: team.bot.botUserId,
  })
  return true
}
