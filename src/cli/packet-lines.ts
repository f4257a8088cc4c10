/** `--jsonl`: lines {"id", "text", "amendments"?} in, the packet of each out. */
import { z } from 'zod'
import { explain } from '../engine/explain.ts'
import type { Knowledge } from '../engine/knowledge.ts'
import { Amendment } from '../engine/packet.ts'
import type { Verdict } from '../engine/packet.ts'
import { plan } from '../engine/plan.ts'
import { renderMarkdown } from '../render/markdown.ts'
import { renderWhyText } from '../render/markdown/why.ts'
import { checkedText } from './input.ts'
import { answering } from './lines.ts'

/** Who said an amendment and why may be left out here; its place in the line is its id then. */
const LineAmendment = Amendment.extend({
  id: Amendment.shape.id.optional(),
  to: Amendment.shape.to.default(null),
  because: Amendment.shape.because.default(null),
  by: Amendment.shape.by.default(''),
})
const Line = z.object({
  id: z.string(),
  text: z.string(),
  amendments: z
    .array(LineAmendment)
    .default([])
    .transform((list) => list.map((each, at) => ({ ...each, id: each.id ?? `${at + 1}` }))),
})

export const packetAnswerer = (
  knowledge: Knowledge,
  withWhy: boolean,
): ((line: string) => object) =>
  answering(Line, ({ text, amendments }) => {
    const request = { text: checkedText(text) }
    const verdict = plan(request, amendments, knowledge)
    return {
      ...summary(verdict),
      ...(withWhy ? { why: whyText(verdict, request, amendments, knowledge) } : {}),
    }
  })

export const whyText = (
  verdict: Verdict,
  request: { readonly text: string },
  amendments: readonly Amendment[],
  knowledge: Knowledge,
): string => renderWhyText(verdict, knowledge.rules, explain(request, amendments, knowledge))

function summary(verdict: Verdict): object {
  const { classification, framing } = verdict
  return {
    verdict: verdict.verdict,
    primary: classification.primary,
    secondary: classification.secondary,
    confidence: classification.confidence,
    surfaces: framing.surfaces.map((each) => each.surface),
    risks: framing.risks.map((each) => each.risk),
    dependencies: framing.dependencies.map((each) => each.dependency),
    runtime: framing.runtime.map((each) => each.runtime),
    markdown: renderMarkdown(verdict),
  }
}
