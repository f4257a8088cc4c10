import { expect, test } from 'vitest'
import { channels, people } from '../../src/workspace/state/seed.ts'
import { dialogOf } from './dialog-driver.ts'
import { packetToHandOver } from './hand-off-driver.ts'
import { realTimer } from './start-bot.ts'

const { maya, jonas, priya } = people
const { payments, backend, incidentRoom, archived, random } = channels
const dayMs = 24 * 60 * 60 * 1000

test('a route-out goes to its owner’s channel, is taken on and answered, and the answer unblocks the packet', async () => {
  const { workspace, open, routeOuts, cardSays, inChannel, answer, packet, handOffs } =
    await packetToHandOver()
  const dialog = await open(maya, routeOuts())
  const shown = dialog.text()
  expect(shown).toContain(`Goes to <#${payments}>, which owns API design`)
  expect(shown).toContain('should the loser get 409 or 412')
  dialog.type('words', 'We ship on Friday. <!channel>')
  await dialog.post()
  await workspace.until(() => dialog.text().includes('It goes to'))
  await dialog.close()
  await cardSays(`*API design*: asked in <#${payments}>, no answer yet · blocked by it: `)

  const brief = await inChannel(payments, 'hands this over to you as the owner of API design')
  expect(workspace.see.textOf(brief.blocks)).toContain('should the loser get 409 or 412')
  expect(workspace.see.textOf(brief.blocks)).toContain('We ship on Friday.')
  expect(JSON.stringify(brief.blocks)).not.toContain('"broadcast"')
  const there = { channel: payments, ts: brief.ts }
  await workspace.act.press(jonas, there, 'hand_off_accept')
  await inChannel(payments, '*Taken on* by Jonas Weber')
  await cardSays(`<@${jonas}> takes it on`)

  await answer(jonas, there, 'hand_off_answer', '409, with the\ncurrent version in the body')
  await cardSays('revision 2')
  await cardSays(
    `*answered* by <@${jonas}>: “409, with the current version in the body” · unblocked: `,
  )
  const answered = await inChannel(payments, '*Answered* by Jonas Weber')
  await inChannel(payments, 'It is in the packet, which was planned anew with it.')
  expect(answered.ts).toBe(brief.ts)
  expect(JSON.stringify(answered.blocks)).not.toContain('hand_off_accept')
  await workspace.until(() =>
    workspace.see
      .replies(backend, (workspace.see.roots(backend)[0] ?? { ts: '' }).ts)
      .some((each) => workspace.see.textOf(each.blocks).includes('*Unblocked:*')),
  )
  expect((await packet()).revision.amendments).toMatchObject([
    {
      on: 'question',
      target: 'api-design.answer',
      to: '409, with the current version in the body',
      by: jonas,
    },
  ])
  expect(await handOffs()).toMatchObject([{ state: 'answered', settled: 'applied' }])

  await answer(jonas, there, 'hand_off_answer', '409 without a body')
  await cardSays('revision 3')
  await cardSays('“409 without a body”')
  expect(workspace.see.textOf((await inChannel(payments, '*Answered* by')).blocks)).toContain(
    '409 without a body',
  )
  expect(workspace.log()).toEqual([])
})

test('an answer that undo takes back stands on the card as not in this revision', async () => {
  const { workspace, card, handOff, inChannel, answer, cardSays } = await packetToHandOver()
  await handOff(maya)
  const brief = await inChannel(payments, 'hands this over')
  await answer(jonas, { channel: payments, ts: brief.ts }, 'hand_off_answer', '409')
  await cardSays('*answered*')
  workspace.act.send(maya, {
    channel: backend,
    threadTs: card.ts,
    text: '@Backend Test Packet undo',
  })
  await cardSays('revision 3')
  await cardSays('*not in this revision* · blocked by it: ')
  expect(workspace.log()).toEqual([])
})

test('pressed twice it is sent once: the second dialog says so, a new one offers to withdraw and send again', async () => {
  const { workspace, open, routeOuts, inChannel, handOffs, cardSays } = await packetToHandOver()
  const mayas = await open(maya, routeOuts())
  const jonass = await open(jonas, routeOuts())
  await Promise.all([mayas.post(), jonass.post()])
  await workspace.until(
    () =>
      [mayas, jonass].some((each) => each.text().includes('Something changed since you looked')) ||
      [mayas, jonass].some((each) => each.text().includes('Already sent')),
  )
  expect(await handOffs()).toHaveLength(1)
  const first = await inChannel(payments, 'hands this over')
  await Promise.all([mayas.close(), jonass.close()])

  const again = await open(maya, routeOuts())
  expect(again.text()).toContain('*Already sent.*')
  await again.post()
  await workspace.until(() => again.text().includes('It goes to'))
  await inChannel(payments, '*Withdrawn* by Maya Lindqvist')
  await workspace.until(
    () => workspace.see.messages(payments).filter((each) => each.botId !== undefined).length === 2,
  )
  expect((await handOffs()).map((each) => each.state)).toEqual(['withdrawn', 'sent'])
  await workspace.act
    .press(jonas, { channel: payments, ts: first.ts }, 'hand_off_accept')
    .catch(() => undefined)
  expect((await handOffs())[0]?.state).toBe('withdrawn')
  await cardSays('no answer yet')
  expect(workspace.log()).toEqual([])
})

test('two owners press at once: one takes it on, the other is told', async () => {
  const { workspace, handOff, inChannel, told, handOffs } = await packetToHandOver()
  await handOff(maya)
  const brief = await inChannel(payments, 'hands this over')
  const there = { channel: payments, ts: brief.ts }
  await Promise.all([
    workspace.act.press(jonas, there, 'hand_off_accept'),
    workspace.act.press(maya, there, 'hand_off_accept'),
  ])
  const [first] = await handOffs()
  const other = first?.by === maya ? jonas : maya
  await told(other, 'has taken this on already')
  await inChannel(payments, '*Taken on*')
  await workspace.act.press(first!.by, there, 'hand_off_release')
  await inChannel(payments, 'Nobody has taken this on yet.')
  expect(workspace.log()).toEqual([])
})

test('declined, the sender is told why in the thread, and may send it elsewhere; it can be answered after all', async () => {
  const { workspace, handOff, inChannel, answer, cardSays, packet } = await packetToHandOver()
  await handOff(jonas)
  const brief = await inChannel(payments, 'hands this over')
  const there = { channel: payments, ts: brief.ts }
  await answer(maya, there, 'hand_off_decline', 'The platform guild decides that')
  await cardSays(`*declined* by <@${maya}>`)
  const refusal = await inChannel(
    backend,
    `<@${jonas}>, what you handed over to API design was *declined*`,
  )
  expect(workspace.see.textOf(refusal.blocks)).toContain('The platform guild decides that')
  await workspace.act.press(jonas, { channel: backend, ts: refusal.ts }, 'hand_off_open')
  await workspace.until(() => workspace.see.modal(jonas))
  expect(dialogOf(workspace, jonas).text()).not.toContain('Already sent')
  await dialogOf(workspace, jonas).close()
  await answer(maya, there, 'hand_off_answer', '412 after all')
  await cardSays('revision 2')
  expect((await packet()).revision.amendments.map((each) => each.to)).toEqual(['412 after all'])
  expect(workspace.log()).toEqual([])
})

test('an accepted packet is not opened by an answer: its people reopen it', async () => {
  const { workspace, card, handOff, inChannel, answer, cardSays, packet } = await packetToHandOver()
  await handOff(maya)
  const brief = await inChannel(payments, 'hands this over')
  await workspace.act.press(jonas, { channel: backend, ts: card.ts }, 'packet_accept')
  await cardSays('accepted by')
  await answer(jonas, { channel: payments, ts: brief.ts }, 'hand_off_answer', '409')
  const proposal = await inChannel(backend, 'Reopen with this change')
  await inChannel(payments, 'The packet is accepted and locked')
  expect((await packet()).revision.number).toBe(1)
  await workspace.act.press(maya, { channel: backend, ts: proposal.ts }, 'proposal_reopen')
  await cardSays('unblocked: ')
  expect((await packet()).revision.number).toBe(2)
  expect(workspace.log()).toEqual([])
})

test('a point that the thread decided meanwhile becomes a conflict for the packet’s author', async () => {
  const { workspace, card, handOff, inChannel, answer, cardSays, packet } = await packetToHandOver()
  await handOff(jonas)
  const brief = await inChannel(payments, 'hands this over')
  workspace.act.send(jonas, {
    channel: backend,
    threadTs: card.ts,
    text: '@Backend Test Packet api-design is decided: 412',
  })
  const proposal = await inChannel(backend, 'proposes, as I understood it')
  await workspace.act.press(jonas, { channel: backend, ts: proposal.ts }, 'proposal_apply')
  await cardSays('revision 2')
  await answer(jonas, { channel: payments, ts: brief.ts }, 'hand_off_answer', '409')
  await inChannel(backend, 'Two people decided the same')
  await inChannel(payments, 'the packet’s author decides which holds')
  await cardSays('1 conflict to decide')
  expect((await packet()).revision.number).toBe(2)
  expect(workspace.log()).toEqual([])
})

test('guests are refused in the owner’s channel and told why, and a foreign id proves nothing', async () => {
  const { workspace, handOff, inChannel, told, handOffs } = await packetToHandOver()
  await handOff(maya)
  const brief = await inChannel(payments, 'hands this over')
  workspace.act.invite(maya, { channel: payments, user: priya })
  await workspace.act.press(priya, { channel: payments, ts: brief.ts }, 'hand_off_accept')
  await told(priya, 'only full members of this workspace take on, answer or decline')
  expect((await handOffs())[0]?.state).toBe('sent')
  expect(workspace.log()).toEqual([])
})

test('a form proves nothing: who left the owner’s private channel answers nothing there', async () => {
  let later = 0
  const timer = { ...realTimer, now: () => Date.now() + later }
  const { workspace, handOff, inChannel, handOffs } = await packetToHandOver({
    owner: incidentRoom,
    timer,
  })
  await handOff(maya)
  const brief = await inChannel(incidentRoom, 'hands this over')
  await workspace.act.press(jonas, { channel: incidentRoom, ts: brief.ts }, 'hand_off_answer')
  await workspace.until(() => workspace.see.modal(jonas))
  const dialog = dialogOf(workspace, jonas)
  dialog.type('words', '409')
  workspace.act.removeMember(maya, { channel: incidentRoom, user: jonas })
  // What Slack said about who is where is believed for a minute.
  later = 61_000
  await dialog.post()
  await workspace.until(() => dialog.text().includes('a channel that you are not in'))
  expect((await handOffs()).map((each) => each.state)).toEqual(['sent'])
  expect(workspace.log()).toEqual([])
})

test('an archived owner’s channel is named, and another one can be chosen', async () => {
  const { workspace, open, routeOuts, inChannel, cardSays } = await packetToHandOver({
    owner: archived,
  })
  const dialog = await open(maya, routeOuts())
  expect(dialog.text()).toContain('is archived. Choose another channel for this time.')
  expect(dialog.has('place')).toBe(true)
  const pick = async (channel: string) => {
    const { block_id: blockId } = dialog.block('place')
    await workspace.act.blockAction(maya, {
      container: { viewId: dialog.top().id },
      action: { action_id: 'hand_off_choose', selected_conversation: channel },
      blockId: blockId!,
    })
  }
  await pick(random)
  await workspace.until(() => dialog.text().includes('is a channel that I am not in'))
  await pick(payments)
  await workspace.until(() => !dialog.text().includes('that I am not in'))
  await dialog.post()
  await inChannel(payments, 'hands this over')
  await cardSays(`asked in <#${payments}>`)
  expect(workspace.log()).toEqual([])
})

test('a channel that is archived while the message is on its way is told to the sender, and holds nothing up', async () => {
  const { workspace, open, routeOuts, cardSays, told, handOffs } = await packetToHandOver()
  const dialog = await open(maya, routeOuts())
  workspace.faults.onCall('chat.postMessage', { kind: 'error', error: 'is_archived' })
  await dialog.post()
  await told(maya, 'the channel is archived')
  await cardSays('*not delivered*')
  expect((await handOffs())[0]).toMatchObject({ state: 'undelivered', words: 'is_archived' })
})

test('a private packet is not sent into a public channel before the person confirmed what is read there', async () => {
  const { workspace, open, routeOuts, inChannel, handOffs } = await packetToHandOver({
    place: incidentRoom,
  })
  const dialog = await open(maya, routeOuts())
  expect(dialog.text()).toContain(
    `*This packet is in a private place, and <#${payments}> is public:* everybody in the workspace can read what is sent.`,
  )
  dialog.choose('confirm')
  await dialog.post()
  expect(await handOffs()).toEqual([])
  const { block_id: confirm, element } = dialog.block('confirm')
  workspace.act.viewState(maya, {
    viewId: dialog.top().id,
    state: {
      [confirm!]: {
        value: { type: 'checkboxes', selected_options: element!.options },
      },
    },
  })
  await dialog.post()
  const brief = await inChannel(payments, 'hands this over')
  expect(workspace.see.textOf(brief.blocks)).toContain('in a private conversation')
  expect(workspace.see.textOf(brief.blocks)).not.toContain(incidentRoom)
})

test('quotes of the request can be left out, and the dialog shows it without them', async () => {
  const { workspace, open, routeOuts, inChannel } = await packetToHandOver()
  const dialog = await open(maya, routeOuts())
  const { block_id: blockId, element } = dialog.block('quotes')
  await workspace.act.blockAction(maya, {
    container: { viewId: dialog.top().id },
    action: { action_id: 'hand_off_choose', selected_options: element!.options },
    blockId: blockId!,
  })
  await workspace.until(() => !dialog.text().includes('should the loser get'))
  await dialog.post()
  const brief = await inChannel(payments, 'hands this over')
  expect(workspace.see.textOf(brief.blocks)).not.toContain('should the loser get')
  expect(workspace.log()).toEqual([])
})

test('whoever waits sees it on Home and on the card with its age, and withdraws it there', async () => {
  let now = Date.now() - 4 * dayMs
  const { workspace, handOff, inChannel, cardSays, handOffFlows } = await packetToHandOver({
    now: () => now,
  })
  await handOff(maya)
  await inChannel(payments, 'hands this over')
  await cardSays('no answer yet')
  const before = workspace.see.messages(backend).length
  now = Date.now()
  expect(await handOffFlows.noticeSilence()).toBe(1)
  await cardSays('*no answer for 4 days*')
  expect(await handOffFlows.noticeSilence()).toBe(0)
  expect(workspace.see.messages(backend)).toHaveLength(before)

  workspace.act.openHome(maya, { tab: 'home' })
  const textOfHome = () => {
    const home = workspace.see.home(maya)
    return home === undefined ? '' : workspace.see.textOf(home.view['blocks'])
  }
  await workspace.until(() => textOfHome().includes('*1 handed over, no answer yet*'))
  expect(textOfHome()).toContain('*no answer for 4 days*')
  await workspace.act.press(maya, { viewId: workspace.see.home(maya)!.id }, 'hand_off_withdraw')
  await inChannel(payments, '*Withdrawn* by Maya Lindqvist')
  await workspace.until(() => !textOfHome().includes('handed over, no answer'))
  expect(workspace.log()).toEqual([])
})

test('who took something on finds it on Home, and answers it there', async () => {
  const { workspace, handOff, inChannel, answer, cardSays } = await packetToHandOver()
  await handOff(maya)
  const brief = await inChannel(payments, 'hands this over')
  await workspace.act.press(jonas, { channel: payments, ts: brief.ts }, 'hand_off_accept')
  await inChannel(payments, '*Taken on*')
  workspace.act.openHome(jonas, { tab: 'home' })
  const home = await workspace.until(() => {
    const view = workspace.see.home(jonas)
    return view && workspace.see.textOf(view.view['blocks']).includes('*1 that you took on*')
      ? view
      : null
  })
  await answer(jonas, { viewId: home.id }, 'hand_off_answer', '409')
  await cardSays('revision 2')
  expect(workspace.log()).toEqual([])
})

test('a lost answer of Slack is a question to the sender, and a button on the message settles it', async () => {
  const { workspace, open, routeOuts, told, inChannel, store, packet } = await packetToHandOver()
  const dialog = await open(jonas, routeOuts())
  workspace.faults.onCall('chat.postMessage', { kind: 'drop-after-commit' })
  await dialog.post()
  await told(jonas, 'Slack did not say whether what was handed over to')
  const brief = await inChannel(payments, 'hands this over')
  await workspace.act.press(jonas, { channel: payments, ts: brief.ts }, 'hand_off_accept')
  await inChannel(payments, '*Taken on*')
  const sent = (await store.deliveries((await packet()).id)).find(({ kind }) => kind === 'hand-off')
  expect(sent).toMatchObject({ state: 'sent', ts: brief.ts })
  expect(workspace.see.messages(payments).filter((each) => each.botId !== undefined)).toHaveLength(
    1,
  )
})

test('an answer that the process took and did not bring in is brought in by the next one, once', async () => {
  const { workspace, handOff, inChannel, handOffs, handOffFlows, store, cardSays, packet } =
    await packetToHandOver()
  await handOff(maya)
  await inChannel(payments, 'hands this over')
  const [sent] = await handOffs()
  await store.moveHandOff(sent!.id, {
    from: ['sent'],
    state: 'answered',
    by: jonas,
    at: Date.now(),
    words: '409',
    deliveries: [],
  })
  await handOffFlows.finishAnswers()
  await handOffFlows.finishAnswers()
  await cardSays('revision 2')
  expect((await packet()).revision).toMatchObject({ number: 2, amendments: [{ to: '409' }] })
  expect(workspace.log()).toEqual([])
})

test('a whole request that is somebody else’s becomes a packet when its owner has answered', async () => {
  const { workspace, card, open, inChannel, answer, cardSays, packet } = await packetToHandOver({
    request:
      'Should the orders list endpoint use cursor or offset pagination, and which status codes for errors? Express with Postgres.',
  })
  expect((await packet()).revision.verdict.verdict).toBe('route-out')
  const dialog = await open(maya, card)
  expect(dialog.text()).toContain('What can come back as a test packet')
  await dialog.post()
  await cardSays('blocked by it: the plan itself')
  const brief = await inChannel(payments, 'hands this over')
  await answer(jonas, { channel: payments, ts: brief.ts }, 'hand_off_answer', 'Cursor, 409')
  const proposal = await inChannel(backend, 'packet kind: coverage-plan')
  await workspace.act.press(maya, { channel: backend, ts: proposal.ts }, 'proposal_apply')
  await cardSays('revision 3')
  const { verdict } = (await packet()).revision
  expect(verdict.verdict).toBe('packet')
  expect(verdict.routeOuts.find(({ to }) => to === 'api-design')?.text).toContain('Cursor, 409')
  expect(workspace.log()).toEqual([])
})

test('in the thread, *hand off to api-design* opens the way to the dialog', async () => {
  const { workspace, card, told } = await packetToHandOver()
  workspace.act.send(jonas, {
    channel: backend,
    threadTs: card.ts,
    text: '@Backend Test Packet hand off to api-design',
  })
  const offer = await told(jonas, 'Open, and not for this packet to decide')
  await workspace.act.press(jonas, { channel: backend, ts: offer.ts }, 'hand_off_open')
  await workspace.until(() => workspace.see.modal(jonas))
  expect(dialogOf(workspace, jonas).text()).toContain('For API design: order service')
  expect(workspace.log()).toEqual([])
})

test('a guest is offered nothing to hand over, and told why', async () => {
  const { workspace, routeOuts, told } = await packetToHandOver()
  await workspace.act.press(priya, { channel: backend, ts: routeOuts().ts }, 'hand_off_open')
  await told(priya, 'only full members of this workspace')
  expect(workspace.see.modal(priya)).toBeUndefined()
  expect(workspace.log()).toEqual([])
})

test('a packet that moved on while the dialog was open is shown once more before it goes', async () => {
  const { workspace, card, open, routeOuts, inChannel, handOffs, cardSays } =
    await packetToHandOver()
  const dialog = await open(jonas, routeOuts())
  workspace.act.send(maya, {
    channel: backend,
    threadTs: card.ts,
    text: '@Backend Test Packet PR budget is 8 minutes',
  })
  const proposal = await inChannel(backend, 'proposes, as I understood it')
  await workspace.act.press(maya, { channel: backend, ts: proposal.ts }, 'proposal_apply')
  await cardSays('revision 2')
  await dialog.post()
  await workspace.until(() => dialog.text().includes('Something changed since you looked'))
  expect(await handOffs()).toEqual([])
  await dialog.post()
  await inChannel(payments, 'hands this over')
  expect((await handOffs())[0]?.revision).toBe(2)
  expect(workspace.log()).toEqual([])
})

test('under the brief the bot says how it is answered, and keeps nothing of what is said there', async () => {
  const { workspace, handOff, inChannel, told, answer, cardSays } = await packetToHandOver()
  await handOff(maya)
  const brief = await inChannel(payments, 'hands this over')
  await cardSays('no answer yet')
  workspace.act.send(jonas, {
    channel: payments,
    threadTs: brief.ts,
    text: '@Backend Test Packet 409, I would say',
  })
  const how = await told(jonas, 'What is decided goes into the packet with')
  await answer(jonas, { channel: payments, ts: how.ts }, 'hand_off_answer', '409')
  await cardSays('revision 2')
  expect(workspace.log()).toEqual([])
})

test('a revision that opens a point offers to hand it over', async () => {
  const { workspace, card, inChannel, cardSays } = await packetToHandOver({
    request:
      'Our Spring Boot order service updates one row from two requests at once. We want optimistic locking with a version column on Postgres. Which tests do we need?',
  })
  workspace.act.send(jonas, {
    channel: backend,
    threadTs: card.ts,
    text: '@Backend Test Packet api-design goes to @Maya Lindqvist',
  })
  const proposal = await inChannel(backend, 'proposes, as I understood it')
  await workspace.act.press(jonas, { channel: backend, ts: proposal.ts }, 'proposal_apply')
  await cardSays('revision 2')
  const offer = await inChannel(backend, 'Open, and not for this packet to decide')
  await workspace.act.press(jonas, { channel: backend, ts: offer.ts }, 'hand_off_open')
  await workspace.until(() => workspace.see.modal(jonas))
  expect(dialogOf(workspace, jonas).text()).toContain('For API design')
  expect(workspace.log()).toEqual([])
})
