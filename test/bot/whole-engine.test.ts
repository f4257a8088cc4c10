import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { createReplies } from '../../src/bot/thread/replies.ts'
import type { Knowledge } from '../../src/engine/knowledge.ts'
import { plan } from '../../src/engine/plan.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'
import { channels, people } from '../../src/workspace/state/seed.ts'
import { askWhy, openDialog, postPacket } from './people-do.ts'
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
    replies: createReplies(knowledge),
  })

test.each([
  'We added refresh-token rotation and new admin-only endpoints to our Express API. I need backend tests that catch auth failures, token replay issues, and DB persistence bugs without turning CI into a giant end-to-end suite.',
  'Our FastAPI tests pass locally but fail in CI around seeded Postgres state and background jobs.',
  'Should our whole company move to a testing pyramid and which coverage goals should gate a release?',
  'Please help us with tests.',
])('what the engine says of %j fits into Slack, with every reason behind Why?', async (text) => {
  const { workspace } = await withEngine()
  const card = await postPacket(workspace, maya, backend, text)
  const why = await askWhy(workspace, jonas, card)
  expect(why.words).toContain('rule ')
  expect(why.words).toContain('Would change if ')
  expect(workspace.log()).toEqual([])
})

test('a kind and a surface corrected in the dialog come back corrected on the card', async () => {
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

test('every corrected field changes what the engine frames', async () => {
  const { workspace, store } = await withEngine()
  const dialog = await openDialog(
    workspace,
    maya,
    backend,
    'Our FastAPI order endpoint writes to Postgres and publishes to RabbitMQ. Which tests do we need for lost updates? We have unit tests for the parser.',
  )
  dialog.type('dependencies', 'Postgres, Redis')
  dialog.type('constraints', 'no Docker on the runners')
  dialog.type('coverage', 'integration tests for the order repository')
  dialog.choose('lanes', 'pr')
  await dialog.post()
  const card = await workspace.until(() => workspace.see.roots(backend).at(-1))
  const { packet_id: id } = card.metadata!['event_payload'] as { packet_id: string }
  const packet = await store.packetById(workspace.teams[0]!.id, id)
  const { framing } = packet!.revision.verdict
  const names = framing.dependencies.map(({ dependency }) => dependency)
  expect(names).toContain('redis')
  expect(names).not.toContain('rabbitmq')
  expect(framing.constraints).toMatchObject([
    { constraint: 'no-containers@ci', words: 'no Docker on the runners' },
  ])
  expect(framing.coverage).toMatchObject([{ words: 'integration tests for the order repository' }])
  expect(framing.lanes.map(({ lane }) => lane)).toEqual(['pr'])
  expect(workspace.log()).toEqual([])
})

test('a vague request whose questions are answered in the dialog becomes a packet at once', async () => {
  const { workspace } = await withEngine()
  const dialog = await openDialog(workspace, maya, backend, 'Please help us with our tests.')
  expect(dialog.block('kind').element?.initial_option?.value).toBe('needs-framing')
  const { element } = dialog.block('answer-0')
  dialog.choose('answer-0', element!.options![1]!.value)
  dialog.type('surface', 'the refund worker')
  await dialog.post()
  const card = await workspace.until(() => workspace.see.roots(backend).at(-1))
  const words = workspace.see.textOf(card.blocks)
  expect(words).toContain('Backend test packet: ')
  expect(words).not.toContain('Needs framing')
  expect(workspace.log()).toEqual([])
})
