/** What lives on in a thread: proposals while the packet moves, forms that meet a fault, answers, names. */
import { expect, test } from 'vitest'
import { createReplies } from '../../src/bot/thread/replies.ts'
import { people } from '../../src/workspace/state/seed.ts'
import type { Message } from '../../src/workspace/state/model.ts'
import { dialogOf } from './dialog-driver.ts'
import { chooseRow } from './people-do.ts'
import { deaf, openedStore } from './start-bot.ts'
import { knowledge, refunds, threadOfPacket } from './thread-driver.ts'
import type { Thread } from './thread-driver.ts'

const { maya, jonas } = people

/** What this message says, once it says `words`. */
const nowSays = ({ workspace, card }: Thread, message: Readonly<Message>, words: string) =>
  workspace.until(() => {
    const shown = workspace.see.replies(card.channel, card.ts).find(({ ts }) => ts === message.ts)
    const text = workspace.see.textOf(shown?.blocks)
    return text.includes(words) ? text : null
  })

test('a proposal that waits shows what it would change in each newer revision', async () => {
  const thread = await threadOfPacket()
  const { say, reply, press, workspace } = thread
  say(jonas, 'use a fake for Redis')
  const first = await reply('dependency redis: fake')
  say(maya, 'PR budget is 8 minutes')
  const second = await reply('Maya Lindqvist proposes')
  await press(jonas, first, 'proposal_apply')
  const text = await nowSays(thread, second, 'in revision 2, which holds now')
  expect(text).toContain('Apply')
  expect(workspace.log()).toEqual([])
})

test('one that says what holds already says so, and one that contradicts it names who would decide', async () => {
  const thread = await threadOfPacket()
  const { say, reply, press, workspace } = thread
  say(jonas, 'use a fake for Redis')
  const first = await reply('dependency redis: fake')
  say(maya, 'use a fake for Redis please')
  const same = await reply('Maya Lindqvist proposes')
  say(jonas, 'use a real Redis container')
  const other = await reply('dependency redis: containerized')
  await press(jonas, first, 'proposal_apply')
  const settled = await nowSays(thread, same, 'Revision 2 says all of this already')
  expect(settled).not.toContain('Apply')
  const contradicting = await nowSays(thread, other, 'Decided otherwise since')
  expect(contradicting).toContain('Maya Lindqvist decides which one holds')
  expect(workspace.log()).toEqual([])
})

test('when the packet is accepted, a proposal that waits offers to reopen it', async () => {
  const thread = await threadOfPacket()
  const { say, reply, press, card, cardSays, workspace } = thread
  say(maya, 'use a fake for Redis')
  const proposal = await reply('dependency redis: fake')
  await press(jonas, card, 'packet_accept')
  await cardSays('accepted by')
  expect(await nowSays(thread, proposal, 'Reopen with this change')).not.toContain('Apply')
  expect(workspace.log()).toEqual([])
})

test('a fault while a form is sent leaves it open with what was typed and the next step, and again works', async () => {
  const store = await openedStore()
  let left = 1
  const saveStance: typeof store.saveStance = (stance) =>
    (left -= 1) >= 0 ? Promise.reject(new Error('the disk is full')) : store.saveStance(stance)
  const { workspace, card, press, cardSays, logged } = await threadOfPacket(refunds, {
    store: { ...store, saveStance },
    faultsExpected: true,
  })
  await press(jonas, card, 'packet_object')
  await workspace.until(() => workspace.see.modal(jonas))
  const dialog = dialogOf(workspace, jonas)
  dialog.type('words', 'no broker test')
  expect(await dialog.post()).toMatchObject({
    outcome: 'errors',
    errors: { words: expect.stringContaining('nothing was lost') },
  })
  expect(logged.filter((line) => line.includes('"level":50'))).toHaveLength(1)
  await dialog.post()
  await cardSays(`objects: <@${jonas}>`)
  expect(workspace.see.modal(jonas)).toBeUndefined()
  expect(workspace.log()).toEqual([])
})

test('a member is heard although the connection was hung up just when Slack was asked who they are', async () => {
  const { workspace, say, reply } = await threadOfPacket()
  workspace.faults.onCall('users.info', { kind: 'drop-before' })
  workspace.faults.onCall('users.conversations', { kind: 'drop-before' })
  say(jonas, 'use a fake for Redis')
  await reply('Jonas Weber proposes')
  expect(workspace.faults.left()).toBe(0)
})

test('a form that Slack sends twice proposes once', async () => {
  const { workspace, card, choose, reply, store, packet } = await threadOfPacket()
  await choose(jonas, 'change')
  const dialog = await chooseRow(workspace, jonas, 'dependency redis')
  dialog.choose('choice', '1')
  await Promise.all([dialog.post(), dialog.post()])
  await reply('dependency redis: fake')
  await workspace.settled()
  expect(await store.openProposals((await packet()).id)).toHaveLength(1)
  expect(
    workspace.see
      .replies(card.channel, card.ts)
      .filter((each) => workspace.see.textOf(each.blocks).includes('proposes')),
  ).toHaveLength(1)
  expect(workspace.log()).toEqual([])
})

test('a question that Slack delivers twice, while it is busy, is answered once', async () => {
  const { workspace, card, say, reply } = await threadOfPacket(refunds, {
    // What would turn a decision takes its time and is not the question here.
    replies: { ...createReplies(knowledge()), explain: (packet) => deaf.explain(packet) },
  })
  workspace.faults.onDelivery('duplicate-event')
  workspace.faults.onCall('chat.postMessage', { kind: 'rate-limited', retryAfterSeconds: 1 })
  say(jonas, 'why is Redis real?')
  await reply('Dependency redis')
  await workspace.settled()
  expect(workspace.faults.left()).toBe(0)
  expect(
    workspace.see
      .replies(card.channel, card.ts)
      .filter((each) => workspace.see.textOf(each.blocks).includes('Dependency redis')),
  ).toHaveLength(1)
})

test('who is named in a change is shown by name, and nobody without a task is mentioned', async () => {
  const { say, reply, press, workspace } = await threadOfPacket()
  say(jonas, 'mock Stripe, because @maya says that its sandbox is down')
  const proposal = await reply('proposes, as I understood it')
  expect(workspace.see.textOf(proposal.blocks)).toContain('@Maya Lindqvist says')
  await press(jonas, proposal, 'proposal_apply')
  const change = await reply('Before → after')
  expect(workspace.see.textOf(change.blocks)).toContain('by Jonas Weber')
  for (const message of [proposal, change])
    expect(JSON.stringify([message.text, message.blocks])).not.toMatch(/<@U/u)
  expect(workspace.log()).toEqual([])
})

test('what was answered with questions has no row to change and nothing to accept, and says so', async () => {
  const { workspace, choose, say, told, packet } = await threadOfPacket('help us with our tests')
  expect((await packet()).revision.verdict.verdict).toBe('needs-framing')
  await choose(jonas, 'change')
  const modal = await workspace.until(() => workspace.see.modal(jonas))
  expect(workspace.see.textOf(modal.view['blocks'] as never)).toContain('no layers')
  say(jonas, 'approve')
  await told(jonas, 'no packet to accept')
  expect((await packet()).acceptedRevision).toBeNull()
  expect(workspace.log()).toEqual([])
})

test('words that were not understood come back with the form in which they can be chosen', async () => {
  const { workspace, card, say, told } = await threadOfPacket()
  say(jonas, 'thanks, this looks great!')
  const note = await told(jonas, 'nothing is changed')
  await workspace.act.press(jonas, { channel: card.channel, ts: note.ts }, 'packet_revise')
  const modal = await workspace.until(() => workspace.see.modal(jonas))
  expect(modal.view['callback_id']).toBe('packet_revise')
  expect(workspace.log()).toEqual([])
})

test('Revisions opens an old revision, and takes the last change back', async () => {
  const { say, reply, press, choose, cardSays, workspace, packet } = await threadOfPacket()
  say(jonas, 'use a fake for Redis')
  await press(jonas, await reply('dependency redis: fake'), 'proposal_apply')
  await cardSays('revision 2')
  await choose(maya, 'revisions')
  await workspace.until(() => workspace.see.modal(maya))
  const dialog = dialogOf(workspace, maya)
  expect(dialog.text()).toContain('dependency redis: fake')
  const list = dialog.top().id
  await workspace.act.press(maya, { viewId: list }, 'revision_show', blockOf(dialog.top().view, 1))
  await workspace.until(() => workspace.see.modal(maya)?.id !== list)
  expect(dialog.text()).toContain('## Backend Test Packet')
  await dialog.close()
  await dialog.press('revision_undo')
  await cardSays('revision 3')
  expect(dialog.text()).toContain('taken back: dependency redis: fake')
  expect((await packet()).revision.amendments).toEqual([])
  expect(workspace.log()).toEqual([])
})

/** The block with the buttons of this revision. */
function blockOf(view: Readonly<Record<string, unknown>>, revision: number): string {
  const blocks = view['blocks'] as readonly { readonly block_id: string }[]
  const found = blocks.find((each) => JSON.stringify(each).includes(`Show revision ${revision}"`))
  if (found === undefined) throw new Error(`Revision ${revision} is not listed`)
  return found.block_id
}
