import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { createBot } from '../../src/bot/create-bot.ts'
import { createFlows } from '../../src/flows/create-flows.ts'
import type { FlowParts } from '../../src/flows/create-flows.ts'
import { createHandOffFlows } from '../../src/flows/create-hand-off-flows.ts'
import { createThreadFlows } from '../../src/flows/create-thread-flows.ts'
import { countParts } from '../../src/render/messages.ts'
import { channels, people } from '../../src/workspace/state/seed.ts'
import { samplePacket, sampleRequest } from '../engine/sample-verdicts.ts'
import { smallVocabulary } from '../flows/small-vocabulary.ts'
import { freePort } from './free-port.ts'
import { postPacket } from './people-do.ts'
import { deaf, openedStore, realTimer, startedWorkspace, noHandOffs } from './start-bot.ts'

test('over signed HTTP the same command becomes the same packet, and health is answered', async () => {
  const workspace = await startedWorkspace({ delivery: 'http', rateLimits: false })
  const store = await openedStore()
  const port = await freePort()
  const flowParts: FlowParts = {
    store,
    plan: () => samplePacket(),
    referencesHash: 'references',
    vocabulary: smallVocabulary,
    threadParts: countParts,
    now: Date.now,
    random: Math.random,
    newId: randomUUID,
    onDeliveriesWritten: () => bot.wake(),
  }
  const thread = createThreadFlows(flowParts)
  const bot = createBot({
    slack: {
      mode: 'http',
      botToken: workspace.botToken,
      signingSecret: workspace.signingSecret,
      port,
    },
    apiUrl: workspace.apiUrl,
    flows: createFlows(flowParts),
    thread,
    handOffs: createHandOffFlows({ ...flowParts, thread, knowledge: noHandOffs }),
    replies: deaf,
    store,
    vocabulary: { risks: [], surfaces: [] },
    rules: new Map(),
    logger: pino({ level: 'silent' }),
    timer: realTimer,
    newReference: randomUUID,
    pace: { burst: 1000, intervalMs: 1 },
  })
  await bot.start()
  onTestFinished(() => bot.stop(1000))
  await workspace.http.setRequestUrl(`http://127.0.0.1:${port}/slack/events`)
  await workspace.connected()

  const health = await fetch(`http://127.0.0.1:${port}/healthz`)
  expect([health.status, await health.text()]).toEqual([200, 'ok'])
  await postPacket(workspace, people.maya, channels.backend, sampleRequest)
  const forged = await fetch(`http://127.0.0.1:${port}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': String(Math.floor(Date.now() / 1000)),
      'x-slack-signature': `v0=${'0'.repeat(64)}`,
    },
    body: 'command=%2Fbackend-test-packet&text=help',
  })
  expect(forged.status).toBe(401)
  expect(workspace.log()).toEqual([])
})
