import { describe, expect, it } from 'vitest'
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

const noFlips: ReadonlyMap<string, Flip> = new Map()

describe('why, as text', () => {
  it('gives each decision with the words, the row, where it stands and what it says', () => {
    const text = renderWhyText(samplePacket(), rules, noFlips)
    expect(text).toContain(
      [
        '### dependency postgres',
        'containerized: `@testcontainers/postgresql`; the winner is decided by a row lock',
        '- said: "Postgres" -> `sample/row` (references/sample.md:12, Rows): a row | that decides',
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
      noFlips,
    )
    expect(text).toContain('- said in the thread (`a1`)\n- assumed -> `sample/row`')
  })

  it('says the same reason once', () => {
    const [first] = samplePacket().layers
    const text = renderWhyText(
      samplePacket({ layers: [{ ...first!, evidence: [...first!.evidence, ...first!.evidence] }] }),
      rules,
      noFlips,
    )
    expect(text.match(/### layer unit\n.*\n(- .*\n)+/)?.[0].split('\n')).toHaveLength(4)
  })

  it('says which smallest change would turn a decision, and what turns with it', () => {
    const flip: Flip = {
      amendment: {
        id: 'flip',
        on: 'risk',
        target: 'time',
        op: 'remove',
        to: null,
        because: null,
        by: '',
      },
      says: 'without the risk "A replayed token"',
      becomes: 'gone',
      knockOn: [
        'layer unit',
        'scenario "two parallel refreshes -> exactly one wins"',
        'scenario "x"',
      ],
    }
    const point = 'scenario "a replayed token -> 401 and its family is revoked"'
    expect(renderWhyText(samplePacket(), rules, new Map([[point, flip]]))).toContain(
      '- would change without the risk "A replayed token" -> gone; also layer unit, scenario 2, a new scenario\n',
    )
  })
})
