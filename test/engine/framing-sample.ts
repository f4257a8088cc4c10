import type { PacketContext } from '../../src/engine/context.ts'
import type {
  Amendment,
  Evidence,
  Framing,
  LaneId,
  PacketKind,
  Scenario,
} from '../../src/engine/packet.ts'
import type { Reading } from '../../src/engine/read-request.ts'

/** A short form of a framing: what a test says nothing about takes a default or stays empty. */
export interface FramingSample {
  readonly text?: string
  readonly kind?: PacketKind
  readonly secondary?: PacketContext['secondary']
  readonly title?: string
  readonly stack?: string | null
  /** `surface`, or `surface: words of the request`. */
  readonly surfaces?: readonly string[]
  /** `risk: words of the request`; a bare `risk` is one that nobody stated. */
  readonly risks?: readonly string[]
  /** `name/kind`, or `name/kind?` for one that nobody stated. */
  readonly dependencies?: readonly string[]
  readonly runtime?: readonly string[]
  /** `constraint` or `constraint=value`. */
  readonly constraints?: readonly string[]
  readonly exclusions?: readonly string[]
  readonly amendments?: readonly Partial<Amendment>[]
  /** Under which condition the likeliest cause of a flake fails. */
  readonly suspect?: NonNullable<PacketContext['suspect']>
}

const assumed: readonly Evidence[] = [{ from: 'assumption', rule: 'sample/assumed' }]

/** A context as steps 1 and 2 would make it. Words that stand in `text` get a quote of it as evidence. */
export function packetContext(sample: FramingSample = {}): PacketContext {
  const text =
    sample.text ?? 'We moved stock reservation to a reservations table. Which tests do we need?'
  const quote = (words: string): readonly Evidence[] => {
    const start = text.toLowerCase().indexOf(words.toLowerCase())
    return start === -1
      ? assumed
      : [
          {
            from: 'request',
            rule: 'sample/mention',
            quote: text.slice(start, start + words.length),
            start,
            end: start + words.length,
          },
        ]
  }
  const split = (entry: string): readonly [string, string | null] => {
    const [slug = '', ...words] = entry.split(': ')
    return [slug, words.length === 0 ? null : words.join(': ')]
  }
  const framing: Framing = {
    title: sample.title ?? 'stock reservation',
    surfaces: (sample.surfaces ?? ['endpoint: reserve endpoint']).map((entry) => {
      const [surface, words] = split(entry)
      return {
        surface,
        words: words ?? surface,
        stated: words !== null,
        evidence: quote(words ?? surface),
      }
    }),
    risks: (sample.risks ?? []).map((entry) => {
      const [risk, words] = split(entry)
      return { risk, words: words ?? risk, stated: words !== null, evidence: quote(words ?? risk) }
    }),
    dependencies: (sample.dependencies ?? []).map((entry) => {
      const [dependency = '', kind = ''] = entry.replace(/\?$/, '').split(/\/(?=[a-z-]+$)/)
      return {
        dependency,
        name: dependency.charAt(0).toUpperCase() + dependency.slice(1),
        kind,
        stated: !entry.endsWith('?'),
        evidence: quote(dependency),
      }
    }),
    runtime: (sample.runtime ?? []).map((runtime) => ({
      runtime,
      name: runtime,
      stated: true,
      evidence: quote(runtime),
    })),
    stack: sample.stack ?? null,
    coverage: [],
    constraints: (sample.constraints ?? []).map((entry) => {
      const [constraint = '', value] = entry.split('=')
      return {
        constraint,
        value: value ?? null,
        words: entry.replaceAll('-', ' '),
        evidence: quote(entry),
      }
    }),
    exclusions: (sample.exclusions ?? []).map((exclusion) => ({
      exclusion,
      words: exclusion,
      evidence: quote(exclusion),
    })),
    lanes: [],
    contradictions: [],
    slice: null,
  }
  return {
    kind: sample.kind ?? 'coverage-plan',
    ...(sample.suspect === undefined ? {} : { suspect: sample.suspect }),
    secondary: sample.secondary ?? null,
    reading: wholeReading(text),
    framing,
    amendments: (sample.amendments ?? []).map((each, index) => ({
      id: `a${index + 1}`,
      on: 'dependency',
      target: '',
      op: 'set',
      to: null,
      because: null,
      by: 'U1',
      ...each,
    })),
  }
}

/** A scenario that a test only needs for its number, layer, lane and risks. */
export const scenario = (
  number: number,
  risks: readonly string[],
  lane: LaneId = 'pr',
  layer: Scenario['layer'] = 'integration',
): Scenario => ({
  number,
  text: `case ${number} -> outcome`,
  layer,
  lane,
  risks,
  evidence: [{ from: 'reference', rule: 'scenarios/sample' }],
})

const wholeReading = (text: string): Reading => ({
  text,
  sentences: [{ start: 0, end: text.length }],
  clauses: [
    {
      start: 0,
      end: text.length,
      sentence: 0,
      role: 'ask',
      negated: false,
      past: false,
      quoted: false,
      hedged: false,
    },
  ],
  tokens: [],
})
