import { describe, expect, it } from 'vitest'
import { assignLanes } from '../../src/engine/lanes.ts'
import type { LaneDecision, LaneId, LayerDecision, Scenario } from '../../src/engine/packet.ts'
import { numbered } from '../../src/engine/phrasing.ts'
import { decisionKnowledge } from './decision-knowledge.ts'
import { packetContext, scenario } from './framing-sample.ts'
import type { FramingSample } from './framing-sample.ts'

const cases = [
  scenario(1, ['concurrency']),
  scenario(2, ['concurrency', 'time']),
  scenario(3, ['side-effects']),
  scenario(4, ['time'], 'local-fast', 'unit'),
]
const laneOf = (
  sample: FramingSample,
  lane: LaneId,
  scenarios: readonly Scenario[] = cases,
): LaneDecision => {
  const found = assignLanes(packetContext(sample), scenarios, [], decisionKnowledge.lanes).find(
    (each) => each.lane === lane,
  )
  if (!found) throw new Error(`no lane ${lane}`)
  return found
}

const plan: FramingSample = {
  dependencies: ['postgres/relational', 'kafka/broker'],
  risks: ['concurrency: oversold twice', 'time: 15-minute holds'],
  stack: 'go',
}

describe('what runs where', () => {
  it('keeps the numbers of the scenarios', () => {
    expect(laneOf(plan, 'local-fast').runs).toBe('scenario 4')
    expect(laneOf(plan, 'pr').runs).toContain('scenarios 1-3')
  })

  it('says of a flake nothing that its engines do not prove', () => {
    expect(laneOf(plan, 'pr').note).toContain('does not prove')
    expect(laneOf({ ...plan, kind: 'flake-stabilization' }, 'pr', []).note ?? '').not.toContain(
      'does not prove',
    )
  })

  it('kills the relay, not a consumer, of a service that only publishes', () => {
    const text = 'We write an OrderPlaced event to an outbox that a relay sends to Kafka.'
    const surfaces = ['service: placing an order']
    const { runs } = laneOf({ ...plan, text, surfaces }, 'scheduled')
    expect(runs).toContain('the relay to Kafka killed')
    expect(runs).not.toContain('consumer killed')
  })

  it('repeats the races at night, and only the races', () => {
    expect(laneOf(plan, 'scheduled').runs).toContain('scenarios 1 and 2 repeated 100 times')
    expect(laneOf(plan, 'scheduled').command).toContain('-count=100')
  })

  it('promises no unit rule where the unit layer is out', () => {
    const unitOut: LayerDecision = {
      layer: 'unit',
      inScope: false,
      extent: null,
      protects: null,
      notes: 'its faults sit in SQL',
      evidence: [],
    }
    const [lane] = assignLanes(packetContext(plan), [], [unitOut], decisionKnowledge.lanes)
    expect(lane).toMatchObject({ lane: 'local-fast', command: null })
    expect(lane?.runs).toMatch(/^the reservation cases of reserve endpoint against Postgres/)
  })

  it('asks production a question before and after the deploy', () => {
    expect(laneOf(plan, 'release').runs).toContain('figures of the rollback trigger')
  })

  it('says what a green pull request leaves open and who owns the night', () => {
    expect(laneOf(plan, 'pr').note).toContain("lock times at Postgres's production volume")
    expect(laneOf(plan, 'scheduled').note).toContain('owner not stated')
  })

  it('rehearses a migration and checks counts at release', () => {
    const migration = {
      ...plan,
      surfaces: ['migration: split of customers.name'],
      risks: ['data-loss: names lost'],
    }
    expect(laneOf(migration, 'scheduled').runs).toContain('rehearsal on')
    expect(laneOf(migration, 'release').runs).toContain('counts and checksum')
  })

  it('runs nothing at release for a fixture plan, and says why', () => {
    const lane = laneOf({ ...plan, kind: 'fixture-and-reset-plan' }, 'release', [])
    expect(lane).toMatchObject({ runs: null, budget: null, command: null })
    expect(lane.note).toContain('ends before the deploy')
  })

  it('calls the vendor at night and at release when a suite is split', () => {
    const split: FramingSample = {
      kind: 'execution-lane-split',
      dependencies: ['stripe/payment'],
      stack: 'laravel',
    }
    expect(laneOf(split, 'pr', []).runs).toContain('Stripe stubbed')
    expect(laneOf(split, 'scheduled', []).runs).toContain('Stripe test mode')
    expect(laneOf(split, 'release', []).runs).toContain('refund')
  })
})

describe('flakes', () => {
  const flake: FramingSample = {
    ...plan,
    kind: 'flake-stabilization',
    stack: 'spring-boot',
    text: 'about 1 in 6 runs fails',
  }

  it('are reproduced under the condition that their likeliest cause needs', () => {
    const clock = laneOf({ ...flake, suspect: 'clock' }, 'local-fast', [])
    expect(clock.command).toMatch(/^TZ=Pacific\/Auckland .*<seed>/)
    expect(clock.runs).toMatch(/clock placed/)
    const parallel = laneOf({ ...flake, suspect: 'parallel' }, 'local-fast', [])
    expect(parallel.command).not.toContain('taskset')
    expect(parallel.runs).toMatch(/beside their neighbours/)
    expect(laneOf({ ...flake, suspect: 'clock' }, 'scheduled', []).runs).toMatch(/month end/)
  })

  it('are reproduced under the limits of CI with a seed', () => {
    const lane = laneOf({ ...flake, suspect: 'cpu' }, 'local-fast', [])
    expect(lane.command).toMatch(/^taskset -c 0 .*<seed>/)
    expect(lane.budget).toBe('5 min')
  })

  it('block the pull request on the first failure and run in quarantine beside it', () => {
    const { runs } = laneOf(flake, 'pr', [])
    expect(runs).toContain('without reruns')
    expect(runs).toContain('an owner and 14 days to expiry')
  })

  it.each([
    ['about 1 in 6 runs fails', 100],
    ['fails in 1 of 50 builds, 1/50', 500],
    ['it is flaky', 100],
  ])('are repeated as often as "%s" asks for: %i times', (text, repeats) => {
    expect(laneOf({ ...flake, text }, 'scheduled', []).runs).toContain(`${repeats} repeats`)
  })
})

describe('budgets and commands', () => {
  it('let a number of the request win', () => {
    expect(laneOf({ ...plan, constraints: ['budget@pr=8 min'] }, 'pr').budget).toBe(
      '8 min (as asked)',
    )
    expect(laneOf({ ...plan, constraints: ['budget@local=20 s'] }, 'local-fast').budget).toBe(
      '20 s (as asked)',
    )
    expect(laneOf(plan, 'pr').budget).toBe('10 min')
  })

  it('print none of the runner where the check brings its own', () => {
    const lane = laneOf({ kind: 'contract-and-api-checks', stack: 'aspnet' }, 'scheduled', [])
    expect(lane.runs).toContain('`st run ')
    expect(lane).toMatchObject({ command: null })
    expect(lane.note).not.toContain('command depends')
  })

  it('compare one worker with several where workers must not meet', () => {
    const suite: FramingSample = { kind: 'fixture-and-reset-plan', stack: 'rails' }
    expect(laneOf(suite, 'pr').command).toContain('parallel_rspec')
    expect(laneOf(suite, 'scheduled').command).toMatch(/^for n in 1 4; do bundle exec /)
    expect(laneOf({ ...suite, stack: 'rails+minitest' }, 'pr').command).toBe('bin/rails test')
    expect(laneOf({ ...suite, stack: 'laravel' }, 'scheduled').command).toContain('artisan test')
  })

  it('print no command without a stack, and say so', () => {
    const lane = laneOf({ ...plan, stack: null }, 'pr')
    expect(lane.command).toBeNull()
    expect(lane.note).toContain('command depends on the runner, not stated')
  })

  const stacks = decisionKnowledge.stacks.blocks.filter((each) => each.slug !== 'generic')
  it.each(stacks.map((each) => each.slug))('exist for every lane before release on %s', (stack) => {
    for (const lane of ['local-fast', 'pr', 'scheduled'] as const)
      expect(laneOf({ ...plan, stack }, lane).command).toMatch(/^[^{}]*(\{ [^{}]* \})?[^{}]*$/)
  })
})

describe('replies', () => {
  const change = (target: string, op: 'move' | 'remove', to: LaneId): FramingSample => ({
    ...plan,
    amendments: [{ on: 'lane', target, op, to }],
  })

  it('move a scenario', () => {
    const moved = change('scenario 1', 'move', 'scheduled')
    expect(laneOf(moved, 'pr').runs).toContain('scenarios 2 and 3')
    expect(laneOf(moved, 'scheduled').runs).toMatch(/^scenario 1;/)
  })

  it('move another check by its words', () => {
    const moved = change('consumer killed', 'move', 'pr')
    expect(laneOf(moved, 'pr').runs).toContain('the Kafka consumer killed')
    expect(laneOf(moved, 'scheduled').runs).not.toContain('the Kafka consumer killed')
  })

  it('add a check that no lane has yet', () => {
    expect(laneOf(change('schemathesis', 'move', 'pr'), 'pr').runs).toContain('schemathesis')
  })

  it('say that they emptied a lane', () => {
    const moved: FramingSample = {
      kind: 'fixture-and-reset-plan',
      dependencies: ['postgres/relational'],
      amendments: [{ on: 'lane', target: '1-vs-N processes comparison', op: 'move', to: 'pr' }],
    }
    expect(laneOf(moved, 'pr', []).runs).toContain('1-vs-N comparison')
    expect(laneOf(moved, 'scheduled', [])).toMatchObject({
      runs: null,
      note: 'its checks were moved in the thread',
    })
  })

  it('take a check out and say so', () => {
    const lane = laneOf(change('read-only query', 'remove', 'release'), 'release')
    expect(lane.runs).toBeNull()
    expect(lane.note).toContain('taken out in the thread')
  })
})

it.each([
  [[2], 'scenario 2'],
  [[1, 2], 'scenarios 1 and 2'],
  [[1, 2, 3, 6], 'scenarios 1-3 and 6'],
  [[6, 1, 3], 'scenarios 1, 3 and 6'],
])('writes %j as %s', (numbers, text) => {
  expect(numbered(numbers.map((each) => scenario(each, [])))).toBe(text)
})
