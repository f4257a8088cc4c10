import { describe, expect, it } from 'vitest'
import { laneWishes } from '../../src/engine/reply/lane-wishes.ts'
import { layersNamed, layerVerdicts } from '../../src/engine/reply/layer-verdicts.ts'
import { limitsIn } from '../../src/engine/reply/limits.ts'
import { machineFor } from '../../src/engine/reply/machine.ts'
import type { ReplyContext } from '../../src/engine/reply/context.ts'
import { tagger } from '../../src/engine/reply/tags.ts'
import { valueReader } from '../../src/engine/reply/values.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'

const knowledge = loadKnowledge('references')
const tag = tagger(knowledge.replies)
const values = valueReader(knowledge)

describe('layerVerdicts', () => {
  const verdicts = (text: string, before = '', verdict: 'in' | 'out' | null = null) =>
    layerVerdicts(tag(text), values, { spoken: layersNamed(tag(before)), verdict }).map(
      ({ change }) => `${change.target} ${change.to}`,
    )

  it.each([
    ['contract is checked by the gateway squad, so out', ['contract out']],
    ['unit and smoke both in', ['unit in', 'smoke in']],
    ['smoke in, integration out', ['smoke in', 'integration out']],
    ['we must have it seen in production, there must be smoke', ['smoke in']],
    ['contract to out: one reader', ['contract out']],
    ['out with unit, and smoke too', ['unit out', 'smoke out']],
    ['the unit helper is in', []],
    ['is smoke in', ['smoke in']],
    ['Kafka faked in the unit layer', []],
    ['contract tests in the schema folder', []],
    ['if smoke had been in', []],
    ['unit out of the PR', []],
  ])('%s', (text, expected) => {
    expect(verdicts(text)).toEqual(expected)
  })

  it('goes on about the layer of the sentence before', () => {
    expect(verdicts('The row is superfluous', 'Contract has no reader left')).toEqual([
      'contract out',
    ])
    expect(verdicts('Yes', 'Contract?')).toEqual([])
  })

  it('gives "too" the verdict that was passed last', () => {
    expect(verdicts('smoke too', '', 'out')).toEqual(['smoke out'])
    expect(verdicts('smoke too')).toEqual([])
  })
})

describe('limitsIn', () => {
  const limits = (text: string) =>
    limitsIn(tag(text), values).map(({ change }) => `${change.target} ${change.to}`)

  it.each([
    ['the org kills a PR job after 9 min', ['budget@pr 9 min']],
    ['nightly 40 min tops', ['budget@scheduled 40 min']],
    ['budget is 7 min, not 9 min', ['budget@pr 7 min']],
    ['our runners are capped at 3 processes', ['processes@ci 3']],
    ['the security rules say no docker on PR machines', ['containers@pr forbidden']],
    ['the auditor vetoed every copy of production', ['production-copy forbidden']],
    ['pact was vetoed by warehouse', ['pact@warehouse forbidden']],
    ['3 takes 9 min on PR', []],
    ['if the budget were 7 min', []],
    ['a container, not the fake, on PR', []],
    ['no, prod copy as it stands', []],
  ])('%s', (text, expected) => {
    expect(limits(text)).toEqual(expected)
  })
})

describe('laneWishes', () => {
  const context: ReplyContext = {
    verdict: 'packet',
    kind: 'coverage-plan',
    dependencies: [],
    runtimes: [],
    scenarios: [1, 2, 3].map((number) => ({ number, text: `case ${number}` })),
    layers: [],
    lanes: [],
    open: [],
    vocabulary: new Set(['rehearsal', 'repeat', 'shuffled']),
  }
  const machine = machineFor(knowledge)
  const said = (text: string) => {
    const marked = machine.find(text, context)
    return { marked, tagged: machine.tag(marked.text) }
  }
  const wishes = (text: string, ...earlier: string[]) =>
    laneWishes(said(text), earlier.map(said), context, machine.values).map(
      ({ target, op, to }) => `${target} ${op} ${to}`,
    )

  it('takes the check from the sentence before', () => {
    expect(wishes('to the PR with them', 'the shuffled repeats caught two leaks')).toEqual([
      'shuffled repeats move pr',
    ])
    expect(wishes('not on the PR', 'squawk stops every hotfix')).toEqual(['squawk remove pr'])
    expect(wishes('at night, both', '1 and 3 restore a dump')).toEqual([
      'scenario 1 move scheduled',
      'scenario 3 move scheduled',
    ])
  })

  it('sends what is too slow for the PR to the night', () => {
    expect(wishes('not on the PR', 'scenario 2 takes 7 min')).toEqual(['scenario 2 move scheduled'])
  })

  it('takes the check from a clause before', () => {
    expect(wishes('the rehearsal locks the cluster, so once, at release')).toEqual([
      'rehearsal move release',
    ])
  })

  it('says nothing without a check, or where more than small words stand beside the lane', () => {
    expect(wishes('nightly then', 'my dog barks')).toEqual([])
    expect(wishes('the nightly was red', 'squawk stops every hotfix')).toEqual([])
    expect(wishes('on the PR or at night', 'squawk stops every hotfix')).toEqual([])
    expect(wishes('at night', '9 restores a dump')).toEqual([])
  })
})
