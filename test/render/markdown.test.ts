import { describe, expect, it } from 'vitest'
import { countPacketLines } from '../../src/engine/verdict-lines.ts'
import { renderMarkdown } from '../../src/render/markdown.ts'
import { partsOf } from '../../src/render/parts.ts'
import { sampleNeedsFraming, samplePacket, sampleRouteOut } from '../engine/sample-verdicts.ts'

const headings = (markdown: string): readonly string[] =>
  markdown.split('\n').filter((line) => line.startsWith('#'))

describe('a packet as Markdown', () => {
  it("has the method's headings in the method's order", () => {
    expect(headings(renderMarkdown(samplePacket()))).toEqual([
      '## Backend Test Packet: refresh-token rotation',
      '### Packet choice',
      '### Change framing',
      '### Layer decisions',
      '### Dependency realism',
      '### Data and environment control',
      '### Execution lanes',
      '### Route-outs',
    ])
  })

  it('marks a case only where its layer or lane is not the usual one', () => {
    const markdown = renderMarkdown(samplePacket())
    expect(markdown).toContain('Named scenarios (integration unless marked):')
    expect(markdown).toContain('2. two parallel refreshes -> exactly one wins\n')
    expect(markdown).toContain('3. token one second before expiry -> accepted (unit, local-fast)\n')
  })

  it('says what a stand-in does not prove and what keeps it honest', () => {
    const [row] = samplePacket().dependencies
    const markdown = renderMarkdown(
      samplePacket({
        dependencies: [
          {
            ...row!,
            strategy: 'fake',
            stated: false,
            scope: 'PR',
            doesNotProve: 'lock order',
            keptHonestBy: 'the nightly run',
          },
        ],
      }),
    )
    expect(markdown).toContain(
      '| Postgres (assumed), PR | fake / simulator: `@testcontainers/postgresql` | the winner is decided by a row lock; does not prove lock order; kept honest: the nightly run |',
    )
  })

  it('says which top risk is assumed to be uncovered when coverage is not stated', () => {
    expect(renderMarkdown(samplePacket())).toContain(
      '- Existing coverage: not stated; assuming that no test covers idempotency ("A replayed token")\n',
    )
  })

  it('says of a suite that is to be steadied that it exists', () => {
    const { framing } = samplePacket()
    const [surface] = framing.surfaces
    const suite = { ...surface!, surface: 'suite', words: 'Rails suite', stated: true }
    expect(
      renderMarkdown(
        samplePacket({
          kind: 'fixture-and-reset-plan',
          framing: { ...framing, surfaces: [suite], coverage: [] },
        }),
      ),
    ).toContain('- Existing coverage: Rails suite exists, layers not stated\n')
  })

  it('warns above everything else when a check failed', () => {
    const markdown = renderMarkdown(
      samplePacket({ findings: [{ check: 'line-budget', message: 'too | long' }] }),
    )
    expect(markdown.split('\n').slice(1, 4)).toEqual([
      '',
      '> **Warning:** this answer failed one of its own checks; read it with that in mind.',
      '> - `line-budget`: too | long',
    ])
  })

  it('gives each lane a row with budget and command in a lane split', () => {
    const markdown = renderMarkdown(samplePacket({ kind: 'execution-lane-split' }))
    expect(markdown).toContain('| Lane | Runs | Budget | Command |')
    expect(markdown).toContain('| PR CI | cases 1 and 2 | - | `npx vitest run` |')
  })

  it("prints the kind's own parts after their section", () => {
    const markdown = renderMarkdown(
      samplePacket({
        shapes: [
          {
            after: 'framing',
            parts: [
              {
                type: 'table',
                title: 'Likely causes',
                columns: ['#', 'Cause'],
                rows: [['1', 'a | b']],
                evidence: [],
              },
            ],
          },
        ],
      }),
    )
    expect(markdown).toContain(
      '\n\nLikely causes:\n| # | Cause |\n|---|---|\n| 1 | a \\| b |\n\n### Layer decisions\n',
    )
  })

  it("keeps the requester's markup from becoming markup", () => {
    const { framing } = samplePacket()
    const markdown = renderMarkdown(
      samplePacket({
        framing: { ...framing, title: 'a\n### Route-outs\n<img src=x> [a](javascript:b)' },
      }),
    )
    expect(headings(markdown)).toHaveLength(8)
    expect(markdown).not.toMatch(/<img|[^\\]\]\(javascript/)
  })

  it.each([
    ['plain', samplePacket()],
    [
      'full',
      samplePacket({
        kind: 'execution-lane-split',
        scenarios: [],
        dependencies: [],
        caveats: [
          { kind: 'assumption', text: 'a', evidence: [] },
          { kind: 'assumption', text: 'b', evidence: [] },
          { kind: 'smell', text: 'c', evidence: [] },
        ],
        framing: {
          ...samplePacket().framing,
          constraints: [{ constraint: 'no-e2e', value: null, words: 'no e2e', evidence: [] }],
          lanes: [{ lane: 'pr', words: 'PR', evidence: [] }],
          slice: { text: 'one slice', evidence: [] },
          contradictions: [{ text: 'both', evidence: [] }],
        },
        shapes: [
          {
            after: 'control',
            parts: [
              { type: 'paragraph', title: null, text: 'p', evidence: [] },
              { type: 'list', title: 't', ordered: true, items: ['x', 'y'], evidence: [] },
              { type: 'table', title: null, columns: ['a'], rows: [['1']], evidence: [] },
            ],
          },
        ],
      }),
    ],
  ])('takes as many lines as the engine counts (%s)', (_, packet) => {
    const lines = renderMarkdown(packet).trimEnd().split('\n')
    expect(countPacketLines(packet)).toBe(lines.length)
  })
})

describe('a route-out as Markdown', () => {
  it('stays short, with a handoff and what to come back with', () => {
    const markdown = renderMarkdown(sampleRouteOut())
    expect(headings(markdown)).toEqual([
      '## Backend Test Packet: refresh-token rotation - interface first',
      '### Packet choice',
      '### Change framing',
      '### Handoff',
      '### Come back with',
      '### Route-outs',
    ])
    expect(markdown.split('\n').length).toBeLessThan(40)
    expect(markdown).toContain('- Primary packet: none; routed to `api-design`')
  })
})

describe('needs framing as Markdown', () => {
  it('says with which answer the slice must not be started', () => {
    const [question] = sampleNeedsFraming().questions
    if (!question) throw new Error('the sample asks nothing')
    const flaky = { value: 'flake-stabilization', label: 'flaky', stop: 'that comes first' }
    const answer = sampleNeedsFraming({ questions: [question, { ...question, choices: [flaky] }] })
    const sentence = 'If the answer to 2 is "flaky", stop here: that comes first.'
    expect(renderMarkdown(answer).split('\n')).toContain(sentence)
    expect(JSON.stringify(partsOf(answer))).toContain(JSON.stringify(sentence).slice(1, -1))
    expect(renderMarkdown(sampleNeedsFraming())).not.toContain('stop here')
  })

  it('asks with choices and shows the slice that stands until then', () => {
    const markdown = renderMarkdown(sampleNeedsFraming())
    expect(headings(markdown)).toEqual([
      '## Backend Test Packet: not settled - refresh-token rotation',
      '### Packet choice',
      '### Change framing',
      '### Come back with',
      '### Route-outs',
    ])
    expect(markdown).toContain(
      '1. What must never happen there? (something happens twice / data is lost)',
    )
    expect(markdown).toContain('Until then, the smallest slice worth protecting: the endpoint')
    expect(markdown.split('\n').length).toBeLessThan(40)
  })
})
