import type { Verdict } from '../engine/packet.ts'
import { needsFramingLines } from './markdown/needs-framing.ts'
import { packetLines } from './markdown/packet.ts'
import { routeOutAnswerLines } from './markdown/route-out.ts'

/** The verdict as people read it and export it: the method's headings in the method's order. Ends with a line break. */
export function renderMarkdown(verdict: Verdict): string {
  return `${linesOf(verdict).flatMap(spaced).join('\n')}\n`
}

function linesOf(verdict: Verdict): readonly string[] {
  if (verdict.verdict === 'packet') return packetLines(verdict)
  if (verdict.verdict === 'route-out') return routeOutAnswerLines(verdict)
  return needsFramingLines(verdict)
}

/** An empty line before each section, as Markdown wants it. */
const spaced = (line: string): readonly string[] => (line.startsWith('### ') ? ['', line] : [line])
