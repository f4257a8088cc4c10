/**
 * Packets in every kind of place, every way in, every kind of person. Each packet has words that stand nowhere else, so
 * that whatever a person was shown can be searched for what they must not see.
 */
import { WebClient } from '@slack/web-api'
import { describe, expect, test } from 'vitest'
import { everything } from '../../src/flows/search-query.ts'
import type { ChannelKind, Store } from '../../src/store/port.ts'
import type { Workspace } from '../../src/workspace/start-workspace.ts'
import { channels, people, secondTeam } from '../../src/workspace/state/seed.ts'
import { samplePacket } from '../engine/sample-verdicts.ts'
import { revisionOf } from '../store/sample.ts'
import { dialogOf } from './dialog-driver.ts'
import { ask, postPacket } from './people-do.ts'
import { realTimer, startBot } from './start-bot.ts'
import type { Running } from './start-bot.ts'

const { maya, jonas, priya } = people
const { backend, general, incidentRoom, payments, archived } = channels

const placeNames = ['public', 'private', 'dm', 'converted', 'archived', 'foreign'] as const
type PlaceName = (typeof placeNames)[number]

/** Where each packet is, and what the store believes about its channel when it is planted. */
const places = async (
  workspace: Workspace,
): Promise<
  Readonly<Record<PlaceName, { channelId: string; kind: ChannelKind; teamId: string }>>
> => {
  const teamId = workspace.teams[0]!.id
  return {
    public: { channelId: general, kind: 'public', teamId },
    private: { channelId: incidentRoom, kind: 'private', teamId },
    dm: { channelId: await directOf(workspace, maya), kind: 'dm', teamId },
    converted: { channelId: payments, kind: 'public', teamId },
    archived: { channelId: archived, kind: 'public', teamId },
    foreign: { channelId: secondTeam.channel, kind: 'public', teamId: secondTeam.id },
  }
}

const nameOf = (place: PlaceName) => `quiet-heron-${placeNames.indexOf(place) + 11}`
const secretOf = (place: PlaceName) => `zq${place}`

async function plant(store: Store, workspace: Workspace): Promise<void> {
  for (const [place, { channelId, kind, teamId }] of Object.entries(await places(workspace))) {
    const secret = secretOf(place as PlaceName)
    const packet = samplePacket()
    await store.openPacket(
      {
        id: `id-${place}`,
        teamId,
        name: nameOf(place as PlaceName),
        channelId,
        channelKind: kind,
        threadTs: null,
        authorId: maya,
        source: 'command',
        requestText: `Planted words about ${secret} here.`,
        createdAt: Date.now(),
      },
      revisionOf(1, {
        verdict: {
          ...packet,
          framing: {
            ...packet.framing,
            title: `subject ${secret}`,
            risks: [{ risk: `risk-${secret}`, words: secret, stated: true, evidence: [] }],
            dependencies: [],
          },
        },
      }),
      [],
      `once-${place}`,
    )
    await store.addNote({
      id: `note-${place}`,
      teamId,
      packetId: `id-${place}`,
      kind: 'question',
      text: `Who knows ${secret}?`,
      ownerId: jonas,
      due: null,
      authorId: maya,
      sourceTs: null,
      permalink: null,
      createdAt: 1,
      conflict: null,
    })
  }
}

interface Planted extends Running {
  readonly later: (ms: number) => void
}

async function planted(): Promise<Planted> {
  let ahead = 0
  const running = await startBot({
    timer: { now: () => Date.now() + ahead, after: (ms, then) => realTimer.after(ms, then) },
  })
  const { workspace, store } = running
  await plant(store, workspace)
  workspace.act.changeChannel(maya, { channel: payments, to: 'private' })
  return {
    ...running,
    later: (ms) => {
      ahead += ms
    },
  }
}

/** Everything that the bot ever showed to this person alone. */
function shownTo({ workspace }: Running, user: string): string {
  return JSON.stringify([
    workspace.see.ephemerals(user).map(({ blocks, text }) => [blocks, text]),
    workspace.see.home(user)?.view,
    workspace.see.modal(user)?.view,
  ])
}

async function home(running: Running, user: string): Promise<string> {
  running.workspace.act.openHome(user, { tab: 'home' })
  await running.workspace.until(() => running.workspace.see.home(user))
  return shownTo(running, user)
}

interface Person {
  readonly who: string
  readonly userId: string
  readonly from: string
  readonly sees: readonly PlaceName[]
  readonly before?: (workspace: Workspace) => void
}

const everybody: readonly Person[] = [
  {
    who: 'the author, a member of every channel',
    userId: maya,
    from: backend,
    sees: ['public', 'private', 'dm', 'converted', 'archived'],
  },
  {
    who: 'another member of every channel',
    userId: jonas,
    from: backend,
    sees: ['public', 'private', 'converted', 'archived'],
  },
  {
    who: 'a full member who is not in the private channels',
    userId: jonas,
    from: backend,
    sees: ['public', 'archived'],
    before({ act }) {
      for (const channel of [incidentRoom, payments])
        act.removeMember(maya, { channel, user: jonas })
    },
  },
  {
    who: 'a full member who is in none of the channels',
    userId: jonas,
    from: backend,
    sees: ['public', 'archived'],
    before({ act }) {
      for (const channel of [incidentRoom, payments, general])
        act.removeMember(maya, { channel, user: jonas })
    },
  },
  { who: 'a guest of another channel', userId: priya, from: backend, sees: [] },
  {
    who: 'a guest of the public channel',
    userId: priya,
    from: backend,
    sees: ['public'],
    before: ({ act }) => act.invite(maya, { channel: general, user: priya }),
  },
  {
    who: 'somebody of another team',
    userId: secondTeam.person,
    from: secondTeam.channel,
    // What was signed shows them in this channel; the bot can verify nothing else about them.
    sees: ['foreign'],
  },
  {
    who: 'anybody while the bot is out of the private channel',
    userId: maya,
    from: backend,
    sees: ['public', 'dm', 'converted', 'archived'],
    before: ({ act }) => act.removeMember(maya, { channel: incidentRoom, user: people.bot }),
  },
]

describe.each(everybody)('$who', ({ userId, from, sees, before }) => {
  const hidden = placeNames.filter((place) => !sees.includes(place))

  test(`sees ${sees.join(', ') || 'nothing'} by name, id, words, filter, count and on Home`, async () => {
    const running = await planted()
    const { workspace } = running
    before?.(workspace)
    const said = async (text: string) =>
      workspace.see.textOf((await ask(workspace, userId, from, text)).blocks)

    const byName: PlaceName[] = []
    const byId: PlaceName[] = []
    const byWord: PlaceName[] = []
    const byRisk: PlaceName[] = []
    for (const place of placeNames) {
      const secret = secretOf(place)
      if ((await said(`show ${nameOf(place)}`)).includes(`subject ${secret}`)) byName.push(place)
      if ((await said(`show id-${place}`)).includes(`subject ${secret}`)) byId.push(place)
      if ((await said(`history ${secret}`)).includes(nameOf(place))) byWord.push(place)
      if ((await said(`history zq* service:${secret}`)).includes(nameOf(place))) byRisk.push(place)
    }
    expect({ byName, byId, byWord, byRisk }).toEqual({
      byName: sees,
      byId: sees,
      byWord: sees,
      byRisk: sees,
    })

    const before0 = workspace.see.ephemerals(userId).length
    const listed = await said('history')
    expect(placeNames.filter((place) => listed.includes(nameOf(place)))).toEqual(sees)
    const counted = await said('history planted')
    const count = sees.length === 1 ? '*1 packet*' : `*${sees.length} packets*`
    expect(counted).toContain(sees.length > 0 ? count : 'No packet that you can see matches')
    const lists = JSON.stringify(workspace.see.ephemerals(userId).slice(before0))
    if (userId !== secondTeam.person) await home(running, userId)
    const homeView = JSON.stringify(workspace.see.home(userId)?.view ?? {})
    for (const place of hidden) {
      expect(lists).not.toContain(secretOf(place))
      expect(homeView).not.toContain(secretOf(place))
      expect(homeView).not.toContain(nameOf(place))
    }
  })
})

test('a button with a forged id shows, explains, shares and exports nothing', async () => {
  const running = await planted()
  const { workspace } = running
  for (const channel of [incidentRoom, payments])
    workspace.act.removeMember(maya, { channel, user: jonas })
  for (const place of ['private', 'dm', 'converted', 'foreign'] as const) {
    for (const action of [
      'packet_why',
      'packet_markdown',
      'packet_share',
      'packet_export',
    ] as const) {
      const shown = await ask(workspace, jonas, backend, `show ${nameOf('public')}`)
      forge(shown, `id-${place}`, action)
      await workspace.act.press(jonas, { channel: backend, ts: shown.ts }, action)
      const modal = await workspace.until(() => {
        const shown = workspace.see.modal(jonas)
        const words = workspace.see.textOf(shown?.view['blocks'])
        return words.includes('not there any more') ? shown : null
      })
      await workspace.act.closeView(jonas, { viewId: modal.id })
    }
    const list = await ask(workspace, jonas, backend, `history ${secretOf('public')}`)
    forge(list, `id-${place}`, 'packet_show')
    const before = workspace.see.ephemerals(jonas).length
    await workspace.act.press(jonas, { channel: backend, ts: list.ts }, 'packet_show')
    const answer = await workspace.until(() => workspace.see.ephemerals(jonas)[before])
    expect(workspace.see.textOf(answer.blocks)).toContain('not there any more')
  }
  const seen = shownTo(running, jonas)
  for (const place of ['private', 'dm', 'converted', 'foreign'] as const)
    expect(seen).not.toContain(secretOf(place))
})

test('who leaves a channel sees its packets for a minute at most, through old buttons too', async () => {
  const running = await planted()
  const { workspace, later } = running
  const list = await ask(workspace, jonas, backend, `history ${secretOf('private')}`)
  expect(workspace.see.textOf(list.blocks)).toContain(nameOf('private'))
  const shown = await ask(workspace, jonas, backend, `show ${nameOf('private')}`)
  await workspace.act.press(jonas, { channel: backend, ts: shown.ts }, 'packet_share')
  await workspace.until(() => workspace.see.modal(jonas))
  workspace.act.removeMember(maya, { channel: incidentRoom, user: jonas })
  later(61_000)
  const form = dialogOf(workspace, jonas)
  form.chooseChannel(general)
  expect(await form.post()).toMatchObject({
    outcome: 'errors',
    errors: { channel: expect.stringContaining('you may not see it') },
  })
  const before = workspace.see.ephemerals(jonas).length
  await workspace.act.press(jonas, { channel: backend, ts: list.ts }, 'packet_show')
  const answer = await workspace.until(() => workspace.see.ephemerals(jonas)[before])
  expect(workspace.see.textOf(answer.blocks)).toContain('not there any more')
  expect(workspace.see.roots(general)).toEqual([])
})

test('a form under a packet that was opened before the person left the channel changes nothing', async () => {
  const running = await planted()
  const { workspace, store, later } = running
  await postPacket(workspace, maya, incidentRoom, 'A refund worker')
  const card = workspace.see.roots(incidentRoom)[0]!
  const [packet] = (
    await store.history(
      {
        teamId: workspace.teams[0]!.id,
        userId: maya,
        isFullMember: true,
        memberOf: [incidentRoom],
      },
      { ...everything, words: ['refund'] },
      1,
      null,
    )
  ).packets
  await workspace.act.press(jonas, { channel: incidentRoom, ts: card.ts }, 'packet_object')
  await workspace.until(() => workspace.see.modal(jonas))
  workspace.act.removeMember(maya, { channel: incidentRoom, user: jonas })
  later(61_000)
  const form = dialogOf(workspace, jonas)
  form.type('words', 'no broker test')
  await form.post()
  await ask(workspace, jonas, backend, 'history')
  expect(await store.stances(packet!.id, 1)).toEqual([])
})

test('a channel that becomes private while the bot runs hides its packets within a minute', async () => {
  const running = await planted()
  const { workspace, store, later } = running
  await ask(workspace, jonas, backend, 'history')
  workspace.act.removeMember(maya, { channel: general, user: jonas })
  workspace.act.changeChannel(maya, { channel: general, to: 'private' })
  later(61_000)
  const answer = await ask(workspace, jonas, backend, `history ${secretOf('public')}`)
  expect(workspace.see.textOf(answer.blocks)).toContain('No packet that you can see matches')
  expect(await store.packetById(workspace.teams[0]!.id, 'id-public')).toMatchObject({
    channelKind: 'private',
  })
})

test.each(['users.conversations', 'users.info', 'conversations.info'])(
  'while %s does not answer, nothing private is shown',
  async (method) => {
    const running = await planted()
    const { workspace } = running
    workspace.act.removeMember(maya, { channel: payments, user: jonas })
    workspace.act.removeMember(maya, { channel: incidentRoom, user: jonas })
    for (let times = 0; times < 6; times += 1)
      workspace.faults.onCall(method, { kind: 'error', error: 'internal_error' })
    const answer = await ask(workspace, jonas, backend, 'history')
    const words = workspace.see.textOf(answer.blocks)
    for (const place of ['private', 'dm', 'converted', 'foreign'] as const)
      expect(words).not.toContain(nameOf(place))
  },
)

async function directOf(workspace: Workspace, user: string): Promise<string> {
  const client = new WebClient(workspace.botToken, { slackApiUrl: workspace.apiUrl })
  const { channel } = await client.conversations.open({ users: user })
  if (channel?.id === undefined) throw new Error('No direct message with the bot')
  return channel.id
}

/** Puts another id into a message's button, as nobody can from Slack's own client. */
function forge(message: unknown, id: string, action: string): void {
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if ('action_id' in value && value.action_id === action) Object.assign(value, { value: id })
    for (const child of Object.values(value)) visit(child)
  }
  visit(message)
}
