import type { Classification, Framing } from '../packet.ts'
import type { FrameKnowledge } from './knowledge.ts'

/** The smallest slice for a request that is too vague to frame; null when it names a surface and a risk of its own. */
export function sliceOf(
  surfaces: Framing['surfaces'],
  risks: Framing['risks'],
  classification: Classification,
  knowledge: FrameKnowledge,
): Framing['slice'] {
  const stated = risks.filter((each) => each.stated)
  const vague =
    classification.primary === 'needs-framing' || (surfaces.length === 0 && stated.length === 0)
  if (!vague) return null
  const row = knowledge.slices.find(
    (each) => each.risks.length === 0 || stated.some((risk) => each.risks.includes(risk.risk)),
  )
  if (row === undefined) return null
  const reason = stated.find((risk) => row.risks.includes(risk.risk))
  return {
    text: row.text,
    evidence: [{ from: 'reference', rule: row.rule }, ...(reason?.evidence.slice(0, 1) ?? [])],
  }
}
