import { expect, test } from 'vitest'
import { people } from '../../src/workspace/state/seed.ts'
import { threadOfPacket } from './thread-driver.ts'

const { maya, jonas, priya } = people

test('a mention that changes something is shown before it counts, and Apply makes a revision', async () => {
  const { workspace, say, reply, press, cardSays, packet } = await threadOfPacket()
  say(jonas, 'use a fake for Redis, because it is only a cache')
  const proposal = await reply('proposes, as I understood it')
  const words = workspace.see.textOf(proposal.blocks)
  expect(words).toContain('dependency redis: fake, because it is only a cache')
  expect(words).toContain('What it changes')
  expect((await packet()).revision.number).toBe(1)

  await press(maya, proposal, 'proposal_apply')
  const change = await reply('Before → after')
  expect(workspace.see.textOf(change.blocks)).toContain('because it is only a cache')
  await cardSays('revision 2')
  await reply(`Applied by <@${maya}>: revision 2.`)
  expect((await packet()).revision.amendments).toMatchObject([
    { on: 'dependency', target: 'redis', to: 'fake', by: jonas },
  ])
  expect(workspace.log()).toEqual([])
})

test('a proposal that is decided answers a second press calmly', async () => {
  const { workspace, say, reply, press, packet } = await threadOfPacket()
  say(jonas, 'mock Stripe')
  const proposal = await reply('proposes, as I understood it')
  await press(jonas, proposal, 'proposal_dismiss')
  await reply('Dismissed by')
  expect((await packet()).revision.number).toBe(1)
  expect(await press(maya, proposal, 'proposal_apply')).toMatchObject({})
  expect(workspace.log()).toEqual([])
})

test('a question is answered in the thread with words, rule and what would turn it', async () => {
  const { workspace, say, reply } = await threadOfPacket()
  say(jonas, 'why is Redis real?')
  const answer = await reply('Dependency redis')
  const words = workspace.see.textOf(answer.blocks)
  expect(words).toContain('rule ')
  expect(words).toMatch(/it would be|No single change/u)
  expect(workspace.log()).toEqual([])
})

test('talk changes nothing, and only the person who said it hears so', async () => {
  const { workspace, card, say, told, packet } = await threadOfPacket()
  const before = workspace.see.replies(card.channel, card.ts).length
  say(jonas, 'thanks, this looks great!')
  await told(jonas, 'nothing is changed')
  expect(workspace.see.replies(card.channel, card.ts)).toHaveLength(before + 1)
  expect((await packet()).revision.number).toBe(1)
  expect(workspace.log()).toEqual([])
})

test('a guest is refused and told why', async () => {
  const { workspace, card, say, told, press, packet } = await threadOfPacket()
  say(priya, 'drop smoke')
  await told(priya, 'only full members')
  await press(priya, card, 'packet_accept')
  await workspace.until(
    () => workspace.see.ephemerals(priya).filter((each) => each.threadTs === card.ts).length === 2,
  )
  expect((await packet()).acceptedRevision).toBeNull()
  expect(workspace.log()).toEqual([])
})

test('undo makes a revision that takes the last one back', async () => {
  const { workspace, say, reply, press, cardSays, packet } = await threadOfPacket()
  say(jonas, 'use a fake for Redis')
  await press(jonas, await reply('proposes, as I understood it'), 'proposal_apply')
  await cardSays('revision 2')
  say(maya, 'undo')
  await cardSays('revision 3')
  await reply('taken back: dependency redis: fake')
  expect((await packet()).revision.amendments).toEqual([])
  expect(workspace.log()).toEqual([])
})

test('somebody else accepts, the card says who, and a change then has to reopen it', async () => {
  const { workspace, card, say, reply, press, cardSays, told, packet } = await threadOfPacket()
  await press(maya, card, 'packet_accept')
  await told(maya, 'somebody else in this channel accepts it')
  await press(jonas, card, 'packet_accept')
  await cardSays(`accepted by <@${jonas}>`)
  say(maya, 'use a fake for Redis')
  const proposal = await reply('Reopen with this change')
  await press(maya, proposal, 'proposal_reopen')
  const words = await cardSays('revision 2')
  expect(words).not.toContain('accepted by')
  expect((await packet()).acceptedRevision).toBe(1)
  expect(workspace.log()).toEqual([])
})

test('two changes of one decision become a conflict that only its decider ends', async () => {
  const { workspace, say, reply, press, cardSays, told, packet } = await threadOfPacket()
  say(jonas, 'use a fake for Redis, because it is only a cache')
  const first = await reply('dependency redis: fake')
  say(maya, 'use a real Redis container, because Lua')
  const second = await reply('dependency redis: containerized')
  await press(jonas, first, 'proposal_apply')
  await cardSays('revision 2')
  await press(jonas, second, 'proposal_apply')
  const conflict = await reply('Two people decided the same')
  const words = workspace.see.textOf(conflict.blocks)
  expect(words).toContain('because it is only a cache')
  expect(words).toContain('because Lua')
  await press(jonas, conflict, 'conflict_take')
  await told(jonas, 'decides this one')
  await press(maya, conflict, 'conflict_take')
  await cardSays('1 objection')
  await reply('Decided: dependency redis: containerized')
  expect((await packet()).revision.amendments.map((each) => each.to)).toEqual(['containerized'])
  expect(workspace.log()).toEqual([])
})

test('an objection asks for its reason and stays on the card after acceptance', async () => {
  const { workspace, card, press, cardSays } = await threadOfPacket()
  await press(jonas, card, 'packet_object')
  const modal = await workspace.until(() => workspace.see.modal(jonas))
  await workspace.act.submitView(jonas, {
    viewId: modal.id,
    state: { words: { value: { type: 'plain_text_input', value: 'no broker test' } } },
  })
  await cardSays(`objects: <@${jonas}>`)
  expect(workspace.log()).toEqual([])
})

test('an edited mention does not act twice', async () => {
  const { workspace, say, reply, packet, card } = await threadOfPacket()
  const said = say(jonas, 'use a fake for Redis')
  await reply('proposes, as I understood it')
  workspace.act.edit(jonas, {
    channel: card.channel,
    ts: said.ts,
    text: '@Backend Test Packet mock Postgres',
  })
  await workspace.settled()
  say(maya, 'undo')
  await workspace.until(() => workspace.see.ephemerals(maya).at(-1))
  expect(
    workspace.see
      .replies(card.channel, card.ts)
      .filter((each) => workspace.see.textOf(each.blocks).includes('proposes')),
  ).toHaveLength(1)
  expect((await packet()).revision.number).toBe(1)
  expect(workspace.log()).toEqual([])
})
