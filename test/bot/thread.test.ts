import { expect, test } from 'vitest'
import { people } from '../../src/workspace/state/seed.ts'
import { dialogOf } from './dialog-driver.ts'
import { chooseRow } from './people-do.ts'
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
  await reply('Applied by Maya Lindqvist: revision 2.')
  expect((await packet()).revision.amendments).toMatchObject([
    { on: 'dependency', target: 'redis', to: 'fake', by: jonas },
  ])
  expect(workspace.log()).toEqual([])
})

test('a dismissed proposal changes nothing and offers nothing any more', async () => {
  const { workspace, say, reply, press, packet } = await threadOfPacket()
  say(jonas, 'mock Stripe')
  await press(jonas, await reply('proposes, as I understood it'), 'proposal_dismiss')
  const ended = await reply('Dismissed by')
  expect(workspace.see.textOf(ended.blocks)).not.toContain('Apply')
  expect((await packet()).revision.number).toBe(1)
  expect(workspace.log()).toEqual([])
})

test('two who apply at once make one revision, and the second is told that it is so already', async () => {
  const { workspace, say, reply, press, cardSays, packet } = await threadOfPacket()
  say(jonas, 'use a fake for Redis')
  const proposal = await reply('proposes, as I understood it')
  await Promise.all([maya, jonas].map((each) => press(each, proposal, 'proposal_apply')))
  await cardSays('revision 2')
  await workspace.until(() =>
    [maya, jonas].some((each) =>
      workspace.see
        .textOf(workspace.see.ephemerals(each).map(({ blocks }) => blocks))
        .includes('already'),
    ),
  )
  expect((await packet()).revision.number).toBe(2)
  expect(workspace.log()).toEqual([])
})

test('a question is answered in the thread with words, rule and what would turn it', async () => {
  const { workspace, say, reply } = await threadOfPacket()
  say(jonas, 'why is Redis real?')
  const answer = await reply('Dependency redis')
  const words = workspace.see.textOf(answer.blocks)
  expect(words).toContain('rule ')
  expect(words).toMatch(/Would change if|the smallest change: |Nothing you can change/u)
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

test('words that are not understood lead to the form, at the row that they name', async () => {
  const { workspace, say, told, press, reply, packet } = await threadOfPacket()
  say(jonas, 'the Redis row gives me a strange feeling')
  const note = await told(jonas, 'nothing is changed')
  expect(workspace.see.textOf(note.blocks)).toContain('Change Redis')
  await press(jonas, note, 'packet_change')
  await workspace.until(() => workspace.see.modal(jonas))
  const dialog = dialogOf(workspace, jonas)
  expect(dialog.block('row').element?.initial_option?.value).toBe('dependency redis')
  dialog.choose('choice', '1')
  await dialog.post()
  const proposal = await reply('proposes, as I understood it')
  expect(workspace.see.textOf(proposal.blocks)).toContain('dependency redis: fake')
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

test('what is edited after the bot acted is told to its author alone, and a mention that an edit brings in acts', async () => {
  const { workspace, say, reply, told, card } = await threadOfPacket()
  const { channel, ts: threadTs } = card
  const edit = (ts: string, text: string) => workspace.act.edit(jonas, { channel, ts, text })
  const said = say(jonas, 'use a fake for Redis')
  await reply('dependency redis: fake')
  edit(said.ts, '@Backend Test Packet mock Postgres')
  await told(jonas, 'I act on a message once')
  const forgot = workspace.act.send(jonas, { channel, threadTs, text: 'PR budget is 8 minutes' })
  edit(forgot.ts, '@Backend Test Packet PR budget is 8 minutes')
  await reply('budget')
  edit(forgot.ts, 'PR budget is 8 minutes')
  await workspace.settled()
  expect(workspace.see.ephemerals(jonas)).toHaveLength(1)
  expect(workspace.log()).toEqual([])
})

test('when who asked has left the workspace, the conflict says who decides, and they do', async () => {
  const { workspace, say, reply, press, cardSays } = await threadOfPacket()
  say(jonas, 'use a fake for Redis, because it is only a cache')
  const first = await reply('dependency redis: fake')
  say(jonas, 'use a real Redis container, because Lua')
  const second = await reply('dependency redis: containerized')
  workspace.act.deactivate(maya)
  await press(jonas, first, 'proposal_apply')
  await cardSays('revision 2')
  await press(jonas, second, 'proposal_apply')
  const conflict = await reply('Two people decided the same')
  expect(workspace.see.textOf(conflict.blocks)).toContain('whoever may accept the packet decides')
  expect(JSON.stringify(conflict.blocks)).not.toContain(`<@${maya}>`)
  await press(jonas, conflict, 'conflict_take')
  await reply('Decided: dependency redis: containerized')
  expect(workspace.log()).toEqual([])
})

test('Adjust keeps some changes of a proposal, adds others, and proposes anew', async () => {
  const { workspace, say, reply, press, cardSays, packet } = await threadOfPacket()
  say(jonas, 'use a fake for Redis, PR budget is 8 minutes')
  const proposal = await reply('proposes, as I understood it')
  await press(maya, proposal, 'proposal_adjust')
  const { id } = await workspace.until(() => workspace.see.modal(maya))
  const adjusted = (kept: readonly string[], words: string) =>
    workspace.act.submitView(maya, {
      viewId: id,
      state: {
        keep: {
          value: { type: 'checkboxes', selected_options: kept.map((value) => ({ value })) },
        },
        words: { value: { type: 'plain_text_input', value: words } },
      },
    })
  expect(await adjusted([], 'well, what a day')).toMatchObject({ outcome: 'errors' })
  await adjusted(['0'], 'add risk: ordering')
  await reply('Adjusted by Maya Lindqvist')
  const next = await reply('risk ordering')
  expect(workspace.see.textOf(next.blocks)).not.toContain('budget')
  await press(jonas, next, 'proposal_apply')
  await cardSays('revision 2')
  expect((await packet()).revision.amendments.map((each) => each.on)).toEqual([
    'dependency',
    'risk',
  ])
  expect(workspace.log()).toEqual([])
})

test('Revise opens the framing that holds now, and what is corrected there is proposed', async () => {
  const { workspace, reply, choose } = await threadOfPacket()
  await choose(jonas, 'revise')
  await workspace.until(() => workspace.see.modal(jonas))
  const dialog = dialogOf(workspace, jonas)
  expect(dialog.has('request')).toBe(false)
  dialog.type('dependencies', 'Postgres, Redis, Stripe, Kafka')
  dialog.type('words', 'refunds are published too')
  await dialog.post()
  const proposal = await reply('proposes, as I understood it')
  expect(workspace.see.textOf(proposal.blocks)).toContain(
    'dependency Kafka: add, because refunds are published too',
  )
  expect(workspace.log()).toEqual([])
})

test('Change offers the alternatives of a row with what each would cost', async () => {
  const { workspace, card, reply, press, packet } = await threadOfPacket()
  const part = await reply('Dependency realism')
  await press(jonas, part, 'packet_change')
  const dialog = await chooseRow(workspace, jonas, 'dependency redis')
  expect(dialog.text()).toMatch(/\d+ decisions? change/u)
  dialog.choose('choice', '1')
  await dialog.post()
  const proposal = await reply('proposes, as I understood it')
  expect(workspace.see.textOf(proposal.blocks)).toContain('dependency redis: fake')
  expect((await packet()).revision.number).toBe(1)
  expect(card.ts).toBeDefined()
  expect(workspace.log()).toEqual([])
})

test('a reply is added as a question with owner and date, once, with a link and not its words', async () => {
  const { workspace, card, store, cardSays, reply, packet } = await threadOfPacket()
  const said = workspace.act.send(jonas, {
    channel: card.channel,
    threadTs: card.ts,
    text: 'who has the sandbox keys, somebody must know',
  })
  const add = async (due = '2097-03-14') => {
    await workspace.act.messageShortcut(maya, {
      callbackId: 'packet_add',
      channel: card.channel,
      ts: said.ts,
    })
    const dialog = dialogOf(workspace, maya)
    await workspace.until(() => workspace.see.modal(maya))
    expect(dialog.block('words').element?.initial_value).toBeUndefined()
    dialog.type('words', 'Who owns the sandbox keys?')
    dialog.choose('capture', 'question')
    const { id } = dialog.top()
    workspace.act.viewState(maya, {
      viewId: id,
      state: {
        owner: { value: { type: 'users_select', selected_user: jonas } },
        due: { value: { type: 'datepicker', selected_date: due } },
      },
    })
    return dialog.post()
  }
  // Nothing that was typed is lost with the day that is over.
  expect(await add('2020-03-14')).toMatchObject({
    outcome: 'errors',
    errors: { due: expect.stringContaining('That day is over') },
  })
  await workspace.act.closeView(maya, { viewId: dialogOf(workspace, maya).top().id })
  await add()
  await cardSays('1 open question')
  const note = await reply('Who owns the sandbox keys?')
  expect(workspace.see.textOf(note.blocks)).toContain(`<@${jonas}> answers · until 2097-03-14`)
  await add()
  const notice = await workspace.until(() => workspace.see.modal(maya))
  expect(workspace.see.textOf(notice.view['blocks'] as never)).toContain('already there')
  const notes = await store.notes((await packet()).id)
  expect(notes).toMatchObject([
    { authorId: jonas, sourceTs: said.ts, permalink: expect.stringContaining('http') },
  ])
  expect(JSON.stringify(notes)).not.toContain('somebody must know')
  expect(workspace.log()).toEqual([])
})

test('a reply is added as a change in the words of who adds it', async () => {
  const { workspace, card, reply } = await threadOfPacket()
  const said = workspace.act.send(maya, {
    channel: card.channel,
    threadTs: card.ts,
    text: 'use a fake for Redis',
  })
  await workspace.act.messageShortcut(maya, {
    callbackId: 'packet_add',
    channel: card.channel,
    ts: said.ts,
  })
  await workspace.until(() => workspace.see.modal(maya))
  const dialog = dialogOf(workspace, maya)
  expect(dialog.block('words').element?.initial_value).toBe('use a fake for Redis')
  await dialog.post()
  await reply('dependency redis: fake')
  expect(workspace.log()).toEqual([])
})
