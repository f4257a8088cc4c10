/** Whatever words a verdict holds, its Markdown keeps the method's form and nothing in it comes alive. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../src/engine/packet.ts'
import { countPacketLines } from '../../src/engine/verdict-lines.ts'
import { renderMarkdown } from '../../src/render/markdown.ts'
import { anyVerdict } from './any-verdict.ts'

const headings: Readonly<Record<Verdict['verdict'], readonly string[]>> = {
  packet: [
    '### Packet choice',
    '### Change framing',
    '### Layer decisions',
    '### Dependency realism',
    '### Data and environment control',
    '### Execution lanes',
    '### Route-outs',
  ],
  'route-out': [
    '### Packet choice',
    '### Change framing',
    '### Handoff',
    '### Come back with',
    '### Route-outs',
  ],
  'needs-framing': [
    '### Packet choice',
    '### Change framing',
    '### Come back with',
    '### Route-outs',
  ],
}

/** The line without its code spans, in which markup means nothing. */
const prose = (line: string): string =>
  line.replaceAll(/(?<![\\`])(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '')
const bars = (line: string): number => [...line.matchAll(/(?<!\\)(?:\\\\)*\|/g)].length

describe('the Markdown of any verdict', () => {
  it("has the method's headings and no others", () => {
    fc.assert(
      fc.property(anyVerdict, (verdict) => {
        const lines = renderMarkdown(verdict).split('\n')
        expect(lines.filter((line) => /^\s*#/.test(line)).slice(1)).toEqual(
          headings[verdict.verdict],
        )
        expect(lines[0]).toMatch(/^## Backend Test Packet: /)
      }),
    )
  })

  it('gives every row of a table as many cells as its head', () => {
    fc.assert(
      fc.property(anyVerdict, (verdict) => {
        const lines = renderMarkdown(verdict).split('\n')
        const uneven = lines.filter(
          (line, at) =>
            line.startsWith('|') &&
            (lines[at - 1] ?? '').startsWith('|') &&
            bars(line) !== bars(lines[at - 1] ?? ''),
        )
        expect(uneven).toEqual([])
      }),
    )
  })

  it('opens no tag, no link and no image', () => {
    fc.assert(
      fc.property(anyVerdict, (verdict) => {
        const live = renderMarkdown(verdict)
          .split('\n')
          .map(prose)
          .filter((line) => /(?<!\\)<[a-z/!?]|(?<!\\)\][([:]/i.test(line))
        expect(live).toEqual([])
      }),
    )
  })

  it('takes as many lines as the engine counts', () => {
    fc.assert(
      fc.property(anyVerdict, (verdict) => {
        fc.pre(verdict.verdict === 'packet')
        if (verdict.verdict !== 'packet') return
        const packet = { ...verdict, findings: [] }
        expect(renderMarkdown(packet).trimEnd().split('\n')).toHaveLength(countPacketLines(packet))
      }),
    )
  })
})
