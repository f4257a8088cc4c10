import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { noHouseRules } from '../../src/engine/house-rules.ts'
import type { Amendment, Verdict } from '../../src/engine/packet.ts'
import { createHandOffFlows } from '../../src/flows/create-hand-off-flows.ts'
import { createThreadFlows } from '../../src/flows/create-thread-flows.ts'
import type { HandOffFlows } from '../../src/flows/hand-off.ts'
import type { ThreadFlows } from '../../src/flows/thread.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { HandOffRecord, PacketRecord, Store } from '../../src/store/port.ts'
import { handOffOf, openSample, sampleVerdict } from '../store/sample.ts'

const author = { teamId: 'T1', userId: 'U1' }
const sender = { teamId: 'T1', userId: 'U2' }
const owner = { teamId: 'T1', userId: 'U9' }
const dayMs = 24 * 60 * 60 * 1000

/** Stands for the engine: what was said is a caveat. */
const planByAmendments = (_: string, amendments: readonly Amendment[]): Verdict => ({
  ...sampleVerdict,
  caveats: amendments.map(({ target, to }) => ({
    kind: 'assumption',
    text: `${target} ${to}`,
    evidence: [],
  })),
})

describe('what is handed over', () => {
  let store: Store
  let thread: ThreadFlows
  let flows: HandOffFlows
  let clock: number
  let wakes: number

  beforeEach(async () => {
    store = await openStore(':memory:')
    onTestFinished(() => store.close())
    clock = 5000
    wakes = 0
    let ids = 0
    const parts = {
      store,
      plan: planByAmendments,
      referencesHash: 'hash-1',
      now: () => (clock += 1),
      newId: () => `id-${(ids += 1)}`,
      onDeliveriesWritten: () => (wakes += 1),
    }
    thread = createThreadFlows(parts)
    flows = createHandOffFlows({
      ...parts,
      thread,
      knowledge: {
        brief: (_text, _amendments, to) => ({ ...handOffOf('').brief, to }),
        open: () => ['api-design', 'debugging'],
        waiting: () => ({ decisions: ['scenario 1'], sentences: [] }),
      },
    })
    await openSample(store, 'p1')
  })

  const packet = async (): Promise<PacketRecord> => {
    const found = await store.packetById('T1', 'p1')
    if (!found) throw new Error('the packet is gone')
    return found
  }
  const send = async (overrides: Partial<Parameters<HandOffFlows['send']>[0]> = {}) =>
    flows.send({
      actor: sender,
      packet: await packet(),
      to: 'api-design',
      channelId: 'C9',
      channelKind: 'public',
      revision: 1,
      withQuotes: true,
      words: null,
      replaces: null,
      ...overrides,
    })
  const sent = async (overrides: Parameters<typeof send>[0] = {}): Promise<HandOffRecord> => {
    const outcome = await send(overrides)
    if (outcome.outcome !== 'sent') throw new Error(outcome.outcome)
    return outcome.handOff
  }

  it('is the brief as it was shown, with secrets taken out of the sender’s words', async () => {
    const handOff = await sent({
      words: 'token is xoxb-12345678901-abcdefghijklmnop',
      withQuotes: false,
    })
    expect(handOff.brief.undecided[0]?.asked).toBeNull()
    expect(handOff.brief.words).not.toContain('abcdefghijklmnop')
    expect((await store.deliveries('p1')).slice(-2)).toMatchObject([
      { id: `hand-off:${handOff.id}`, kind: 'hand-off', channelId: 'C9' },
      { kind: 'update', channelId: 'C1' },
    ])
    expect(wakes).toBe(1)
  })

  it('goes once while it is open, and says to whom it went', async () => {
    const first = await sent()
    expect(await send({ actor: author })).toMatchObject({
      outcome: 'already-sent',
      handOff: { id: first.id, senderId: 'U2' },
    })
    expect(await send({ to: 'debugging' })).toMatchObject({ outcome: 'sent' })
  })

  it('does not go when the packet moved on, or has nothing of the kind open', async () => {
    expect(await send({ revision: 7 })).toEqual({ outcome: 'stale' })
    expect(await send({ to: 'frontend-testing' })).toEqual({ outcome: 'nothing-open' })
    expect(await store.handOffs('p1')).toEqual([])
  })

  it('is sent again in place of the open one, and of no other packet’s', async () => {
    const first = await sent()
    const second = await sent({ replaces: first.id })
    expect((await store.handOffs('p1')).map((each) => [each.id, each.state])).toEqual([
      [first.id, 'withdrawn'],
      [second.id, 'sent'],
    ])
    await openSample(store, 'p2')
    const other = await store.packetById('T1', 'p2')
    await sent({ packet: other!, replaces: second.id })
    expect((await store.findHandOff('T1', second.id))?.state).toBe('sent')
  })

  it('is answered with an amendment under the owner’s name, on one line, planned anew', async () => {
    const { id } = await sent()
    await flows.accept(owner, id)
    expect(await flows.answer(owner, id, ' 409,\nnever 412 ')).toMatchObject({ outcome: 'done' })
    expect((await packet()).revision).toMatchObject({
      number: 2,
      authorId: 'U9',
      amendments: [
        {
          id: expect.stringContaining(`hand-off:${id}:`) as string,
          on: 'question',
          target: 'api-design.answer',
          to: '409, never 412',
          by: 'U9',
        },
      ],
    })
    expect(await flows.standing(await packet())).toMatchObject([
      { holds: true, handOff: { state: 'answered', settled: 'applied' } },
    ])
  })

  it('is answered once, whoever else answers', async () => {
    const { id } = await sent()
    const both = await Promise.all([
      flows.answer(owner, id, '409'),
      flows.answer(author, id, '412'),
    ])
    expect(both.filter((each) => each.outcome === 'done')).toHaveLength(1)
    expect((await packet()).revision.amendments).toHaveLength(1)
    expect(await flows.decline(owner, id, 'no')).toMatchObject({ outcome: 'already' })
    expect(await flows.accept({ teamId: 'T2', userId: 'U9' }, id)).toEqual({ outcome: 'not-found' })
  })

  it('that was taken on can be put back by who took it, and by nobody else', async () => {
    const { id } = await sent()
    expect(await flows.release(sender, id)).toMatchObject({ outcome: 'already' })
    await flows.accept(owner, id)
    expect(await flows.release(author, id)).toMatchObject({
      outcome: 'already',
      handOff: { by: 'U9' },
    })
    expect(await flows.release(owner, id)).toMatchObject({
      outcome: 'done',
      handOff: { state: 'sent' },
    })
    expect(await flows.accept(author, id)).toMatchObject({ outcome: 'done' })
  })

  it('that was answered is corrected by who saw the answer, as a revision of its own', async () => {
    const { id } = await sent()
    const first = await flows.answer(owner, id, '409')
    const at = first.outcome === 'done' ? first.handOff.at : 0
    expect(await flows.answer(author, id, '500')).toMatchObject({ outcome: 'already' })
    expect(await flows.answer(owner, id, '412', at)).toMatchObject({ outcome: 'done' })
    expect(await flows.answer(author, id, '500', at)).toMatchObject({ outcome: 'already' })
    const { revision } = await packet()
    expect(revision.number).toBe(3)
    expect(revision.amendments.map((each) => each.to)).toEqual(['409', '412'])
    expect(await flows.standing(await packet())).toMatchObject([
      { holds: true, handOff: { words: '412', settled: 'applied' } },
    ])
  })

  it('that was declined is told in the thread, and can be answered after all', async () => {
    const { id } = await sent()
    await flows.decline(owner, id, 'Ask the platform guild')
    expect((await store.deliveries('p1')).map((each) => each.id)).toContain(`refusal:${id}`)
    expect(await flows.answer(owner, id, '409')).toMatchObject({ outcome: 'done' })
    expect((await packet()).revision.number).toBe(2)
  })

  it('does not open a packet that was accepted meanwhile: the answer waits as a proposal', async () => {
    const { id } = await sent()
    await store.markAccepted('p1', 1)
    await flows.answer(owner, id, '409')
    expect((await packet()).revision.number).toBe(1)
    expect((await store.findHandOff('T1', id))?.settled).toBe('proposed')
    const posted = (await store.deliveries('p1')).find(({ kind }) => kind === 'proposal')
    expect(posted?.id).toContain(`proposal:hand-off:${id}:`)
    await thread.apply(author, posted!.id.slice('proposal:'.length), { reopen: true })
    expect((await packet()).revision.amendments).toMatchObject([{ to: '409' }])
  })

  it('against what the thread decided meanwhile is a conflict, never a silent change', async () => {
    const { id } = await sent()
    const proposed = await thread.propose({
      id: 'proposal-1',
      actor: author,
      packet: await packet(),
      changes: [
        { on: 'question', target: 'api-design.answer', op: 'set', to: '412', because: null },
      ],
      sourceTs: null,
    })
    if (proposed.outcome !== 'proposed') throw new Error(proposed.outcome)
    await thread.apply(author, proposed.proposal.id)
    await flows.answer(owner, id, '409')
    expect((await store.findHandOff('T1', id))?.settled).toBe('conflict')
    expect((await packet()).revision.amendments.map((each) => each.to)).toEqual(['412'])
    expect(await store.notes('p1')).toMatchObject([{ kind: 'conflict', ownerId: 'U1' }])
  })

  it('that says what the thread decided meanwhile changes nothing, and holds', async () => {
    const { id } = await sent()
    const change = { on: 'question', target: 'api-design.answer', op: 'set', to: '409' } as const
    const proposed = await thread.propose({
      id: 'proposal-1',
      actor: author,
      packet: await packet(),
      changes: [{ ...change, because: null }],
      sourceTs: null,
    })
    if (proposed.outcome !== 'proposed') throw new Error(proposed.outcome)
    await thread.apply(author, proposed.proposal.id)
    await flows.answer(owner, id, '409')
    expect((await packet()).revision.number).toBe(2)
    expect(await flows.standing(await packet())).toMatchObject([
      { holds: true, handOff: { settled: 'applied' } },
    ])
  })

  it('is brought in by the next process when this one ended half way, and once', async () => {
    const { id } = await sent()
    const step = { from: ['sent'], state: 'answered', by: 'U9', at: 1, words: '409' } as const
    await store.moveHandOff(id, { ...step, deliveries: [] })
    await flows.finishAnswers()
    await flows.finishAnswers()
    expect((await packet()).revision).toMatchObject({ number: 2, amendments: [{ to: '409' }] })
    expect(await store.unsettledHandOffs()).toEqual([])
  })

  it('is taken back by its sender or the packet’s author, while it is open', async () => {
    const { id } = await sent()
    expect(await flows.withdraw(owner, id)).toEqual({ outcome: 'not-yours' })
    expect(await flows.withdraw(author, id)).toMatchObject({ outcome: 'done' })
    expect(await flows.withdraw(sender, id)).toMatchObject({ outcome: 'already' })
    expect(await flows.answer(owner, id, '409')).toMatchObject({ outcome: 'already' })
    expect((await packet()).revision.number).toBe(1)
    expect(await flows.standing(await packet())).toEqual([])
  })

  it('is shown as silent after three days, once, and again after somebody took it on and went silent', async () => {
    const { id } = await sent()
    expect(await flows.noticeSilence()).toBe(0)
    clock += 3 * dayMs
    expect(await flows.noticeSilence()).toBe(1)
    expect((await flows.standing(await packet()))[0]?.silentDays).toBe(3)
    clock += 3 * dayMs
    expect(await flows.noticeSilence()).toBe(0)
    await flows.accept(owner, id)
    expect((await flows.standing(await packet()))[0]?.silentDays).toBeNull()
    clock += 3 * dayMs
    expect(await flows.noticeSilence()).toBe(1)
  })

  it('that Slack refused is nobody’s task, and can be handed over again', async () => {
    const { id } = await sent()
    expect(await flows.undelivered('T1', id, 'is_archived')).toMatchObject({
      state: 'undelivered',
      words: 'is_archived',
    })
    expect(await flows.undelivered('T1', id, 'is_archived')).toBeNull()
    expect(await send()).toMatchObject({ outcome: 'sent' })
  })

  it('goes to the neighbour’s own channel, otherwise to the fallback, otherwise nowhere by itself', async () => {
    expect(await flows.ownerOf('T1', 'api-design')).toEqual({
      channelId: null,
      isFallback: false,
      name: null,
    })
    const handOffTo = { channels: { 'api-design': 'C9' }, fallback: 'C8' }
    const rules = { ...noHouseRules, handOffTo, owners: { debugging: 'on-call' } }
    await store.saveHouseRules('T1', rules, { by: 'U1', at: 1 })
    expect(await flows.ownerOf('T1', 'api-design')).toMatchObject({
      channelId: 'C9',
      isFallback: false,
    })
    expect(await flows.ownerOf('T1', 'debugging')).toEqual({
      channelId: 'C8',
      isFallback: true,
      name: 'on-call',
    })
  })
})
