/** Where hand-offs stand, as sentences: on the packet's card, in its thread, and on Home. */
import type { KnownBlock } from '@slack/types'
import { controlIds, layerIds } from '../../engine/packet.ts'
import type { RouteOutId } from '../../engine/packet.ts'
import type { Waiting } from '../../engine/route-out/waiting.ts'
import { escapeMrkdwn } from '../escape.ts'
import { actionIds } from '../ids.ts'
import { labelWords } from '../labels.ts'
import { noteButton, renderNote } from '../notes.ts'
import type { PacketLine } from '../notes.ts'
import type { MessagePayload } from '../pack.ts'
import { shorten } from '../split.ts'
import { controlWords, layerWords } from '../words.ts'

export interface HandOffLine {
  readonly to: RouteOutId
  readonly state: 'sent' | 'accepted' | 'declined' | 'answered' | 'withdrawn' | 'undelivered'
  readonly channelId: string
  readonly by: string
  readonly words: string | null
  readonly waits: Waiting
  /** Days without a word, once they are worth showing. */
  readonly silentDays: number | null
  /** The answer is in the revision that is shown. */
  readonly holds: boolean
}

/** `what waits: Contract / API layer, scenarios 3 and 4`; null when nothing does. */
function waitsWords({ decisions, sentences }: Waiting): string | null {
  if (sentences.length > 0) return 'the plan itself'
  const cases = decisions.flatMap((key) => nameIn(key, 'scenario '))
  const words = [
    ...layerIds.flatMap((id) =>
      decisions.includes(`layer ${id}`) ? [`${layerWords[id]} layer`] : [],
    ),
    ...controlIds.flatMap((id) =>
      decisions.includes(`control ${id}`) ? [controlWords[id].toLowerCase()] : [],
    ),
    ...(decisions.includes('gates') ? ['gates'] : []),
    ...(cases.length === 0
      ? []
      : [`${cases.length === 1 ? 'scenario' : 'scenarios'} ${listed(cases)}`]),
  ]
  return words.length === 0 ? null : words.join(', ')
}

const nameIn = (key: string, topic: string): readonly string[] =>
  key.startsWith(topic) ? [key.slice(topic.length)] : []

const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`

/** One line of the card, in mrkdwn. */
function handOffWords(line: HandOffLine): string {
  const name = `*${labelWords[line.to]}*`
  const place = `<#${line.channelId}>`
  const waits = waitsWords(line.waits)
  const blocked = waits === null ? 'nothing here waits for it' : `blocked by it: ${waits}`
  const said = line.words === null ? '' : `: “${escapeMrkdwn(shorten(line.words, 300))}”`
  switch (line.state) {
    case 'sent':
      return `${name}: asked in ${place}, ${line.silentDays === null ? 'no answer yet' : `*no answer for ${line.silentDays} days*`} · ${blocked}`
    case 'accepted':
      return `${name}: <@${line.by}> takes it on in ${place}${line.silentDays === null ? '' : `, *for ${line.silentDays} days*`} · ${blocked}`
    case 'declined':
      return `${name}: *declined* by <@${line.by}> in ${place}${said} · still open`
    case 'undelivered':
      return `${name}: *not delivered* to ${place} · still open`
    case 'answered':
      return line.holds
        ? `${name}: *answered* by <@${line.by}>${said} · ${waits === null ? 'nothing waited for it' : `unblocked: ${waits}`}`
        : `${name}: answered by <@${line.by}>${said} · *not in this revision* · ${blocked}`
    case 'withdrawn':
      return `${name}: withdrawn`
  }
  return ''
}

/** The card's section about what was handed over; nothing while nothing was. */
export function handOffSection(
  packetId: string,
  lines: readonly HandOffLine[],
): readonly KnownBlock[] {
  if (lines.length === 0) return []
  return [
    {
      type: 'section',
      text: {
        type: 'mrkdwn',
        verbatim: true,
        text: shorten(
          ['*Handed over*', ...lines.map((line) => `• ${handOffWords(line)}`)].join('\n'),
          2900,
        ),
      },
      ...(lines.every(isDone)
        ? {}
        : { accessory: noteButton('Hand off…', actionIds.handOffOpen, packetId) }),
    },
  ]
}

const isDone = ({ state, holds }: HandOffLine): boolean => state === 'answered' && holds

/** In the packet's thread, to who handed it over: they have to go elsewhere with it. */
export function renderRefusal(view: {
  readonly packetId: string
  readonly to: RouteOutId
  readonly channelId: string
  readonly senderId: string
  /** Who declined, as a name in mrkdwn. */
  readonly by: string
  readonly words: string | null
}): MessagePayload {
  const why = view.words === null ? '' : `: “${escapeMrkdwn(shorten(view.words, 900))}”`
  return renderNote(
    `<@${view.senderId}>, what you handed over to ${labelWords[view.to]} was *declined* by ${view.by} in <#${view.channelId}>${why}. The point is still open.`,
    [noteButton('Send it elsewhere…', actionIds.handOffOpen, `${view.packetId} ${view.to}`)],
  )
}

/** Where a point that is open now can go. */
export function renderOffer(packetId: string, open: readonly RouteOutId[]): MessagePayload {
  return renderNote(
    'Open, and not for this packet to decide:',
    open.map((to) =>
      noteButton(`Hand off to ${labelWords[to]}…`, actionIds.handOffOpen, `${packetId} ${to}`),
    ),
  )
}

/** Under the revision that an answer made: whose it is and what is final now. */
export function answerWords(view: {
  readonly to: RouteOutId
  readonly channelId: string
  /** Names in mrkdwn. */
  readonly by: string
  readonly sender: string
  readonly unblocked: Waiting
}): string {
  const waits = waitsWords(view.unblocked)
  return `*Answer from <#${view.channelId}>* by ${view.by} to what ${view.sender} handed over to ${labelWords[view.to]}. ${waits === null ? 'Nothing here waited for it.' : `*Unblocked:* ${waits}.`}`
}

export interface HomeHandOffs {
  readonly handOffs: readonly {
    readonly id: string
    readonly line: PacketLine
    readonly handOff: HandOffLine
  }[]
  /** With those that do not fit here. */
  readonly total: number
}

/** Home: what a person waits for, and what they took on. */
export function handOffHome(
  waiting: HomeHandOffs,
  taken: HomeHandOffs,
): { readonly waiting: readonly KnownBlock[]; readonly taken: readonly KnownBlock[] } {
  return {
    waiting:
      waiting.total === 0
        ? []
        : [
            ...renderNote(`*${waiting.total} handed over, no answer yet*`).blocks,
            ...waiting.handOffs.flatMap(
              ({ id, line, handOff }) =>
                renderNote(
                  `${escapeMrkdwn(line.name)}  ${escapeMrkdwn(shorten(line.title, 150))}\n${handOffWords(handOff)}`,
                  [
                    noteButton('Show', actionIds.packetShow, line.id),
                    noteButton('Send again…', actionIds.handOffOpen, `${line.id} ${handOff.to}`),
                    noteButton('Withdraw', actionIds.handOffWithdraw, id),
                  ],
                ).blocks,
            ),
          ],
    taken:
      taken.total === 0
        ? []
        : [
            ...renderNote(`*${taken.total} that you took on*`).blocks,
            ...taken.handOffs.flatMap(
              ({ id, handOff, line }) =>
                renderNote(
                  `${labelWords[handOff.to]}: ${escapeMrkdwn(shorten(line.title, 150))} (in <#${handOff.channelId}>)`,
                  [
                    noteButton('Answer…', actionIds.handOffAnswer, id, 'primary'),
                    noteButton('Decline…', actionIds.handOffDecline, id),
                  ],
                ).blocks,
            ),
          ],
  }
}
