/**
 * Slack's payloads in our words. Who acts comes only from what Slack signed, never from a button's value or a view's
 * metadata. Text is decoded once, here; from then on it is plain words that renderers escape for their carrier.
 */
import type { BlockAction, ButtonAction, MessageShortcut, SlashCommand } from '@slack/bolt'
import type { Actor } from '../flows/flows.ts'
import { decodeEntities } from '../render/escape.ts'
import { PayloadError } from './payload-error.ts'

/** The signed sender of any interaction. */
export interface SignedBody {
  readonly team?: { readonly id: string } | null
  readonly user: { readonly id: string; readonly team_id?: string }
}

export function actorIn(body: SignedBody): Actor {
  const teamId = body.team?.id ?? body.user.team_id
  if (teamId === undefined) throw new PayloadError('no_team')
  return { teamId, userId: body.user.id }
}

export function actorInCommand(body: SlashCommand): Actor {
  return { teamId: body.team_id, userId: body.user_id }
}

export interface PointedMessage {
  readonly channelId: string
  /** Root of the thread that the message is in or starts. */
  readonly threadTs: string
  readonly text: string
}

export function messageIn(body: MessageShortcut): PointedMessage {
  const { message, channel, message_ts: ts } = body
  const threadTs: unknown = message['thread_ts']
  const words = message.text ?? ''
  return {
    channelId: channel.id,
    threadTs: typeof threadTs === 'string' ? threadTs : ts,
    text: readSlackText(words === '' ? wordsInBlocks(message['blocks']).join('\n') : words).trim(),
  }
}

/**
 * Text of a command or a message as the person sees it: Slack's `<…>` tokens become the words they stand for, then the
 * three encoded signs are decoded. The order matters: a typed `<!here>` arrives encoded and must stay literal.
 */
export function readSlackText(text: string): string {
  return decodeEntities(text.replace(/<([^<>\n]*)>/gu, (_, token: string) => tokenWords(token)))
}

/** The same for words to search by: people and channels keep their ids (`@U123`, `#C123`), which names would lose. */
export function readSlackQuery(text: string): string {
  return readSlackText(text.replaceAll(/<([@#][A-Z0-9]+)(?:\|[^<>\n]*)?>/gu, '$1'))
}

function tokenWords(token: string): string {
  const [target = '', label] = token.split(/\|(.*)/su)
  const hasLabel = label !== undefined && label !== ''
  if (target.startsWith('@')) return hasLabel ? `@${label}` : target
  if (target.startsWith('#')) return hasLabel ? `#${label}` : target
  if (target.startsWith('!')) {
    const name = hasLabel ? label : (target.slice(1).split('^')[0] ?? '')
    return name.startsWith('@') || target.startsWith('!date') ? name : `@${name}`
  }
  if (!hasLabel || target === label || target === `http://${label}`) return label ?? target
  return `${label} (${target.replace(/^mailto:/u, '')})`
}

/** Words of a message that carries only blocks, as many apps post them. */
function wordsInBlocks(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(wordsInBlocks)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, field]) =>
    key === 'text' && typeof field === 'string' ? [field] : wordsInBlocks(field),
  )
}

/** The value of the one button that was pressed. */
export function valueIn(body: BlockAction<ButtonAction>): string {
  const value = body.actions[0]?.value
  if (value === undefined) throw new PayloadError('no_value')
  return value
}
