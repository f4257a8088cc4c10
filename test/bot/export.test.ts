import { expect, test } from 'vitest'
import { PacketFile } from '../../src/engine/packet-file.ts'
import { channels, people } from '../../src/workspace/state/seed.ts'
import { sampleRequest } from '../engine/sample-verdicts.ts'
import { dialogOf } from './dialog-driver.ts'
import { ask, nameOn, openDialog, postPacket, wholeThread } from './people-do.ts'
import { realTimer, startBot } from './start-bot.ts'
import type { Running } from './start-bot.ts'

const { maya, jonas } = people
const { backend, general, incidentRoom } = channels

async function exportForm({ workspace }: Running, user: string, name: string) {
  const shown = await ask(workspace, user, backend, `show ${name}`)
  await workspace.act.press(user, { channel: backend, ts: shown.ts }, 'packet_export')
  await workspace.until(() => workspace.see.modal(user))
  return dialogOf(workspace, user)
}

test('a packet goes as JSON into the person’s direct message, and as Markdown into its own thread', async () => {
  const running = await startBot()
  const { workspace } = running
  const card = await postPacket(workspace, maya, backend, sampleRequest)
  const name = nameOn(workspace, card)
  const direct = await exportForm(running, jonas, name)
  direct.choose('format', 'json')
  await direct.post()
  await workspace.until(() => direct.text().includes('in your direct message'))
  const [json] = workspace.see.files()
  expect(json?.name).toBe(`${name}-revision-1.json`)
  expect(json?.sharedIn[0]).toMatch(/^D/u)
  expect(PacketFile.parse(JSON.parse(json!.content))).toMatchObject({
    name,
    request: sampleRequest,
  })
  await direct.close()

  const thread = await exportForm(running, jonas, name)
  thread.choose('place', 'thread')
  await thread.post()
  await workspace.until(() => thread.text().includes('in the thread'))
  const [, markdown] = workspace.see.files()
  expect(markdown?.content).toMatch(/^## Backend Test Packet: /)
  expect(markdown?.sharedIn).toEqual([backend])
  expect(workspace.see.replies(backend, card.ts).at(-1)?.files).toHaveLength(1)
  expect(workspace.log()).toEqual([])
})

test('a filtered list goes as CSV into the direct message, with what this person may see only', async () => {
  const running = await startBot()
  const { workspace } = running
  workspace.act.removeMember(maya, { channel: incidentRoom, user: jonas })
  const open = nameOn(workspace, await postPacket(workspace, maya, backend, '=refund worker'))
  await postPacket(workspace, maya, general, 'an idle endpoint')
  const dialog = await openDialog(workspace, maya, incidentRoom, 'a refund secret')
  await dialog.post()
  const card = await workspace.until(() => workspace.see.roots(incidentRoom).at(-1))
  await wholeThread(workspace, incidentRoom, card.ts)
  const answer = await ask(workspace, jonas, backend, 'history refund')
  await workspace.act.press(jonas, { channel: backend, ts: answer.ts }, 'history_export')
  await workspace.until(() =>
    workspace.see
      .ephemerals(jonas)
      .some(({ blocks }) => workspace.see.textOf(blocks).includes('1 packet as CSV')),
  )
  const [file] = workspace.see.files()
  expect(file?.content.split('\r\n').slice(1, -1)).toEqual([expect.stringContaining(`${open},`)])
  expect(file?.sharedIn[0]).toMatch(/^D/u)
  expect(workspace.log()).toEqual([])
})

test('a list goes out from the search dialog too, which says when the file is there', async () => {
  const running = await startBot()
  const { workspace } = running
  await postPacket(workspace, maya, backend, sampleRequest)
  const answer = await ask(workspace, jonas, backend, 'history')
  await workspace.act.press(jonas, { channel: backend, ts: answer.ts }, 'history_search')
  await workspace.until(() => workspace.see.modal(jonas))
  const form = dialogOf(workspace, jonas)
  await form.post()
  await workspace.until(() => form.text().includes('1 packet'))
  await form.press('history_export')
  await workspace.until(() => form.text().includes('1 packet as CSV'))
  expect(workspace.see.files()).toHaveLength(1)
  expect(workspace.log()).toEqual([])
})

test('a form that was opened before the person left the channel exports nothing', async () => {
  let ahead = 0
  const running = await startBot({
    timer: { now: () => Date.now() + ahead, after: (ms, then) => realTimer.after(ms, then) },
  })
  const { workspace } = running
  const dialog = await openDialog(workspace, maya, incidentRoom, sampleRequest)
  await dialog.post()
  const card = await workspace.until(() => workspace.see.roots(incidentRoom).at(-1))
  await wholeThread(workspace, incidentRoom, card.ts)
  const form = await exportForm(running, jonas, nameOn(workspace, card))
  workspace.act.removeMember(maya, { channel: incidentRoom, user: jonas })
  ahead = 61_000
  await form.post()
  await workspace.until(() => form.text().includes('not there any more'))
  expect(workspace.see.files()).toEqual([])
  expect(workspace.log()).toEqual([])
})
