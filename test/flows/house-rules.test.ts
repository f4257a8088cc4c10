import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noHouseRules } from '../../src/engine/house-rules.ts'
import type { Amendment, Verdict } from '../../src/engine/packet.ts'
import { houseRuleFlows } from '../../src/flows/house-rules.ts'
import type { Progress } from '../../src/flows/house-rules.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/port.ts'
import { memberViewer, packetOf, revisionOf, sampleVerdict } from '../store/sample.ts'

const rules = { ...noHouseRules, containersOnPr: false }
const heard: Amendment = {
  id: 'a1',
  on: 'constraint',
  target: 'budget@pr',
  op: 'set',
  to: '20 min',
  because: null,
  by: 'U2',
}

/** Obeys constraints and nothing else; a request about docs obeys none. */
const plan = (text: string, amendments: readonly Amendment[]): Verdict => ({
  ...sampleVerdict,
  framing: {
    ...sampleVerdict.framing,
    constraints: text.includes('docs')
      ? []
      : amendments.map(({ target, to, because }) => ({
          constraint: target,
          value: to,
          words: because ?? target,
          evidence: [],
        })),
  },
})

describe('what new house rules would change', () => {
  let store: Store
  let clock: number
  let planned: number
  beforeEach(async () => {
    store = await openStore(':memory:')
    clock = 0
    planned = 0
  })
  afterEach(() => store.close())

  const plant = async (id: string, text: string, said: readonly Amendment[] = [], hash = 'now') => {
    const verdict = plan(text, said)
    await store.openPacket(
      packetOf(id, { requestText: text }),
      revisionOf(1, { amendments: said, verdict, referencesHash: hash }),
      [],
      id,
    )
  }
  const flows = () =>
    houseRuleFlows({
      store,
      plan(text, amendments) {
        planned += 1
        return plan(text, amendments)
      },
      referencesHash: 'now',
      now: () => (clock += 100),
    })
  const goOn = () => Promise.resolve(true)

  it('is counted over all open packets, however many pages they are', async () => {
    for (let at = 0; at < 230; at += 1) await plant(`p${at}`, at % 10 === 0 ? 'docs' : 'refunds')
    await store.markAccepted('p1', 1)
    const impact = await flows().impactOf(memberViewer(), rules, goOn)
    expect(impact).toMatchObject({ looked: 229, forgotten: 0 })
    expect(impact?.changed).toHaveLength(206)
    expect(new Set(impact?.changed.map((each) => each.id)).size).toBe(206)
  })

  it('is told on the way, with how many there are, and not looked for when nobody waits any more', async () => {
    for (let at = 0; at < 60; at += 1) await plant(`p${at}`, 'refunds')
    const told: Progress[] = []
    await flows().impactOf(memberViewer(), rules, (progress) => {
      told.push(progress)
      return Promise.resolve(true)
    })
    expect(told.map(({ total }) => total)).toEqual(told.map(() => 60))
    expect(told.length).toBeGreaterThan(2)
    expect(told[0]!.looked).toBeLessThan(told[1]!.looked)
    planned = 0
    expect(await flows().impactOf(memberViewer(), rules, () => Promise.resolve(false))).toBeNull()
    expect(planned).toBeLessThan(30)
  })

  it('is only what the rules do, not what newer references do, and follows what people said', async () => {
    await plant('same', 'docs', [], 'older')
    await plant('heard', 'refunds', [heard])
    const own = { ...noHouseRules, budgetMinutes: { pr: 8 } }
    expect((await flows().impactOf(memberViewer(), own, goOn))?.changed).toEqual([])
    const both = await flows().impactOf(memberViewer(), { ...own, ...rules }, goOn)
    expect(both?.changed.map((each) => each.id)).toEqual(['heard'])
  })

  it('includes what rules that are taken back would change', async () => {
    const rule = { ...heard, id: 'house:budget@pr', by: 'house rule' }
    await plant('followed', 'refunds', [rule])
    const impact = await flows().impactOf(memberViewer(), noHouseRules, goOn)
    expect(impact?.changed.map((each) => each.id)).toEqual(['followed'])
  })

  it('shows nothing of packets that the admin may not see', async () => {
    await store.openPacket(
      packetOf('secret', { channelId: 'C9', channelKind: 'private', authorId: 'U9' }),
      revisionOf(1),
      [],
      'secret',
    )
    const impact = await flows().impactOf(memberViewer(), rules, goOn)
    expect(impact).toEqual({ looked: 0, changed: [], forgotten: 0 })
  })
})
