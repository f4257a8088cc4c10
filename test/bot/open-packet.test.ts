import { expect, test } from 'vitest'
import { channels, people } from '../../src/workspace/state/seed.ts'
import { sampleRequest } from '../engine/sample-verdicts.ts'
import { dialogOf } from './dialog-driver.ts'
import { startBot } from './start-bot.ts'

const command = '/backend-test-packet'
const { maya, jonas } = people
const { backend } = channels

test('a request opens the dialog, filled in with what was read, and Post puts card and parts into one thread', async () => {
  const { workspace } = await startBot()
  await workspace.act.command(maya, { channel: backend, text: `${command} ${sampleRequest}` })
  const dialog = dialogOf(workspace, maya)
  await workspace.until(() => workspace.see.modal(maya))
  expect(dialog.block('request').element?.initial_value).toBe(sampleRequest)
  expect(dialog.block('kind').element?.initial_option?.value).toBe('coverage-plan')
  expect(dialog.block('channel').element?.initial_conversation).toBe(backend)
  for (const field of ['surface', 'risks', 'dependencies', 'runtime', 'coverage', 'constraints', 'lanes']) {
    expect(dialog.has(field)).toBe(true)
  }

  expect(await dialog.post()).toEqual({ outcome: 'closed' })
  const card = await workspace.until(() => workspace.see.roots(backend).at(-1))
  const parts = await workspace.until(() => {
    const replies = workspace.see.replies(backend, card.ts)
    const last = workspace.see.textOf(replies.at(-1)?.blocks)
    const [, count] = /Part (\d+) of \1/u.exec(last) ?? []
    return count !== undefined && replies.length === Number(count) ? replies : null
  })
  expect(parts.length).toBeGreaterThan(2)
  expect(workspace.see.roots(backend)).toHaveLength(1)
  expect(workspace.log()).toEqual([])
})
