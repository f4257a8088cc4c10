/** A channel that is shared with another organisation: what its people do there is refused, and they are told why. */
import { WebClient } from '@slack/web-api'
import { expect, test } from 'vitest'
import { outsidersAreRefused } from '../../src/bot/people/outsiders.ts'
import { channels, defaultSeed, people } from '../../src/workspace/state/seed.ts'
import { packetToHandOver } from './hand-off-driver.ts'
import { chooseInMenu } from './people-do.ts'
import { refunds, threadOfPacket } from './thread-driver.ts'

const { maya, jonas } = people

const { backend, payments } = channels

const outsider = {
  id: 'U0OUTSIDER',
  name: 'olga',
  realName: 'Olga Partner',
  kind: 'member' as const,
  homeTeamId: 'T0PARTNER1',
  tz: 'Europe/Warsaw',
}
const gone = {
  id: 'U0LEFT0001',
  name: 'leo',
  realName: 'Leo Left',
  kind: 'member' as const,
  deleted: true,
  tz: 'Europe/Berlin',
}
const sharing = (shared: string) =>
  defaultSeed.map((team, at) =>
    at > 0
      ? team
      : {
          ...team,
          people: [...team.people, outsider, gone],
          channels: team.channels.map((channel) =>
            channel.id === shared
              ? { ...channel, members: [...channel.members, outsider.id, gone.id] }
              : channel,
          ),
        },
  )

const inSharedChannel = async () => {
  const thread = await threadOfPacket(refunds, { workspaceOptions: { seed: sharing(backend) } })
  const { workspace, card } = thread
  /** How often they were told so in the packet's thread, once it is `times`. */
  const refused = (times: number) =>
    workspace.until(
      () =>
        workspace.see
          .ephemerals(outsider.id)
          .filter(
            (each) =>
              each.threadTs === card.ts &&
              workspace.see.textOf(each.blocks).includes('another organisation'),
          ).length === times,
    )
  return { ...thread, refused }
}

test('a mention of theirs changes nothing, and an edited one is not answered again', async () => {
  const { workspace, card, say, refused, packet } = await inSharedChannel()
  const said = say(outsider.id, 'use a fake for Redis')
  await refused(1)
  workspace.act.edit(outsider.id, {
    channel: backend,
    ts: said.ts,
    text: '@Backend Test Packet use a fake for Postgres',
  })
  await workspace.settled()
  say(outsider.id, 'undo')
  await refused(2)
  expect(
    workspace.see
      .replies(backend, card.ts)
      .some((each) => workspace.see.textOf(each.blocks).includes('proposes')),
  ).toBe(false)
  expect((await packet()).revision.number).toBe(1)
  expect(workspace.log()).toEqual([])
})

test('no button on a card, in its menu or on a proposal works for them', async () => {
  const { workspace, card, say, reply, press, refused, packet } = await inSharedChannel()
  say(jonas, 'use a fake for Redis')
  const proposal = await reply('proposes, as I understood it')
  await press(outsider.id, card, 'packet_accept')
  await press(outsider.id, card, 'packet_object')
  await press(outsider.id, card, 'packet_why')
  await chooseInMenu(workspace, outsider.id, card, 'revise')
  await press(outsider.id, proposal, 'proposal_apply')
  await refused(5)
  expect(workspace.see.modal(outsider.id)).toBeUndefined()
  expect((await packet()).acceptedRevision).toBeNull()
  expect((await packet()).revision.number).toBe(1)
  expect(workspace.log()).toEqual([])
})

test('a shortcut on a message opens no dialog for them', async () => {
  const { workspace, card, refused } = await inSharedChannel()
  for (const callbackId of ['packet_add', 'packet_from_message'])
    await workspace.act.messageShortcut(outsider.id, {
      callbackId,
      channel: backend,
      ts: card.ts,
    })
  await refused(2)
  expect(workspace.see.modal(outsider.id)).toBeUndefined()
  expect(workspace.log()).toEqual([])
})

test('a shortcut from anywhere says so in a dialog of its own', async () => {
  const { workspace } = await inSharedChannel()
  await workspace.act.shortcut(outsider.id, { callbackId: 'packet_new' })
  const modal = await workspace.until(() => workspace.see.modal(outsider.id))
  expect(workspace.see.textOf(modal.view['blocks'] as never)).toContain('another organisation')
  expect(workspace.log()).toEqual([])
})

test('the author alone with them, a guest, the bot and somebody who left is alone, and accepts', async () => {
  const { workspace, press, cardSays, card } = await inSharedChannel()
  workspace.act.removeMember(maya, { channel: backend, user: jonas })
  await press(maya, card, 'packet_accept')
  await cardSays('accepted by')
  expect(workspace.log()).toEqual([])
})

test('a form that reaches us from them all the same is answered with the reason, and goes no further', async () => {
  const answers: unknown[] = []
  const refuse = outsidersAreRefused(new WebClient(), () => 'T0HARBOR01')
  await refuse({
    body: { type: 'view_submission', user: { id: outsider.id, team_id: outsider.homeTeamId } },
    ack: (answer: unknown) => Promise.resolve(void answers.push(answer)),
    next: () => Promise.reject(new Error('It went on')),
  } as never)
  expect(answers).toMatchObject([{ response_action: 'update' }])
  expect(JSON.stringify(answers)).toContain('another organisation')
})

test('the people of the workspace work in the shared channel as in any other', async () => {
  const { workspace, say, reply, press, cardSays } = await inSharedChannel()
  say(jonas, 'use a fake for Redis')
  await press(maya, await reply('proposes, as I understood it'), 'proposal_apply')
  await cardSays('revision 2')
  expect(workspace.log()).toEqual([])
})

test('who hands over to a shared channel confirms first that others read it, and those others take nothing on', async () => {
  const { workspace, open, routeOuts, inChannel, handOffs } = await packetToHandOver({
    workspaceOptions: { seed: sharing(payments) },
  })
  const dialog = await open(maya, routeOuts())
  expect(dialog.text()).toContain(
    `*<#${payments}> is shared with other organisations:* their people read it too.`,
  )
  await dialog.post()
  expect(await handOffs()).toEqual([])
  const { block_id: confirm, element } = dialog.block('confirm')
  workspace.act.viewState(maya, {
    viewId: dialog.top().id,
    state: { [confirm!]: { value: { type: 'checkboxes', selected_options: element!.options } } },
  })
  await dialog.post()
  const brief = await inChannel(payments, 'hands this over')
  await workspace.act.press(outsider.id, { channel: payments, ts: brief.ts }, 'hand_off_accept')
  await workspace.until(() =>
    workspace.see
      .ephemerals(outsider.id)
      .some((each) => workspace.see.textOf(each.blocks).includes('organisation')),
  )
  expect(await handOffs()).toMatchObject([{ state: 'sent' }])
})
