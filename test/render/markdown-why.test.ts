import { describe, expect, it } from 'vitest'
import type { Decision } from '../../src/engine/decisions.ts'
import type { Explanation } from '../../src/engine/explain.ts'
import type { Flip } from '../../src/engine/flips.ts'
import { renderWhyText } from '../../src/render/markdown/why.ts'
import { samplePacket } from '../engine/sample-verdicts.ts'

const rules = new Map([
  [
    'sample/row',
    {
      id: 'sample/row',
      document: 'sample.md',
      line: 12,
      section: 'Rows',
      text: 'a row | that decides',
    },
  ],
])

const decision = (key: string, answer: string): Decision => ({
  key,
  identity: key,
  text: `${answer}: more`,
  answer,
  name: null,
  evidence: [],
})

const nothingTried: Explanation = {
  flips: new Map(),
  weights: [],
  alternatives: new Map(),
  tried: { changes: 150, pairs: 60, everyPair: false },
}

describe('why, as text', () => {
  it('gives each decision with the words, the row, where it stands and what it says', () => {
    const text = renderWhyText(samplePacket(), rules, nothingTried)
    expect(text).toContain(
      [
        '### dependency postgres',
        'containerized: `@testcontainers/postgresql`; the winner is decided by a row lock',
        '- said: "Postgres" -> `sample/row` (references/sample.md:12, Rows): a row | that decides',
        '- nothing you can change in the framing moves this: it rests on the words “Postgres” themselves; 150 changes and 60 pairs of them were tried',
        '',
      ].join('\n'),
    )
    expect(text).toContain(
      '### scenario 2\ntwo parallel refreshes -> exactly one wins (integration, pr)\n- by the method -> ',
    )
  })

  it('names an amendment and an assumption as what they are', () => {
    const [first] = samplePacket().layers
    const text = renderWhyText(
      samplePacket({
        layers: [
          {
            ...first!,
            evidence: [
              { from: 'amendment', rule: null, amendment: 'a1' },
              { from: 'assumption', rule: 'sample/row' },
            ],
          },
        ],
      }),
      rules,
      nothingTried,
    )
    expect(text).toContain('- said in the thread (`a1`)\n- assumed -> `sample/row`')
  })

  it('says the same reason once', () => {
    const [first] = samplePacket().layers
    const text = renderWhyText(
      samplePacket({ layers: [{ ...first!, evidence: [...first!.evidence, ...first!.evidence] }] }),
      rules,
      nothingTried,
    )
    expect(text.match(/### layer unit\n.*\n(- .*\n)+/)?.[0].split('\n')).toHaveLength(5)
  })

  it('says which smallest change would turn a decision, what it becomes, and what turns with it', () => {
    const flip: Flip = {
      amendments: [
        {
          id: 'flip',
          on: 'risk',
          target: 'time',
          op: 'remove',
          to: null,
          because: null,
          by: '',
        },
      ],
      says: 'if “a *replayed* token” were no risk here',
      becomes: null,
      knockOn: [
        {
          before: decision('layer unit', 'in scope'),
          after: decision('layer unit', 'out of scope'),
        },
        { before: decision('scenario 2', 'unit pr'), after: null },
        { before: null, after: decision('scenario 3', 'unit pr') },
        { before: decision('gates', 'one'), after: decision('gates', 'other') },
        {
          before: decision('dependency postgres', 'containerized'),
          after: decision('dependency postgres', 'fake'),
        },
        {
          before: decision('scenario 4', 'unit pr'),
          after: decision('scenario 4', 'unit scheduled'),
        },
        {
          before: decision('scenario 5', 'unit pr'),
          after: decision('scenario 5', 'unit scheduled'),
        },
        { before: decision('conflict a', 'stands'), after: null },
        { before: decision('conflict b', 'stands'), after: null },
      ],
    }
    expect(
      renderWhyText(samplePacket(), rules, {
        ...nothingTried,
        flips: new Map([['scenario 1', flip]]),
      }),
    ).toContain(
      '- would change if “a \\*replayed\\* token” were no risk here: it is gone (9 other decisions change: Unit / service out of scope; Postgres: fake / simulator; scenario 2 gone; scenarios 4 and 5 to Scheduled / nightly; 1 new scenario; 2 conflicts gone; the gates read differently)\n',
    )
  })

  it('tells rows of a dependency that become one row as what that row is', () => {
    const flip: Flip = {
      amendments: [],
      says: 'if containers were allowed',
      becomes: null,
      knockOn: [
        { before: decision('dependency redis@pr', 'fake'), after: null },
        { before: null, after: decision('dependency redis', 'containerized') },
        { before: decision('dependency redis@scheduled', 'containerized'), after: null },
        { before: decision('dependency stripe@pr', 'mock'), after: null },
        { before: { ...decision('dependency kafka@pr', 'fake'), name: 'Kafka' }, after: null },
        {
          before: { ...decision('dependency kafka@scheduled', 'containerized'), name: 'Kafka' },
          after: null,
        },
        {
          before: null,
          after: { ...decision('dependency queue', 'fake'), name: 'Queue (product not stated)' },
        },
      ],
    }
    expect(
      renderWhyText(samplePacket(), rules, { ...nothingTried, flips: new Map([['gates', flip]]) }),
    ).toContain(
      '(7 other decisions change: Redis: containerized real; Stripe in PR CI and Kafka gone; new: Queue)\n',
    )
  })

  it('names no row of a packet that becomes one of another kind', () => {
    const flip: Flip = {
      amendments: [],
      says: 'if it were so',
      becomes: null,
      knockOn: [
        {
          before: decision('packet choice', 'coverage-plan'),
          after: decision('packet choice', 'api-design'),
        },
        { before: decision('layer unit', 'in scope'), after: null },
      ],
    }
    expect(
      renderWhyText(samplePacket(), rules, { ...nothingTried, flips: new Map([['gates', flip]]) }),
    ).toContain(
      '- would change if it were so: it is gone (2 other decisions change: API design instead)\n',
    )
  })

  it('says of a line of parts only what is new, or what is left out', () => {
    const { beforeMerge, beforeRelease, rollbackTrigger } = samplePacket().gates
    const becoming = (becomes: string): string =>
      renderWhyText(samplePacket(), rules, {
        ...nothingTried,
        flips: new Map([
          ['gates', { amendments: [], says: 'if it were so', becomes, knockOn: [] }],
        ]),
      })
    expect(becoming(`${beforeMerge}; another; ${rollbackTrigger}`)).toContain(
      '- would change if it were so: another (nothing else changes)\n',
    )
    expect(becoming(`${beforeMerge}; ${rollbackTrigger}`)).toContain(
      `- would change if it were so: without “${beforeRelease}” (nothing else changes)\n`,
    )
  })

  it('says of a case that only moves where to', () => {
    const { text } = samplePacket().scenarios[0]!
    const flip: Flip = {
      amendments: [],
      says: 'if it were so',
      becomes: `${text} (integration, scheduled)`,
      knockOn: [],
    }
    expect(
      renderWhyText(samplePacket(), rules, {
        ...nothingTried,
        flips: new Map([['scenario 1', flip]]),
      }),
    ).toContain('- would change if it were so: to Scheduled / nightly (nothing else changes)\n')
  })

  it('puts an alternative that is the smallest change once', () => {
    const lifted = {
      id: 'x',
      on: 'layer',
      target: 'unit',
      op: 'set',
      to: 'out',
      because: null,
      by: '',
    } as const
    const text = renderWhyText(samplePacket(), rules, {
      ...nothingTried,
      flips: new Map([
        [
          'layer unit',
          { amendments: [lifted], says: 'if it were so', becomes: 'out of scope', knockOn: [] },
        ],
      ]),
      alternatives: new Map([
        [
          'layer unit',
          [
            {
              choice: { is: 'framed', says: 'it were so' },
              cost: null,
              amendments: [{ ...lifted, id: 'y' }],
              changes: [],
            },
            { choice: { is: 'first', words: null }, cost: null, amendments: [], changes: [] },
          ],
        ],
      ]),
    })
    expect(text).toContain(
      '- instead, the smallest change: if it were so: out of scope (nothing else changes)\n- instead: put first: nothing else would change\n',
    )
    expect(text.match(/it were so/g)).toHaveLength(1)
  })

  it('begins with what most rests on, and says what else a decision could have been', () => {
    const text = renderWhyText(samplePacket(), rules, {
      ...nothingTried,
      weights: [
        {
          amendment: {
            id: 'without',
            on: 'dependency',
            target: 'postgres',
            op: 'remove',
            to: null,
            because: null,
            by: '',
          },
          says: 'Postgres were not involved',
          decides: 9,
        },
      ],
      alternatives: new Map([
        [
          'dependency postgres',
          [
            {
              choice: { is: 'strategy', strategy: 'fake', means: 'in-memory repository' },
              cost: 'costs locks and constraints',
              amendments: [],
              changes: [{ before: decision('gates', 'one'), after: decision('gates', 'other') }],
            },
          ],
        ],
      ]),
    })
    expect(text.split('\n').slice(1, 3)).toEqual([
      '### what most decisions rest on',
      '- if Postgres were not involved, 9 decisions would change',
    ])
    expect(text).toContain(
      '- instead: fake / simulator, in-memory repository: costs locks and constraints; 1 other decision would change\n',
    )
  })
})
