import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noHouseRules } from '../../src/engine/house-rules.ts'
import type { Amendment, Verdict } from '../../src/engine/packet.ts'
import { createThreadFlows } from '../../src/flows/create-thread-flows.ts'
import type { ProposedChange, ThreadFlows } from '../../src/flows/thread.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { PacketRecord, Store } from '../../src/store/port.ts'
import { samplePacket } from '../engine/sample-verdicts.ts'
import { deliveriesOf, packetOf, revisionOf } from '../store/sample.ts'

const author = { teamId: 'T1', userId: 'U1' }
const maya = { teamId: 'T1', userId: 'U2' }
const jonas = { teamId: 'T1', userId: 'U3' }

/** Stands for the engine: one caveat for each thing said, so that verdicts differ when amendments say something new. */
const planByAmendments = (_: string, amendments: readonly Amendment[]): Verdict => ({
  ...samplePacket(),
  caveats: [
    ...new Set(amendments.map((each) => `${each.on} ${each.target} ${each.op} ${each.to}`)),
  ].map((text) => ({ kind: 'assumption', text, evidence: [] })),
})

const nobodyLeft = () => Promise.resolve(false)

const change = (overrides: Partial<ProposedChange> = {}): ProposedChange => ({
  on: 'dependency',
  target: 'redis',
  op: 'set',
  to: 'fake',
  because: null,
  ...overrides,
})

describe('under a packet', () => {
  let store: Store
  let flows: ThreadFlows
  let clock: number
  let ids: number

  const opened: Store[] = []

  /** A packet that nobody has amended yet, in a database of its own. */
  const begin = async (): Promise<void> => {
    store = await openStore(':memory:')
    opened.push(store)
    flows = createThreadFlows({
      store,
      plan: planByAmendments,
      referencesHash: 'hash-1',
      now: () => (clock += 1),
      newId: () => `id-${(ids += 1)}`,
      onDeliveriesWritten: () => {},
    })
    const revision = revisionOf(1, { verdict: planByAmendments('', []) })
    await store.openPacket(packetOf('p1'), revision, deliveriesOf('p1', 2), 'once-p1')
  }

  beforeEach(async () => {
    clock = 5000
    ids = 0
    await begin()
  })
  afterEach(async () => {
    for (const each of opened.splice(0)) await each.close()
  })

  const packet = async (): Promise<PacketRecord> => {
    const found = await store.packetById('T1', 'p1')
    if (!found) throw new Error('the packet is gone')
    return found
  }
  const propose = async (actor: typeof author, ...changes: readonly ProposedChange[]) => {
    const outcome = await flows.propose({
      actor,
      packet: await packet(),
      changes,
      sourceTs: '42.5',
      id: `said-${(ids += 1)}`,
    })
    if (outcome.outcome !== 'proposed') throw new Error(outcome.outcome)
    return outcome.proposal
  }
  const holds = async () =>
    (await packet()).revision.amendments.map((each) => `${each.target}=${each.to}`)

  it('a proposal changes nothing until it is applied, then makes the next revision', async () => {
    const proposal = await propose(maya, change({ because: 'no locks' }))
    expect(await holds()).toEqual([])
    const outcome = await flows.apply(jonas, proposal.id)
    expect(outcome).toMatchObject({
      outcome: 'applied',
      conflicts: [],
      changes: [{ before: null, after: 'dependency redis set fake' }],
    })
    const revised = await packet()
    expect(revised.revision).toMatchObject({ number: 2, authorId: 'U3', referencesHash: 'hash-1' })
    expect(revised.revision.amendments).toMatchObject([{ by: 'U2', because: 'no locks' }])
    expect((await store.deliveries('p1')).slice(-3).map((each) => each.kind)).toEqual([
      'change',
      'update',
      'redraw',
    ])
  })

  it('a change that the packet contains already is said to change nothing', async () => {
    await flows.apply(maya, (await propose(maya, change())).id)
    const again = await flows.propose({
      actor: jonas,
      packet: await packet(),
      changes: [change()],
      sourceTs: null,
      id: 'again',
    })
    expect(again).toEqual({ outcome: 'nothing-changes' })
  })

  it('a second click on Apply is told that it is done', async () => {
    const proposal = await propose(maya, change())
    await flows.apply(maya, proposal.id)
    expect(await flows.apply(maya, proposal.id)).toEqual({ outcome: 'already', state: 'applied' })
    expect(await flows.dismiss(maya, proposal.id)).toBe('already')
    expect((await packet()).revision.number).toBe(2)
  })

  it('two clicks at once apply once', async () => {
    const proposal = await propose(maya, change())
    await Promise.all([flows.apply(maya, proposal.id), flows.apply(jonas, proposal.id)])
    expect((await packet()).revision.number).toBe(2)
    expect(await holds()).toEqual(['redis=fake'])
  })

  it('a dismissed proposal cannot be applied', async () => {
    const proposal = await propose(maya, change())
    expect(await flows.dismiss(jonas, proposal.id)).toBe('dismissed')
    expect(await flows.apply(maya, proposal.id)).toEqual({ outcome: 'already', state: 'dismissed' })
    expect(await flows.apply(maya, 'no-such')).toEqual({ outcome: 'not-found' })
    expect(await flows.apply({ ...maya, teamId: 'T2' }, proposal.id)).toEqual({
      outcome: 'not-found',
    })
  })

  it('secrets in a change are redacted before it is stored', async () => {
    const token = ['xoxb', '123456789012', 'abcdefghijklmnopqrstuvwx'].join('-')
    const proposal = await propose(maya, change({ to: `use ${token}`, because: token }))
    expect(JSON.stringify(await store.findProposal('T1', proposal.id))).not.toContain(token)
  })

  describe('two people at once', () => {
    it('changes to different decisions both hold', async () => {
      const [a, b] = [await propose(maya, change()), await propose(jonas, change({ target: 's3' }))]
      await flows.apply(maya, a.id)
      await flows.apply(jonas, b.id)
      expect(await holds()).toEqual(['redis=fake', 's3=fake'])
    })

    it('changes to one decision become a conflict for the author to decide', async () => {
      const first = await propose(maya, change())
      const second = await propose(jonas, change({ to: 'containerized' }))
      await flows.apply(maya, first.id)
      const outcome = await flows.apply(jonas, second.id)
      expect(outcome).toMatchObject({ outcome: 'conflict', deciderId: 'U1' })
      expect(await holds()).toEqual(['redis=fake'])
      const { openNotes } = await flows.standing(await packet())
      expect(openNotes).toMatchObject([
        {
          kind: 'conflict',
          ownerId: 'U1',
          conflict: {
            standing: { by: 'U2', to: 'fake' },
            proposed: { by: 'U3', to: 'containerized' },
          },
        },
      ])
    })

    it('changes to different decisions end in one packet, in any order and with duplicates', async () => {
      const targets = ['redis', 'kafka', 's3', 'smtp', 'stripe', 'mysql']
      const pressed = fc.shuffledSubarray([...targets, ...targets], { minLength: 12 })
      await fc.assert(
        fc.asyncProperty(pressed, fc.boolean(), async (order, atOnce) => {
          await begin()
          const proposals = new Map<string, string>()
          for (const target of targets)
            proposals.set(target, (await propose(maya, change({ target }))).id)
          const apply = (target: string) => flows.apply(jonas, proposals.get(target) ?? '')
          if (atOnce) await Promise.all(order.map(apply))
          else for (const target of order) await apply(target)
          const { revision } = await packet()
          expect(revision.number).toBe(1 + targets.length)
          expect((await holds()).toSorted()).toEqual(
            targets.map((each) => `${each}=fake`).toSorted(),
          )
          const notes = await store.notes('p1')
          expect(notes).toEqual([])
        }),
        { numRuns: 15 },
      )
    })

    it('a conflict appears exactly where two changes contradict each other', async () => {
      const two = fc.record({
        targets: fc.tuple(fc.constantFrom('redis', 's3'), fc.constantFrom('redis', 's3')),
        values: fc.tuple(fc.constantFrom('fake', 'mock'), fc.constantFrom('fake', 'mock')),
      })
      await fc.assert(
        fc.asyncProperty(two, async ({ targets, values }) => {
          await begin()
          const [a, b] = [0, 1].map((at) => change({ target: targets[at]!, to: values[at]! }))
          const [first, second] = [await propose(maya, a!), await propose(jonas, b!)]
          await flows.apply(maya, first.id)
          await flows.apply(jonas, second.id)
          const conflicts = (await store.notes('p1')).filter((note) => note.kind === 'conflict')
          const contradict = targets[0] === targets[1] && values[0] !== values[1]
          expect(conflicts).toHaveLength(contradict ? 1 : 0)
          expect((await holds()).length).toBe(targets[0] === targets[1] ? 1 : 2)
        }),
        { numRuns: 20 },
      )
    })

    const conflict = async () => {
      const first = await propose(maya, change({ because: 'it is a cache' }))
      const second = await propose(jonas, change({ to: 'containerized', because: 'Lua' }))
      await flows.apply(maya, first.id)
      await flows.apply(jonas, second.id)
      const [note] = (await flows.standing(await packet())).openNotes
      return note?.id ?? ''
    }

    it.each([
      ['keep', ['redis=fake'], 'dependency redis: containerized, because Lua', 'U3'],
      ['take', ['redis=containerized'], 'dependency redis: fake, because it is a cache', 'U2'],
    ] as const)(
      'the decider may %s, and the other stays as an objection',
      async (choice, after, objection, by) => {
        const noteId = await conflict()
        expect(await flows.decide(maya, noteId, choice, nobodyLeft)).toEqual({
          outcome: 'not-yours',
          deciderId: 'U1',
        })
        expect((await flows.decide(author, noteId, choice, nobodyLeft)).outcome).toBe('decided')
        expect(await holds()).toEqual(after)
        const { openNotes } = await flows.standing(await packet())
        expect(openNotes).toMatchObject([{ kind: 'objection', text: objection, authorId: by }])
        expect((await flows.decide(author, noteId, 'keep', nobodyLeft)).outcome).toBe('already')
      },
    )

    it('whoever may accept the packet decides once its decider has left', async () => {
      const noteId = await conflict()
      const hasLeft = (userId: string) => Promise.resolve(userId === author.userId)
      const rules = { ...noHouseRules, acceptorIds: [jonas.userId] }
      await store.saveHouseRules(maya.teamId, rules, { by: 'U1', at: 1 })
      expect(await flows.decide(maya, noteId, 'take', hasLeft)).toEqual({
        outcome: 'not-an-acceptor',
        acceptorIds: [jonas.userId],
      })
      expect(await holds()).toEqual(['redis=fake'])
      expect((await flows.decide(jonas, noteId, 'take', hasLeft)).outcome).toBe('decided')
      expect(await holds()).toEqual(['redis=containerized'])
    })

    it('anybody decides for one who has left where the settings name nobody', async () => {
      const noteId = await conflict()
      const hasLeft = (userId: string) => Promise.resolve(userId === author.userId)
      expect((await flows.decide(maya, noteId, 'keep', hasLeft)).outcome).toBe('decided')
    })

    it.each([
      ['2027-03-13', 'past'],
      ['2027-03-14', 'captured'],
      ['2027-03-15', 'captured'],
    ])(
      'at three in the morning of the 15th in UTC, a question due on %s is %s',
      async (due, is) => {
        clock = Date.parse('2027-03-15T03:00:00Z')
        const asked = {
          actor: jonas,
          packet: await packet(),
          kind: 'question' as const,
          text: 'who?',
        }
        const question = { ...asked, ownerId: null, due, sourceTs: null, permalink: null }
        expect(await flows.capture(question)).toBe(is)
      },
    )

    it('fifty people end where one after the other would, whatever the order', async () => {
      const targets = ['redis', 'kafka', 's3', 'smtp', 'stripe']
      const anyChange = fc.record({
        on: fc.constant('dependency' as const),
        target: fc.constantFrom(...targets),
        op: fc.constant('set' as const),
        to: fc.constantFrom('fake', 'mock', 'containerized'),
        because: fc.constant(null),
      })
      await fc.assert(
        fc.asyncProperty(fc.array(anyChange, { minLength: 50, maxLength: 50 }), async (changes) => {
          await begin()
          const proposals = []
          for (const [at, each] of changes.entries())
            proposals.push(await propose({ teamId: 'T1', userId: `U${at}` }, each))
          const outcomes = await Promise.all(
            proposals.map((each) => flows.apply({ teamId: 'T1', userId: each.authorId }, each.id)),
          )
          const current = await packet()
          // The oracle: the first to arrive decides, equal words are one, the rest are conflicts.
          const applied = proposals.filter((_, at) => outcomes[at]?.outcome === 'applied')
          const decided = new Map(
            applied.map((each) => [each.amendments[0]?.target, each.amendments[0]?.to]),
          )
          expect(decided.size).toBe(applied.length)
          expect(new Set(decided.keys())).toEqual(new Set(changes.map((each) => each.target)))
          expect(current.revision.number).toBe(1 + decided.size)
          expect(
            new Map(current.revision.amendments.map((each) => [each.target, each.to])),
          ).toEqual(decided)
          const conflicting = changes.filter((each) => decided.get(each.target) !== each.to)
          expect((await store.notes('p1')).filter((note) => note.kind === 'conflict')).toHaveLength(
            conflicting.length,
          )
        }),
        { numRuns: 5 },
      )
    })
  })

  describe('undo', () => {
    it('makes a revision without what the last one brought, then without the one before', async () => {
      await flows.apply(maya, (await propose(maya, change())).id)
      await flows.apply(maya, (await propose(maya, change({ target: 's3' }))).id)
      expect(await flows.undo(jonas, 'p1')).toMatchObject({
        outcome: 'undone',
        amendments: [{ target: 's3' }],
      })
      expect(await holds()).toEqual(['redis=fake'])
      expect((await packet()).revision.number).toBe(4)
      await flows.undo(jonas, 'p1')
      expect(await holds()).toEqual([])
      expect(await flows.undo(jonas, 'p1')).toEqual({ outcome: 'nothing-to-undo' })
      expect((await store.revision('p1', 3))?.amendments).toHaveLength(2)
    })
  })

  describe('a stance', () => {
    const accept = { revision: 1, stance: 'accept', because: null } as const

    it('of somebody else accepts and locks the revision', async () => {
      const outcome = await flows.takeStance(maya, 'p1', accept, true)
      expect(outcome).toMatchObject({ outcome: 'recorded', nowAccepted: true })
      const proposal = await propose(jonas, change())
      expect((await flows.apply(jonas, proposal.id)).outcome).toBe('locked')
      expect((await flows.apply(jonas, proposal.id, { reopen: true })).outcome).toBe('applied')
      expect((await flows.standing(await packet())).accepted).toBe(false)
    })

    it('accepts nothing where there is no packet', async () => {
      const asked = revisionOf(1)
      await store.openPacket(packetOf('p2'), asked, deliveriesOf('p2', 1), 'once-p2')
      expect(asked.verdict.verdict).toBe('needs-framing')
      expect(await flows.takeStance(maya, 'p2', accept, true)).toEqual({ outcome: 'no-packet' })
      expect(await store.stances('p2', 1)).toEqual([])
    })

    it('of the author alone does not accept while others are in the channel', async () => {
      expect(await flows.takeStance(author, 'p1', accept, true)).toEqual({
        outcome: 'needs-somebody-else',
      })
      expect(await flows.takeStance(author, 'p1', accept, false)).toMatchObject({
        nowAccepted: true,
      })
    })

    it('accepts only from the people whom the settings name, when they name any', async () => {
      const rules = { ...noHouseRules, acceptorIds: [jonas.userId] }
      await store.saveHouseRules(maya.teamId, rules, { by: 'U1', at: 1 })
      expect(await flows.takeStance(maya, 'p1', accept, true)).toEqual({
        outcome: 'not-an-acceptor',
        acceptorIds: [jonas.userId],
      })
      expect(await store.stances('p1', 1)).toEqual([])
      expect(await flows.takeStance(jonas, 'p1', accept, true)).toMatchObject({ nowAccepted: true })
    })

    it('taken twice is taken already, and an older revision is said to be old', async () => {
      await flows.takeStance(maya, 'p1', accept, true)
      expect(await flows.takeStance(maya, 'p1', accept, true)).toEqual({ outcome: 'already' })
      const proposal = await propose(jonas, change())
      await flows.apply(jonas, proposal.id, { reopen: true })
      expect(await flows.takeStance(maya, 'p1', accept, true)).toEqual({
        outcome: 'stale',
        current: 2,
      })
    })

    it('against it stays beside the acceptance', async () => {
      const object = { revision: 1, stance: 'object', because: 'no broker test' } as const
      await flows.takeStance(jonas, 'p1', object, true)
      await flows.takeStance(maya, 'p1', accept, true)
      const { accepted, stances } = await flows.standing(await packet())
      expect(accepted).toBe(true)
      expect(stances.map((each) => [each.userId, each.stance, each.because])).toEqual([
        ['U3', 'object', 'no broker test'],
        ['U2', 'accept', null],
      ])
    })
  })

  it('a message is captured once, and a question is closed once', async () => {
    const input = {
      actor: maya,
      packet: await packet(),
      kind: 'question',
      text: 'Who owns the sandbox keys?',
      ownerId: 'U3',
      due: '2027-03-14',
      sourceTs: '42.9',
      permalink: 'https://example.slack.com/archives/C1/p42',
    } as const
    expect(await flows.capture(input)).toBe('captured')
    expect(await flows.capture(input)).toBe('already')
    const [note] = (await flows.standing(await packet())).openNotes
    expect(note).toMatchObject({ text: 'Who owns the sandbox keys?', ownerId: 'U3' })
    expect(await flows.resolve(jonas, note?.id ?? '', 'Dana does')).toBe('resolved')
    expect(await flows.resolve(jonas, note?.id ?? '', 'Dana does')).toBe('already')
    expect((await flows.standing(await packet())).openNotes).toEqual([])
  })
})
