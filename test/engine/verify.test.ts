import { describe, expect, it } from 'vitest'
import { compilePhrase } from '../../src/engine/lint.ts'
import type { Packet, Verdict } from '../../src/engine/packet.ts'
import { packetChecks, verify } from '../../src/engine/verify.ts'
import {
  sampleNeedsFraming,
  samplePacket,
  sampleRequest,
  sampleRouteOut,
} from './sample-verdicts.ts'

const subject = {
  request: sampleRequest,
  excludedRisks: [],
  rules: new Map([
    [
      'sample/row',
      { id: 'sample/row', document: 'sample.md', line: 1, section: 'Rows', text: 'a row' },
    ],
  ]),
  phrases: [
    {
      rule: 'sample/row',
      ...compilePhrase('edge cases'),
      instead: 'the input and the outcome',
    },
  ],
}

const failing = (verdict: Verdict, more: Partial<typeof subject> = {}): readonly string[] =>
  verify(verdict, { ...subject, ...more }).findings.map((finding) => finding.check)

const base = samplePacket()
const framed = (change: Partial<Packet['framing']>): Packet =>
  samplePacket({ framing: { ...base.framing, ...change } })
const [postgres] = base.dependencies
const [local, pr, scheduled, release] = base.lanes
const proof = base.gates.evidence

describe('verify', () => {
  it.each([
    ['packet', samplePacket()],
    ['route-out', sampleRouteOut()],
    ['needs framing', sampleNeedsFraming()],
  ])('finds nothing wrong with a good answer (%s)', (_, verdict) => {
    expect(verify(verdict, subject).findings).toEqual([])
  })

  it('leaves the verdict as it was but for the findings', () => {
    const { findings, ...rest } = verify(samplePacket({ layers: [] }), subject)
    const { findings: _, ...before } = samplePacket({ layers: [] })
    expect(rest).toEqual(before)
    expect(findings.length).toBeGreaterThan(0)
  })

  const broken: readonly (readonly [string, Packet])[] = [
    ['four-layers-decided', samplePacket({ layers: base.layers.slice(1) })],
    [
      'four-layers-decided',
      samplePacket({ layers: [base.layers[0]!, ...base.layers.slice(0, 3)] }),
    ],
    [
      'in-scope-layer-protects-something',
      samplePacket({
        layers: base.layers.map((each) =>
          each.layer === 'unit' ? { ...each, protects: ' ' } : each,
        ),
      }),
    ],
    [
      'some-layer-in-scope',
      samplePacket({
        scenarios: [],
        layers: base.layers.map((each) => ({ ...each, inScope: false, protects: null })),
      }),
    ],
    ['four-lanes-decided', samplePacket({ lanes: [local!, pr!, scheduled!] })],
    [
      'empty-lane-says-why',
      samplePacket({ lanes: [local!, pr!, scheduled!, { ...release!, note: null }] }),
    ],
    [
      'scheduled-lane-has-an-owner',
      samplePacket({ lanes: [local!, pr!, { ...scheduled!, note: 'read by somebody' }, release!] }),
    ],
    ['control-is-complete', samplePacket({ control: base.control.slice(1) })],
    ['gates-are-stated', samplePacket({ gates: { ...base.gates, rollbackTrigger: '' } })],
    ['line-budget', samplePacket({ scenarios: [], dependencies: [], control: [] })],
    [
      'line-budget',
      samplePacket({
        shapes: [
          {
            after: 'lanes',
            parts: [
              {
                type: 'list',
                title: null,
                ordered: false,
                items: Array(60).fill('x'),
                evidence: proof,
              },
            ],
          },
        ],
      }),
    ],
    ['stated-risk-is-traced', samplePacket({ scenarios: base.scenarios.slice(1) })],
    [
      'case-has-a-risk',
      samplePacket({
        scenarios: base.scenarios.map((each, at) => (at === 1 ? { ...each, risks: [] } : each)),
      }),
    ],
    [
      'case-can-fail',
      samplePacket({
        scenarios: base.scenarios.map((each, at) =>
          at === 1 ? { ...each, text: 'parallel refreshes' } : each,
        ),
      }),
    ],
    [
      'case-stands-in-an-open-layer',
      samplePacket({
        layers: base.layers.map((each) =>
          each.layer === 'unit' ? { ...each, inScope: false } : each,
        ),
      }),
    ],
    ['stated-dependency-has-a-row', samplePacket({ dependencies: base.dependencies.slice(1) })],
    [
      'stand-in-says-what-it-does-not-prove',
      samplePacket({ dependencies: [{ ...postgres!, strategy: 'mock' }] }),
    ],
    [
      'shared-environment-says-its-cost',
      samplePacket({ dependencies: [{ ...postgres!, strategy: 'shared-external', why: '' }] }),
    ],
    ['decision-has-evidence', samplePacket({ gates: { ...base.gates, evidence: [] } })],
    [
      'no-containers-is-obeyed',
      framed({
        constraints: [
          { constraint: 'no-containers', value: null, words: 'no Docker', evidence: proof },
        ],
      }),
    ],
    [
      'no-shared-environment-is-obeyed',
      {
        ...framed({
          constraints: [
            {
              constraint: 'no-shared-environment',
              value: null,
              words: 'no staging',
              evidence: proof,
            },
          ],
        }),
        dependencies: [{ ...postgres!, strategy: 'shared-external' }],
      },
    ],
    [
      'no-production-copy-is-obeyed',
      {
        ...framed({
          constraints: [
            { constraint: 'production-copy', value: null, words: 'no prod data', evidence: proof },
          ],
        }),
        lanes: [local!, pr!, { ...scheduled!, runs: 'rehearsal on an anonymised copy' }, release!],
      },
    ],
    [
      'budget-is-obeyed',
      framed({
        constraints: [
          { constraint: 'budget@pr', value: '10 min', words: 'under 10 minutes', evidence: proof },
        ],
      }),
    ],
    [
      'excluded-layer-stays-out',
      framed({ exclusions: [{ exclusion: 'unit', words: 'no unit tests', evidence: proof }] }),
    ],
    [
      'excluded-neighbour-is-named',
      framed({ exclusions: [{ exclusion: 'api-design', words: 'no redesign', evidence: proof }] }),
    ],
    ['kind-has-its-shape', samplePacket({ kind: 'fixture-and-reset-plan' })],
    [
      'kind-runs-where-it-must',
      samplePacket({ lanes: [local!, { ...pr!, runs: null, note: 'x' }, scheduled!, release!] }),
    ],
    [
      'migration-has-rollback-and-old-version',
      framed({
        surfaces: [{ surface: 'migration', words: 'the migration', stated: true, evidence: proof }],
      }),
    ],
    ['flake-has-cause-and-experiment', samplePacket({ kind: 'flake-stabilization' })],
    [
      'cause-says-its-evidence',
      samplePacket({
        kind: 'flake-stabilization',
        shapes: [
          {
            after: 'framing',
            parts: [
              {
                type: 'table',
                title: null,
                columns: ['#', 'Cause', 'Evidence for it'],
                rows: [
                  ['1', 'order', '"passes alone"'],
                  ['2', 'clock', 'probably'],
                ],
                evidence: proof,
              },
            ],
          },
        ],
      }),
    ],
    [
      'quarantine-has-owner-expiry-and-exit',
      samplePacket({
        lanes: [local!, { ...pr!, runs: 'quarantined tests apart' }, scheduled!, release!],
      }),
    ],
    ['route-outs-are-named', samplePacket({ routeOuts: base.routeOuts.slice(1) })],
    [
      'secondary-neighbour-is-handed-over',
      samplePacket({ classification: { ...base.classification, secondary: 'api-design' } }),
    ],
    [
      'no-forbidden-phrase',
      samplePacket({
        control: base.control.map((each) => ({ ...each, text: 'edge cases of it' })),
      }),
    ],
    [
      'quote-stands-in-the-request',
      samplePacket({
        gates: {
          ...base.gates,
          evidence: [{ from: 'request', rule: 'sample/row', quote: 'We', start: 1, end: 3 }],
        },
      }),
    ],
    [
      'rule-stands-in-the-references',
      samplePacket({ gates: { ...base.gates, evidence: [{ from: 'reference', rule: 'no/row' }] } }),
    ],
  ]

  it.each(broken)('reports %s', (check, packet) => {
    expect(failing(packet)).toContain(check)
  })

  it('has a broken packet for every check of packets', () => {
    const shown = new Set(broken.map(([check]) => check))
    expect(packetChecks.map((check) => check.name).filter((name) => !shown.has(name))).toEqual([])
  })

  it.each([
    ['handoff-is-a-brief', sampleRouteOut({ comeBackWith: '' })],
    [
      'handoff-is-a-brief',
      sampleRouteOut({ handoff: { undecided: [], dependsOnIt: [], evidence: proof } }),
    ],
    ['handoff-is-a-brief', sampleRouteOut({ staysHere: base.scenarios })],
    ['questions-can-be-answered', sampleNeedsFraming({ questions: [] })],
    [
      'questions-can-be-answered',
      sampleNeedsFraming({
        questions: sampleNeedsFraming().questions.map((each) => ({ ...each, choices: [] })),
      }),
    ],
  ])('reports %s of an answer that is no packet', (check, verdict) => {
    expect(failing(verdict)).toContain(check)
  })
})

describe('near misses', () => {
  it('accepts a stated risk that the packet leaves out aloud', () => {
    const text = 'a replayed token: ranks below the cases above'
    const packet = samplePacket({
      scenarios: base.scenarios.slice(1),
      shapes: [
        {
          after: 'layers',
          parts: [{ type: 'paragraph', title: 'Left out', text, evidence: proof }],
        },
      ],
    })
    const excludedRisks = [{ risk: 'idempotency', text }]
    expect(
      verify(packet, { ...subject, excludedRisks }).findings.map((each) => each.check),
    ).not.toContain('stated-risk-is-traced')
  })

  it('accepts a container outside the lane in which containers are forbidden', () => {
    const packet = {
      ...framed({
        constraints: [
          {
            constraint: 'no-containers@pr',
            value: null,
            words: 'no Docker on PRs',
            evidence: proof,
          },
        ],
      }),
      dependencies: [{ ...postgres!, scope: 'scheduled' }],
    }
    expect(failing(packet)).not.toContain('no-containers-is-obeyed')
    expect(failing({ ...packet, dependencies: [{ ...postgres!, scope: 'pr' }] })).toContain(
      'no-containers-is-obeyed',
    )
  })

  it('accepts a rehearsal that says it needs no copy of production', () => {
    const packet = {
      ...framed({
        constraints: [
          { constraint: 'production-copy', value: null, words: 'no prod data', evidence: proof },
        ],
      }),
      dependencies: [{ ...postgres!, means: 'generated rows; no production copy' }],
    }
    expect(failing(packet)).not.toContain('no-production-copy-is-obeyed')
  })

  it('accepts a thin smoke check where a large end-to-end suite was excluded', () => {
    const smoke = (extent: string | null): Packet => ({
      ...framed({ exclusions: [{ exclusion: 'e2e', words: 'no e2e suite', evidence: proof }] }),
      layers: base.layers.map((each) =>
        each.layer === 'smoke'
          ? { ...each, inScope: true, extent, protects: 'login after the deploy' }
          : each,
      ),
    })
    expect(failing(smoke('narrow'))).not.toContain('excluded-layer-stays-out')
    expect(failing(smoke(null))).toContain('excluded-layer-stays-out')
  })

  it("does not blame the requester's own words", () => {
    const request = `${sampleRequest} Also edge cases.`
    const packet = samplePacket({
      control: base.control.map((each) => ({ ...each, text: 'edge cases of it' })),
    })
    expect(failing(packet, { request })).not.toContain('no-forbidden-phrase')
  })
})
