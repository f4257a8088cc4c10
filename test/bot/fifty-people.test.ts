import { expect, test, vi } from 'vitest'
import { canonicalOrder, contradicts } from '../../src/engine/merge.ts'
import type { Amendment } from '../../src/engine/packet.ts'
import { plan } from '../../src/engine/plan.ts'
import { channels, defaultSeed } from '../../src/workspace/state/seed.ts'
import { knowledge, refunds, threadOfPacket } from './thread-driver.ts'

const sayings = [
  'use a fake for Redis',
  'use a real Redis container',
  'PR budget is 8 minutes',
  'PR budget is 9 minutes',
  'use a mock for Postgres',
  'scheduled budget is 40 minutes',
] as const

const crowd = Array.from({ length: 50 }, (_, at) => ({
  id: `U0CROWD${String(at).padStart(3, '0')}`,
  name: `crowd${at}`,
  realName: `Crowd ${at}`,
  kind: 'member' as const,
  tz: 'Europe/Berlin',
}))
const crowded = defaultSeed.map((team, at) =>
  at > 0
    ? team
    : {
        ...team,
        people: [...team.people, ...crowd],
        channels: team.channels.map((channel) =>
          channel.id === channels.backend
            ? { ...channel, members: [...channel.members, ...crowd.map(({ id }) => id)] }
            : channel,
        ),
      },
)

test('fifty people at once end where one after the other would', async () => {
  const { workspace, store, say, card, press, packet, cardSays } = await threadOfPacket(refunds, {
    workspaceOptions: { seed: crowded },
    // On a busy machine Slack's answer may be there and the bot not yet at it: nobody is refused for that here.
    answerTimeoutMs: 60_000,
  })
  for (const [at, { id }] of crowd.entries()) say(id, sayings[at % sayings.length] ?? sayings[0])
  const proposed = () =>
    workspace.see
      .replies(card.channel, card.ts)
      .filter(({ blocks }) => workspace.see.textOf(blocks).includes('proposes, as I understood'))
  // One after the other, so that what is waited for is always the next step and never the speed of the whole.
  for (const at of crowd.keys()) await workspace.until(() => proposed().length > at)
  const proposals = proposed()
  await Promise.all(proposals.map((each, at) => press(crowd[at]?.id ?? '', each, 'proposal_apply')))
  // Each press ends in a revision, a conflict, or a word to the one who pressed.
  const team = workspace.teams[0]!.id
  const ids = (await store.deliveries((await packet()).id))
    .filter(({ kind }) => kind === 'proposal')
    .map(({ id }) => id.slice('proposal:'.length))
  for (const id of ids)
    await vi.waitFor(
      async () => expect(await store.findProposal(team, id)).toMatchObject({ state: 'applied' }),
      { timeout: 10_000 },
    )

  const { id, revision } = await packet()
  const wanted = (await Promise.all(ids.map((each) => store.findProposal(team, each)))).flatMap(
    (each) => each?.amendments ?? [],
  )
  const joined = revision.amendments
  expect(joined).toEqual(oracle(joined, wanted).joined)
  expect(revision.number).toBe(1 + joined.length)
  const conflicts = (await store.notes(id)).filter(({ kind }) => kind === 'conflict')
  expect(conflicts).toHaveLength(oracle(joined, wanted).conflicts)
  // However they arrived, the packet is what a fresh plan of the same amendments makes.
  const backwards = canonicalOrder(joined.toReversed())
  expect(revision.verdict).toEqual(plan({ text: refunds }, backwards, knowledge()))
  await cardSays(`revision ${revision.number}`)
  expect(workspace.log()).toEqual([])
}, 60_000)

/** One after the other, the winners in their order and then the rest: who comes first decides, equal words are one. */
function oracle(winners: readonly Amendment[], proposed: readonly Amendment[]) {
  const joined: Amendment[] = []
  let conflicts = 0
  const won = new Set(winners.map((each) => each.id))
  for (const each of [...winners, ...proposed.filter((other) => !won.has(other.id))]) {
    if (joined.some((other) => contradicts(other, each))) conflicts += 1
    else if (!joined.some((other) => other.target === each.target && other.to === each.to))
      joined.push(each)
  }
  return { joined, conflicts }
}
