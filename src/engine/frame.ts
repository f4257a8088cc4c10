/** Step 2: the surface, the risks and everything else that the later steps decide with, from words of the request. */
import { amendFraming } from './frame/amend.ts'
import { contradictionsOf } from './frame/contradictions.ts'
import { impliedDependencies, namedDependencies } from './frame/dependencies.ts'
import type { FrameKnowledge } from './frame/knowledge.ts'
import { nameReader } from './frame/names.ts'
import { assumedRisks, namedRisks } from './frame/risks.ts'
import { namedRuntimes, stackOf } from './frame/runtime.ts'
import { sliceOf } from './frame/slice.ts'
import { constraintsOf, exclusionsOf, existingCoverage, lanesOf } from './frame/statements.ts'
import { namedSurfaces } from './frame/surfaces.ts'
import { titleOf } from './frame/title.ts'
import type { Mention, MentionKnowledge } from './mentions.ts'
import type { Amendment, Classification, Framing } from './packet.ts'
import type { Reading } from './read-request.ts'

export type { FrameKnowledge } from './frame/knowledge.ts'

/**
 * Frames a request. Amendments of framing topics are applied in order (`frame/amend.ts` says how); what follows from
 * several statements (assumed dependencies, contradictions, the slice) is told after them.
 */
export function frameRequest(
  reading: Reading,
  mentions: readonly Mention[],
  classification: Classification,
  amendments: readonly Amendment[],
  knowledge: FrameKnowledge & MentionKnowledge,
): Framing {
  const amended = amendFraming(
    statedOnce(reading, mentions, classification, knowledge),
    amendments,
    nameReader(knowledge, knowledge),
  )
  const risks = [
    ...amended.risks,
    ...assumedRisks(amended.risks, amended.surfaces, classification, knowledge).filter(
      (each) => !removed(amendments, each.risk),
    ),
  ]
  const implied = impliedDependencies(
    amended.dependencies,
    amended.runtime.map((each) => each.runtime),
    amended.surfaces.map((each) => each.surface),
    knowledge,
  ).filter((each) => !removed(amendments, each.dependency))
  return {
    ...amended,
    risks,
    dependencies: [...amended.dependencies, ...implied],
    contradictions: contradictionsOf(amended.constraints, amended.exclusions, knowledge),
    slice: sliceOf(amended.surfaces, risks, classification, knowledge),
  }
}

/** What the words say is the same under all amendments, and one request may be planned hundreds of times. */
function statedOnce(
  reading: Reading,
  mentions: readonly Mention[],
  classification: Classification,
  knowledge: FrameKnowledge,
): Framing {
  const last = stated.get(classification)
  if (last?.mentions === mentions && last.knowledge === knowledge) return last.framing
  const framing = asStated(reading, mentions, classification, knowledge)
  stated.set(classification, { mentions, knowledge, framing })
  return framing
}

const stated = new WeakMap<
  Classification,
  {
    readonly mentions: readonly Mention[]
    readonly knowledge: FrameKnowledge
    readonly framing: Framing
  }
>()

function asStated(
  reading: Reading,
  mentions: readonly Mention[],
  classification: Classification,
  knowledge: FrameKnowledge,
): Framing {
  const surfaces = namedSurfaces(reading, mentions, classification, knowledge)
  const runtime = namedRuntimes(reading.text, mentions, knowledge)
  const risks = namedRisks(reading, mentions, classification, knowledge)
  return {
    title: titleOf(reading, mentions, classification, { surfaces, risks, runtime }, knowledge),
    surfaces,
    risks,
    dependencies: namedDependencies(reading.text, mentions, knowledge),
    runtime,
    stack: stackOf(runtime, knowledge),
    coverage: existingCoverage(reading, mentions),
    constraints: constraintsOf(reading, mentions),
    exclusions: exclusionsOf(reading, mentions),
    lanes: lanesOf(reading, mentions, classification),
    contradictions: [],
    slice: null,
  }
}

/** What a person took away does not come back as an assumption. */
const removed = (amendments: readonly Amendment[], name: string): boolean =>
  amendments.some((each) => each.op === 'remove' && each.target === name)
