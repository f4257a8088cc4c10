/** What the thread says about step 1: a person's word on the packet kind stands above the reading. */
import { packetKinds, VerdictLabel } from './packet.ts'
import type { Amendment, Classification, Evidence, Framing, PacketKind } from './packet.ts'

export const isPacketKind = (label: VerdictLabel): label is PacketKind =>
  packetKinds.some((each) => each === label)

/**
 * Applies the amendments to the classification. `packet-kind` settles the verdict; without one, an answer that no packet
 * could be made of becomes a packet once the thread has named what was missing: a surface or a risk where framing was
 * needed, both where the request had been routed out.
 */
export function settle(
  classification: Classification,
  amendments: readonly Amendment[],
): Classification {
  const said = amendments.findLast((each) => each.on === 'packet-kind' && each.target === 'primary')
  const label = VerdictLabel.safeParse(said?.to)
  const primary =
    said && label.success
      ? withPrimary(classification, label.data, [said])
      : framedBy(classification, amendments)
  return withReason(withSecondary(primary, amendments))
}

/** The row for a packet kind that no single phrase carries. */
export const wordsTogether = 'assumptions/words-together'

const withReason = (classification: Classification): Classification =>
  classification.evidence.length > 0
    ? classification
    : { ...classification, evidence: [{ from: 'assumption', rule: wordsTogether }] }

/** Surfaces that any talk about tests has: they make no behaviour concrete. */
const unframed: ReadonlySet<string> = new Set(['suite', 'pipeline'])

/**
 * Step 1 may miss what step 2 finds. A request that names a backend surface and what may go wrong there needs no framing
 * (with low confidence the surface is enough), so the next likely reading stands, with low confidence. A person's word
 * on the kind is never overruled.
 */
export function settleByFraming(
  classification: Classification,
  framing: Framing,
  amendments: readonly Amendment[],
): Classification {
  const { primary, runnerUp, confidence } = classification
  const surface = framing.surfaces.find((each) => each.stated && !unframed.has(each.surface))
  const risk = framing.risks.find((each) => each.stated)
  const isSaid = amendments.some((each) => each.on === 'packet-kind')
  if (primary !== 'needs-framing' || runnerUp === null || !surface || isSaid) return classification
  if (!risk && confidence !== 'low') return classification
  return {
    ...(classification.secondary === runnerUp.label
      ? withSecond(classification, null)
      : classification),
    primary: runnerUp.label,
    confidence: 'low',
    probability: runnerUp.probability,
    runnerUp: { label: primary, probability: classification.probability },
    reason: `Names what it is about ("${surface.words}"${risk ? `) and what may go wrong ("${risk.words}"` : ''}), so it can be framed.`,
    evidence: [...surface.evidence, ...(risk?.evidence ?? [])],
  }
}

function framedBy(
  classification: Classification,
  amendments: readonly Amendment[],
): Classification {
  if (isPacketKind(classification.primary)) return classification
  const named = (topic: Amendment['on']): readonly Amendment[] =>
    amendments.filter((each) => each.on === topic && each.op !== 'remove')
  const surfaces = named('surface')
  const risks = named('risk')
  const isEnough =
    classification.primary === 'needs-framing'
      ? surfaces.length + risks.length > 0
      : surfaces.length > 0 && risks.length > 0
  if (!isEnough) return classification
  const kind =
    [classification.secondary, classification.runnerUp?.label].find(
      (label): label is PacketKind => label !== null && label !== undefined && isPacketKind(label),
    ) ?? 'coverage-plan'
  return withPrimary(classification, kind, [...surfaces, ...risks])
}

function withPrimary(
  before: Classification,
  primary: VerdictLabel,
  amendments: readonly Amendment[],
): Classification {
  const because = amendments.find((each) => each.because !== null)?.because
  const swapped = before.secondary === primary
  const earlier = isPacketKind(before.primary) && isPacketKind(primary) ? before.primary : null
  return {
    ...(swapped ? withSecond(before, earlier) : before),
    primary,
    confidence: 'high',
    probability: 1,
    runnerUp: { label: before.primary, probability: 0 },
    reason: `Settled in the thread${because ? `: ${because}` : ''}.`,
    evidence: [
      ...amendments.map((each): Evidence => ({
        from: 'amendment',
        rule: null,
        amendment: each.id,
      })),
      ...before.evidence,
    ],
  }
}

function withSecondary(
  classification: Classification,
  amendments: readonly Amendment[],
): Classification {
  const said = amendments.findLast(
    (each) => each.on === 'packet-kind' && each.target === 'secondary',
  )
  if (!said) return classification
  const label = VerdictLabel.safeParse(said.to)
  return {
    ...withSecond(classification, label.success && said.op !== 'remove' ? label.data : null),
    evidence: [...classification.evidence, { from: 'amendment', rule: null, amendment: said.id }],
  }
}

/** With a second concern that is no guess any more. */
const withSecond = (
  classification: Classification,
  secondary: VerdictLabel | null,
): Classification => ({ ...classification, secondary, isSecondaryDoubtful: false })
