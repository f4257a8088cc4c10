import { describe, expect, it } from 'vitest'
import type { PacketContext } from '../../src/engine/context.ts'
import { needsFraming } from '../../src/engine/needs-framing.ts'
import type { FramingQuestionKnowledge, PlanWith } from '../../src/engine/needs-framing.ts'
import type { Amendment, Classification } from '../../src/engine/packet.ts'
import { readRequest } from '../../src/engine/read-request.ts'
import { readCue } from '../../src/engine/request-words.ts'
import { samplePacket } from './sample-verdicts.ts'

const packet = samplePacket()
const classification: Classification = {
  ...packet.classification,
  primary: 'needs-framing',
  runnerUp: null,
}
const silent: PacketContext['framing'] = {
  ...packet.framing,
  surfaces: [],
  risks: [],
  dependencies: [],
  runtime: [],
  stack: null,
}

function contextOf(text: string, change: Partial<PacketContext> = {}): PacketContext {
  const reading = readRequest(text, { tag: () => ({ sentences: [], tags: new Map() }) })
  return {
    kind: 'coverage-plan',
    secondary: null,
    reading,
    framing: silent,
    amendments: [],
    ...change,
  }
}

type QuestionRow = FramingQuestionKnowledge['questions'][number]
const question = (
  id: string,
  on: Amendment['on'],
  leftOutWhen: QuestionRow['leftOutWhen'],
): QuestionRow => ({
  rule: `framing-questions/${id}`,
  id,
  answers: { on, target: on, op: 'add' },
  leftOutWhen,
  text: `${id}?`,
})
const knowledge: FramingQuestionKnowledge = {
  questions: [
    question('ask-lane', 'lane', 'constraint'),
    question('ask-surface', 'surface', 'surface'),
    question('ask-risk', 'risk', 'risk'),
    question('ask-stack', 'runtime', 'runtime'),
  ],
  choices: ['ask-lane', 'ask-surface', 'ask-risk', 'ask-stack'].flatMap((id) =>
    ['one', 'two'].map((value) => ({
      question: id,
      value: `${id} ${value}`,
      label: value,
      stop: value === 'two' && id === 'ask-lane' ? 'that comes first' : null,
    })),
  ),
  wordings: [{ question: 'ask-lane', cues: [readCue('bad')], text: 'What does "{quote}" mean?' }],
  layers: [
    {
      rule: 'framing-questions/provisional',
      layer: 'integration',
      protects: 'sent twice it leaves one row',
    },
  ],
  slices: [
    {
      rule: 'framing-questions/slow',
      cues: [readCue('slow')],
      kind: 'execution-lane-split',
      text: 'the ten slowest files',
    },
    { rule: 'framing-questions/other', cues: [], kind: 'coverage-plan', text: 'the busiest write' },
  ],
}

/** A later step in which an answer on a topic changes as many control rows as `weights` says. */
const changing =
  (weights: Readonly<Record<string, number>>): PlanWith =>
  (_, amendments) => ({
    ...packet,
    control: packet.control.map((row, at) =>
      amendments.some((each) => at < (weights[each.on] ?? 0))
        ? { ...row, text: `${row.text} ${amendments[0]?.to}` }
        : row,
    ),
  })

const asked = (weights: Readonly<Record<string, number>>, context = contextOf('help us')) =>
  needsFraming(context, classification, changing(weights), knowledge).questions.map(
    (each) => each.id,
  )

describe('needsFraming', () => {
  it('asks first what would change the most decisions', () => {
    expect(asked({ risk: 5, runtime: 3, surface: 1, lane: 0 })).toEqual([
      'ask-risk',
      'ask-stack',
      'ask-surface',
    ])
    expect(asked({ lane: 4, surface: 3, risk: 2, runtime: 1 })).toEqual([
      'ask-lane',
      'ask-surface',
      'ask-risk',
    ])
  })

  it('does not ask what the request has answered', () => {
    const framing = { ...silent, risks: packet.framing.risks, stack: 'express' }
    expect(asked({ risk: 5, runtime: 5, surface: 1 }, contextOf('help us', { framing }))).toEqual([
      'ask-surface',
      'ask-lane',
    ])
  })

  it('asks for the surface although a suite is named', () => {
    const suite = { surface: 'suite', words: 'Django suite', stated: true, evidence: [] }
    const named = { ...suite, surface: 'endpoint', words: 'POST /orders' }
    const askedOf = (surfaces: PacketContext['framing']['surfaces']) =>
      asked({ surface: 5 }, contextOf('help us', { framing: { ...silent, surfaces } }))
    expect(askedOf([suite])).toContain('ask-surface')
    expect(askedOf([suite, named])).not.toContain('ask-surface')
  })

  it("puts a question in the request's words, and says with which answer not to start", () => {
    const [first] = needsFraming(
      contextOf('our bad tests'),
      classification,
      changing({ lane: 5 }),
      knowledge,
    ).questions
    expect(first?.text).toBe('What does "bad" mean?')
    expect(first?.choices.map((each) => each.stop)).toEqual([undefined, 'that comes first'])
  })

  it('protects what any slice owes while nothing is named', () => {
    const integration = (framing: PacketContext['framing']) =>
      needsFraming(
        contextOf('help us', { framing }),
        classification,
        changing({}),
        knowledge,
      ).provisional.layers.find((each) => each.layer === 'integration')?.protects
    const planned = packet.layers.find((each) => each.layer === 'integration')
    expect(planned?.inScope).toBe(true)
    expect(integration(silent)).toBe('sent twice it leaves one row')
    expect(integration({ ...silent, risks: packet.framing.risks })).toBe(planned?.protects)
  })

  it('makes each choice an amendment of the same topic', () => {
    const [first] = needsFraming(
      contextOf('help us'),
      classification,
      changing({ risk: 5 }),
      knowledge,
    ).questions
    expect(first).toMatchObject({
      answers: { on: 'risk', target: 'risk', op: 'add' },
      choices: [{ value: 'ask-risk one', label: 'one' }, { value: 'ask-risk two' }],
    })
  })

  it('plans the slice whose words stand in the request, else the general one', () => {
    const slice = (text: string): unknown =>
      needsFraming(contextOf(text), classification, changing({}), knowledge).provisional
    expect(slice('our tests are slow')).toMatchObject({
      kind: 'execution-lane-split',
      text: 'the ten slowest files',
    })
    expect(slice('help us')).toMatchObject({ kind: 'coverage-plan', text: 'the busiest write' })
  })

  it('prefers the slice that the framing has seen, and the kind of the second concern', () => {
    const framing = { ...silent, slice: { text: 'the refund endpoint', evidence: [] } }
    const { provisional } = needsFraming(
      contextOf('help us', { framing }),
      { ...classification, secondary: 'flake-stabilization' },
      changing({}),
      knowledge,
    )
    expect(provisional).toMatchObject({ kind: 'flake-stabilization', text: 'the refund endpoint' })
  })
})
