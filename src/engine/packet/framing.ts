/** Steps 1 and 2: what a request is judged to be, and what it says. */
import { z } from 'zod'
import { evidence, slug } from './evidence.ts'
import { Confidence, LaneId, LayerId, VerdictLabel } from './words.ts'

/** Step 1. `probability` of the primary and of the runner-up are calibrated and lie between 0 and 1. */
export const Classification = z.object({
  primary: VerdictLabel,
  secondary: VerdictLabel.nullable(),
  /** Like this one, many second concerns turn out to be none: it is a possibility, to be shown as one. */
  isSecondaryDoubtful: z.boolean().exactOptional(),
  confidence: Confidence,
  probability: z.number().min(0).max(1),
  runnerUp: z.object({ label: VerdictLabel, probability: z.number().min(0).max(1) }).nullable(),
  /** One sentence that gives the reason and quotes the requester. */
  reason: z.string(),
  evidence,
})
export type Classification = z.infer<typeof Classification>

/** Step 2. An empty list means that the request says nothing; `stated: false` marks what the references imply. */
export const Framing = z.object({
  /** The surface or change in the requester's own words, without a final full stop; at most 80 characters. */
  title: z.string().min(1).max(80),
  surfaces: z
    .array(z.object({ surface: slug, words: z.string(), stated: z.boolean(), evidence }))
    .readonly(),
  /** Most important first. `words` is how the requester put it, or the reference's wording when not stated. */
  risks: z
    .array(z.object({ risk: slug, words: z.string(), stated: z.boolean(), evidence }))
    .readonly(),
  dependencies: z
    .array(
      z.object({
        /** Canonical lower-case name: `postgres`, `azure service bus`; a kind such as `database` when no product is named. */
        dependency: z.string().min(1),
        /** As shown to people: `Postgres`. */
        name: z.string(),
        /** Row group of references/dependencies.md: `relational`, `broker`, `payment` … */
        kind: slug,
        stated: z.boolean(),
        evidence,
      }),
    )
    .readonly(),
  runtime: z
    .array(
      z.object({ runtime: z.string().min(1), name: z.string(), stated: z.boolean(), evidence }),
    )
    .readonly(),
  /** The block of references/stacks.md that gives commands and tools; null when no stack can be told. */
  stack: slug.nullable(),
  coverage: z
    .array(z.object({ words: z.string(), layer: LayerId.nullable(), evidence }))
    .readonly(),
  /** Limits that the packet obeys: `no-containers` (value null), `budget@pr` (value `10 min`) … */
  constraints: z
    .array(
      z.object({
        constraint: z.string(),
        value: z.string().nullable(),
        words: z.string(),
        evidence,
      }),
    )
    .readonly(),
  /** What the requester does not want: `api-design`, `smoke`, `frontend-testing`, or free words when no decision matches. */
  exclusions: z.array(z.object({ exclusion: z.string(), words: z.string(), evidence })).readonly(),
  /** Where the evidence must hold; empty means not stated. */
  lanes: z.array(z.object({ lane: LaneId, words: z.string(), evidence })).readonly(),
  /** Statements of the request that cannot both hold, each as one sentence. */
  contradictions: z.array(z.object({ text: z.string(), evidence })).readonly(),
  /** Set when the request is too vague to frame: the smallest regression slice chosen for it, and why. */
  slice: z.object({ text: z.string(), evidence }).nullable(),
})
export type Framing = z.infer<typeof Framing>
