/** An open Home follows every kind of change that it can show, for whom the change concerns. */
import { describe, expect, onTestFinished, test } from 'vitest'
import { noHouseRules } from '../../src/engine/house-rules.ts'
import type { Timer } from '../../src/bot/delivery/deliver.ts'
import { createHomes } from '../../src/bot/home/homes.ts'
import type { Store } from '../../src/store/port.ts'
import type { Workspace } from '../../src/workspace/start-workspace.ts'
import { channels, people } from '../../src/workspace/state/seed.ts'
import { samplePacket, sampleRequest } from '../engine/sample-verdicts.ts'
import { draftOf, packetOf, revisionOf } from '../store/sample.ts'
import { dialogOf } from './dialog-driver.ts'
import { postPacket } from './people-do.ts'
import { realTimer, startBot } from './start-bot.ts'
import type { Running } from './start-bot.ts'

const { maya, jonas, priya } = people
const { backend, payments } = channels
const teamId = 'T0HARBOR01'

const homeWords = ({ workspace }: Running, user: string): string =>
  workspace.see.textOf(workspace.see.home(user)?.view['blocks'])

async function openHome(running: Running, user: string): Promise<void> {
  running.workspace.act.openHome(user, { tab: 'home' })
  await running.workspace.until(() => running.workspace.see.home(user))
}

const question = {
  id: 'n1',
  teamId,
  packetId: 'p1',
  kind: 'question' as const,
  text: 'Who replays it?',
  ownerId: jonas,
  due: null,
  authorId: maya,
  sourceTs: null,
  permalink: null,
  createdAt: 1,
  conflict: null,
}
const titled = (title: string) => {
  const packet = samplePacket()
  return { ...packet, framing: { ...packet.framing, title } }
}
const stance = { packetId: 'p1', revision: 1, userId: jonas, because: null, at: 2 }

/** Changes are gathered for a moment; here for a shorter one. */
const hurried: Timer = {
  now: Date.now,
  after: (ms, then) => realTimer.after(Math.min(ms, 30), then),
}

interface Kind {
  readonly what: string
  readonly before?: (store: Store, workspace: Workspace) => Promise<unknown>
  readonly change: (store: Store) => Promise<unknown>
  /** Whose Home shows it, and what it then says or no longer says. */
  readonly who: string
  readonly words: string
  readonly to: 'come' | 'go'
}

const kinds: readonly Kind[] = [
  {
    what: 'a new packet',
    change: (store) =>
      store.openPacket(
        packetOf('p2', { teamId, channelId: backend, authorId: maya, createdAt: Date.now() }),
        revisionOf(1, { verdict: titled('the second packet') }),
        [],
        'once-p2',
      ),
    who: jonas,
    words: 'the second packet',
    to: 'come',
  },
  {
    what: 'a revision',
    change: (store) =>
      store.appendRevision('p1', revisionOf(2, { verdict: titled('the revised title') }), []),
    who: jonas,
    words: 'the revised title',
    to: 'come',
  },
  {
    what: 'a captured question',
    change: (store) => store.addNote(question),
    who: jonas,
    words: '1 to answer',
    to: 'come',
  },
  {
    what: 'an answered question',
    before: (store) => store.addNote(question),
    change: (store) => store.resolveNote('n1', 'yes'),
    who: jonas,
    words: '1 to answer',
    to: 'go',
  },
  {
    what: 'a conflict to decide',
    change: (store) => store.addNote({ ...question, kind: 'conflict' }),
    who: jonas,
    words: '1 to decide',
    to: 'come',
  },
  {
    what: 'one’s own stance',
    change: (store) => store.saveStance({ ...stance, stance: 'needs-change' }),
    who: jonas,
    words: '1 to accept',
    to: 'go',
  },
  {
    what: 'somebody else’s acceptance',
    change: (store) => store.markAccepted('p1', 1),
    who: jonas,
    words: '1 to accept',
    to: 'go',
  },
  {
    what: 'the people who may accept',
    change: (store) =>
      store.saveHouseRules(teamId, { ...noHouseRules, acceptorIds: [maya] }, { by: maya, at: 1 }),
    who: jonas,
    words: '1 to accept',
    to: 'go',
  },
  {
    what: 'a draft that was kept',
    change: (store) => store.saveDraft(draftOf({ teamId, userId: jonas, savedAt: Date.now() })),
    who: jonas,
    words: 'half a thought',
    to: 'come',
  },
  {
    what: 'a draft that was discarded',
    before: (store) => store.saveDraft(draftOf({ teamId, userId: jonas, savedAt: Date.now() })),
    change: (store) => store.deleteDraft(teamId, jonas),
    who: jonas,
    words: 'half a thought',
    to: 'go',
  },
  {
    what: 'a message that Slack refused',
    change: (store) => store.markFailed('p1-0', 'is_archived'),
    who: maya,
    words: 'the channel is archived',
    to: 'come',
  },
  {
    what: 'a message that is left out after all',
    before: (store) => store.markUnknown('p1-0', 'socket'),
    change: (store) => store.resolveDelivery('p1-0', 'abandoned'),
    who: maya,
    words: 'Slack did not say whether',
    to: 'go',
  },
  {
    what: 'a channel that became private',
    before(store, workspace) {
      workspace.act.removeMember(maya, { channel: payments, user: jonas })
      return store.openPacket(
        packetOf('p3', { teamId, channelId: payments, authorId: maya, createdAt: 1 }),
        revisionOf(1, { verdict: titled('of another channel') }),
        [],
        'once-p3',
      )
    },
    change: (store) => store.setChannelKind(teamId, payments, 'private'),
    who: jonas,
    words: 'of another channel',
    to: 'go',
  },
  {
    what: 'packets that are forgotten',
    before: (store) => store.markSent('p1-0', '1.1'),
    change: (store) => store.forgetUnchanged(teamId, Date.now() + 1000),
    who: jonas,
    words: 'calm-otter-p1',
    to: 'go',
  },
]

describe('an open Home shows by itself', () => {
  test.each(kinds)('$what', async ({ before, change, who, words, to }) => {
    const running = await startBot({ timer: hurried })
    const { store, workspace } = running
    await store.openPacket(
      packetOf('p1', { teamId, channelId: backend, authorId: maya, createdAt: Date.now() }),
      revisionOf(1, { verdict: titled('the first packet') }),
      [{ id: 'p1-0', kind: 'card', position: 0 }],
      'once-p1',
    )
    await before?.(store, workspace)
    await openHome(running, who)
    const isThere = () => homeWords(running, who).includes(words)
    expect(isThere()).toBe(to === 'go')
    await change(store)
    await workspace.until(() => isThere() === (to === 'come'))
  })

  test('a question that somebody captures in a thread, to the person who has to answer it', async () => {
    const running = await startBot({ timer: hurried })
    const { workspace } = running
    const card = await postPacket(workspace, maya, backend, sampleRequest)
    await openHome(running, jonas)
    await openHome(running, priya)
    const said = workspace.act.send(jonas, {
      channel: backend,
      threadTs: card.ts,
      text: 'who has the sandbox keys',
    })
    const on = { callbackId: 'packet_add', channel: backend, ts: said.ts }
    await workspace.act.messageShortcut(maya, on)
    await workspace.until(() => workspace.see.modal(maya))
    const dialog = dialogOf(workspace, maya)
    dialog.type('words', 'Who owns the sandbox keys?')
    dialog.choose('capture', 'question')
    workspace.act.viewState(maya, {
      viewId: dialog.top().id,
      state: { owner: { value: { type: 'users_select', selected_user: jonas } } },
    })
    await dialog.post()
    await workspace.until(() => homeWords(running, jonas).includes('Who owns the sandbox keys?'))
    expect(homeWords(running, priya)).not.toContain('sandbox keys')
    expect(workspace.log()).toEqual([])
  })
})

describe('many open Homes', () => {
  const actor = (at: number) => ({ teamId: 'T1', userId: `U${at}` })

  function homesOf(publish: (userId: string) => Promise<string>) {
    const timers: (() => void)[] = []
    const homes = createHomes({
      publish: ({ userId }) => publish(userId),
      timer: {
        now: () => 0,
        after(_ms, then) {
          timers.push(then)
          return () => undefined
        },
      },
      logger: { warn: () => undefined } as never,
    })
    onTestFinished(() => homes.stop())
    return { homes, timers }
  }

  test('all follow a change, twenty at once and the others one after the other', async () => {
    const published: string[] = []
    const { homes, timers } = homesOf((userId) => {
      published.push(userId)
      return Promise.resolve(userId)
    })
    for (let at = 0; at < 50; at += 1) await homes.show(actor(at))
    published.length = 0
    homes.changed(null)
    homes.changed(null)
    const counts: number[] = []
    while (timers.length > 0) {
      timers.shift()?.()
      await new Promise((resume) => setImmediate(resume))
      counts.push(published.length)
    }
    expect(counts.slice(0, 3)).toEqual([20, 21, 22])
    expect(new Set(published).size).toBe(50)
    expect(published).toHaveLength(50)
    expect(published[0]).toBe('U49')
  })

  test('one that cannot be shown keeps no other one old', async () => {
    const published: string[] = []
    let isBroken = false
    const { homes, timers } = homesOf((userId) => {
      if (isBroken && userId === 'U1') return Promise.reject(new Error('ratelimited'))
      published.push(userId)
      return Promise.resolve(userId)
    })
    for (let at = 0; at < 3; at += 1) await homes.show(actor(at))
    published.length = 0
    isBroken = true
    homes.changed(null)
    timers.shift()?.()
    await new Promise((resume) => setImmediate(resume))
    expect(published.toSorted()).toEqual(['U0', 'U2'])
  })
})
