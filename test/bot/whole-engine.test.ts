import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { Knowledge } from '../../src/engine/knowledge.ts'
import { plan } from '../../src/engine/plan.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'
import { channels, people } from '../../src/workspace/state/seed.ts'
import { openDialog, postPacket } from './people-do.ts'
import { startBot } from './start-bot.ts'

const { maya, jonas } = people
const { backend } = channels

let knowledge: Knowledge
beforeAll(() => {
  knowledge = loadKnowledge(join(import.meta.dirname, '..', '..', 'references'))
})

const withEngine = () =>
  startBot({
    plan: (text, amendments) => plan({ text }, amendments, knowledge),
    rules: knowledge.rules,
  })

test.each([
  'We added refresh-token rotation and new admin-only endpoints to our Express API. I need backend tests that catch auth failures, token replay issues, and DB persistence bugs without turning CI into a giant end-to-end suite.',
  'Our FastAPI tests pass locally but fail in CI around seeded Postgres state and background jobs.',
  'Should our whole company move to a testing pyramid and which coverage goals should gate a release?',
  'Please help us with tests.',
])('what the engine says of %j fits into Slack, with every reason behind Why?', async (text) => {
  const { workspace } = await withEngine()
  const card = await postPacket(workspace, maya, backend, text)
  await workspace.act.press(jonas, { channel: backend, ts: card.ts }, 'packet_why')
  const why = await workspace.until(() => workspace.see.modal(jonas))
  expect(workspace.see.textOf(why.view['blocks'] as never)).toContain('rule ')
  expect(workspace.log()).toEqual([])
})

test('a kind and a risk corrected in the dialog come back corrected on the card', async () => {
  const { workspace } = await withEngine()
  const dialog = await openDialog(
    workspace,
    maya,
    backend,
    'Our FastAPI tests pass locally but fail in CI around seeded Postgres state and background jobs.',
  )
  dialog.choose('kind', 'fixture-and-reset-plan')
  dialog.type('surface', 'the nightly importer')
  await dialog.post()
  const card = await workspace.until(() => workspace.see.roots(backend).at(-1))
  const words = workspace.see.textOf(card.blocks)
  expect(words).toContain('Fixture and reset plan')
  expect(words).toContain('the nightly importer')
  expect(workspace.log()).toEqual([])
})
