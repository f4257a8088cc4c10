/** Packets in every kind of place, and every kind of person with what they may see. */
import { redactSecrets } from '../../../src/engine/redact.ts'
import type { Amendment, Verdict } from '../../../src/engine/packet.ts'
import type { Brief } from '../../../src/engine/route-out/brief.ts'
import type { ChannelKind, Store } from '../../../src/store/port.ts'
import { samplePacket } from '../../engine/sample-verdicts.ts'
import { revisionOf } from '../../store/sample.ts'
import type { SlackChannel, SlackPerson } from './small-slack.ts'

export const team = 'T-OURS'
const otherTeam = 'T-THEIRS'

export const people = {
  author: { teamId: team },
  member: { teamId: team },
  outside: { teamId: team },
  admin: { teamId: team, is: 'admin' },
  guest: { teamId: team, is: 'guest' },
  loneGuest: { teamId: team, is: 'single-channel guest' },
  connected: { teamId: otherTeam },
  removed: { teamId: team, is: 'removed' },
  bot: { teamId: team, is: 'bot' },
} as const satisfies Readonly<Record<string, SlackPerson>>
type Name = keyof typeof people

const everyone: readonly Name[] = ['author', 'member', 'bot']

export interface Place {
  readonly name: string
  readonly teamId: string
  readonly channelId: string
  /** What the store believes; null for what Slack tells nothing about. */
  readonly kind: ChannelKind
  readonly slack: SlackChannel | null
}

const place = (
  name: string,
  kind: ChannelKind,
  slack: SlackChannel | null,
  teamId = team,
): Place => ({ name, teamId, channelId: `C-${name.toUpperCase()}`, kind, slack })

const room = (members: readonly Name[], rest: Partial<SlackChannel> = {}): SlackChannel => ({
  isPrivate: false,
  hasBot: true,
  members,
  ...rest,
})

export const places = [
  place('public', 'public', room([...everyone, 'guest'])),
  place('private', 'private', room([...everyone, 'loneGuest'], { isPrivate: true })),
  { ...place('direct', 'dm', null), channelId: 'D-author' },
  // Slack tells the bot nothing about a group direct message: it is in none.
  place('group', 'unknown', null),
  place('converted', 'public', room(everyone, { isPrivate: true })),
  place('archived', 'public', room(everyone, { isArchived: true, hasBot: false })),
  place('shared', 'public', room([...everyone, 'connected'], { isShared: true })),
  // The bot was removed from it, so nobody's membership can be verified any more.
  place('left', 'private', room(everyone, { isPrivate: true, hasBot: false })),
  place('foreign', 'public', room(everyone), otherTeam),
] as const satisfies readonly Place[]

export interface Person {
  readonly who: string
  readonly userId: string
  readonly teamId: string
  readonly sees: readonly string[]
  /** Full members alone change, accept and object. */
  readonly isFullMember: boolean
  readonly isAdmin?: boolean
  readonly isSlackSilent?: boolean
}

const openPlaces = ['public', 'archived', 'shared']

export const everybody: readonly Person[] = [
  person('the author, a member of every channel', 'author', [
    'public',
    'private',
    'direct',
    'converted',
    'archived',
    'shared',
  ]),
  person('another member of every channel', 'member', [
    'public',
    'private',
    'converted',
    'archived',
    'shared',
  ]),
  person('a full member who is in none of the channels', 'outside', openPlaces),
  { ...person('an admin who is in none of the channels', 'admin', openPlaces), isAdmin: true },
  person('a guest of the public channel', 'guest', ['public'], false),
  person('a single-channel guest of the private channel', 'loneGuest', ['private'], false),
  person('somebody of another organisation in the shared channel', 'connected', ['shared'], false),
  person('a member who was removed from the workspace', 'removed', [], false),
  person(
    'another app’s bot in the channels',
    'bot',
    ['public', 'private', 'converted', 'archived', 'shared'],
    false,
  ),
  { ...person('somebody of another workspace', 'stranger', [], false), teamId: 'T-NEITHER' },
  {
    ...person('the author while Slack does not answer', 'author', ['direct'], false),
    isSlackSilent: true,
  },
]

function person(who: string, userId: string, sees: readonly string[], isFullMember = true): Person {
  return { who, userId, teamId: team, sees, isFullMember }
}

export const secretOf = ({ name }: Place): string => `zq${name}`
export const nameOf = ({ name }: Place): string => `quiet-${name}-11`
export const idOf = ({ name }: Place): string => `id-${name}`
export const cardOf = ({ name }: Place): string =>
  `${places.findIndex((each) => each.name === name) + 1}00.1`

const amendment: Amendment = {
  id: 'a1',
  on: 'layer',
  target: 'smoke',
  op: 'set',
  to: 'out',
  because: null,
  by: 'member',
}

/** Stands for the engine: the verdict is about the secret in the text, and reads differently with each amendment. */
export function planSecret(text: string, amendments: readonly Amendment[]): Verdict {
  const [secret = 'nothing'] = /zq[a-z]+/u.exec(redactSecrets(text).text) ?? []
  const packet = samplePacket()
  return {
    ...packet,
    framing: {
      ...packet.framing,
      title: `subject ${secret}`,
      risks: [{ risk: `risk-${secret}`, words: secret, stated: true, evidence: [] }],
      dependencies: [],
      constraints: amendments.map((each) => ({
        constraint: each.target,
        value: each.to,
        words: `${each.because ?? each.target} ${secret}`,
        evidence: [],
      })),
    },
  }
}

export const briefAbout = (to: Brief['to'], text: string): Brief => ({
  to,
  title: `brief of ${/zq[a-z]+/u.exec(text)?.[0] ?? 'nothing'}`,
  undecided: [{ point: 'error semantics', asked: text }],
  dependsOnIt: [],
  staysHere: [],
  comeBackWith: 'the decision',
  becomes: null,
  words: null,
})

/** A packet with everything that can hang on one, whose words stand nowhere else. */
export async function plant(store: Store, where: Place): Promise<void> {
  const [id, secret, teamId] = [idOf(where), secretOf(where), where.teamId]
  const requestText = `Planted words about ${secret} of the ${secret} service.`
  await store.openPacket(
    {
      id,
      teamId,
      name: nameOf(where),
      channelId: where.channelId,
      channelKind: where.kind,
      threadTs: null,
      authorId: 'author',
      source: 'command',
      requestText,
      createdAt: 1000,
    },
    revisionOf(1, { verdict: planSecret(requestText, []), authorId: 'author' }),
    [{ id: `card-${id}`, kind: 'card', position: 0 }],
    `once-${id}`,
  )
  await store.markSent(`card-${id}`, cardOf(where))
  await store.appendRevision(
    id,
    revisionOf(2, { amendments: [amendment], verdict: planSecret(requestText, [amendment]) }),
    [{ id: `change-${id}`, kind: 'change', position: 0 }],
  )
  await store.markSent(`change-${id}`, '5.5')
  await store.saveProposal({
    id: `proposal-${id}`,
    teamId,
    packetId: id,
    baseRevision: 2,
    authorId: 'author',
    amendments: [{ ...amendment, id: 'a2', target: 'unit', because: `because of ${secret}` }],
    sourceTs: null,
    createdAt: 1000,
  })
  const note = {
    teamId,
    packetId: id,
    due: null,
    authorId: 'author',
    sourceTs: null,
    permalink: null,
    createdAt: 1000,
  }
  for (const userId of Object.keys(people))
    await store.addNote({
      ...note,
      id: `question-${userId}-${id}`,
      kind: 'question',
      text: `Who knows ${secret}?`,
      ownerId: userId,
      conflict: null,
    })
  for (const userId of Object.keys(people))
    await store.addNote({
      ...note,
      id: `conflict-${userId}-${id}`,
      kind: 'conflict',
      text: `Which ${secret}?`,
      ownerId: userId,
      conflict: {
        standing: { ...amendment, because: `standing ${secret}` },
        proposed: { ...amendment, id: 'a3', to: 'in', because: `proposed ${secret}` },
      },
    })
}

/** Handed over into the packet's own channel, where whoever may see it answers. */
export async function handOver(store: Store, where: Place): Promise<void> {
  const id = idOf(where)
  await store.addHandOff(
    {
      id: `hand-off-${id}`,
      teamId: where.teamId,
      packetId: id,
      to: 'api-design',
      revision: 2,
      channelId: where.channelId,
      channelKind: where.kind,
      senderId: 'author',
      brief: briefAbout('api-design', secretOf(where)),
      createdAt: 1000,
    },
    [{ id: `hand-off:${id}`, kind: 'hand-off', position: 0, channelId: where.channelId }],
    null,
  )
}

/** What is kept of a packet: where it stands and all that hangs on it. */
export async function stateOf(store: Store, where: Place): Promise<string> {
  const id = idOf(where)
  const packet = await store.packetById(where.teamId, id)
  return JSON.stringify([
    packet?.revision.number,
    packet?.acceptedRevision,
    await store.stances(id, packet?.revision.number ?? 0),
    await store.notes(id),
    (await store.deliveries(id)).map((each) => [each.id, each.state]),
    (await store.findProposal(where.teamId, `proposal-${id}`))?.state,
    (await store.findHandOff(where.teamId, `hand-off-${id}`))?.state,
  ])
}
