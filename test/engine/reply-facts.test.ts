import { describe, expect, it } from 'vitest'
import { layersNamed, layerVerdicts } from '../../src/engine/reply/layer-verdicts.ts'
import { limitsIn } from '../../src/engine/reply/limits.ts'
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
