/** Steps 3 to 8: what is decided about the tests. */
import { z } from 'zod'
import { evidence, slug } from './evidence.ts'
import { ControlId, LaneId, LayerId, RouteOutId, Strategy } from './words.ts'

/** Step 3, one row a layer, always all four. */
export const LayerDecision = z.object({
  layer: LayerId,
  inScope: z.boolean(),
  /** How much weight: `carries the plan`, `thin`, `later` …; null when a plain yes or no says it. */
  extent: z.string().nullable(),
  /** An observable outcome, never a technique; null when out of scope. */
  protects: z.string().nullable(),
  notes: z.string(),
  evidence,
})
export type LayerDecision = z.infer<typeof LayerDecision>

/** A named case that can fail: given or when, then the observable outcome, joined by `->`. */
export const Scenario = z.object({
  /** From 1, in the order in which they are printed. */
  number: z.number().int().positive(),
  text: z.string(),
  layer: LayerId,
  lane: LaneId,
  risks: z.array(slug).readonly(),
  evidence,
})
export type Scenario = z.infer<typeof Scenario>

/** Step 4. Several rows may name one dependency when `scope` tells them apart (`pr`, `scheduled`, `scenario 5`). */
export const DependencyDecision = z.object({
  dependency: z.string().min(1),
  name: z.string(),
  scope: z.string().nullable(),
  stated: z.boolean(),
  /** Null: the dependency stays out of every test, and `why` says why that is safe. */
  strategy: Strategy.nullable(),
  /** The concrete means in the requester's stack: image, library, option. */
  means: z.string(),
  why: z.string(),
  /** What the stand-in does not prove, and the check that keeps it honest. */
  doesNotProve: z.string().nullable(),
  keptHonestBy: z.string().nullable(),
  evidence,
})
export type DependencyDecision = z.infer<typeof DependencyDecision>

/** Step 5, in the order in which they are printed. */
export const ControlDecision = z.object({ control: ControlId, text: z.string(), evidence })
export type ControlDecision = z.infer<typeof ControlDecision>

/** Step 6, one row a lane, always all four; `runs: null` means that nothing runs there, and `note` says why. */
export const LaneDecision = z.object({
  lane: LaneId,
  runs: z.string().nullable(),
  budget: z.string().nullable(),
  command: z.string().nullable(),
  note: z.string().nullable(),
  evidence,
})
export type LaneDecision = z.infer<typeof LaneDecision>

/** What must pass, and what undoes a release. */
export const Gates = z.object({
  beforeMerge: z.string(),
  beforeRelease: z.string(),
  rollbackTrigger: z.string(),
  evidence,
})
export type Gates = z.infer<typeof Gates>

/** The kind's own shape: named parts that renderers print after the section they belong to. */
export const ShapePart = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('table'),
    title: z.string().nullable(),
    columns: z.array(z.string()).min(1).readonly(),
    rows: z.array(z.array(z.string()).readonly()).readonly(),
    evidence,
  }),
  z.object({
    type: z.literal('list'),
    title: z.string().nullable(),
    ordered: z.boolean(),
    items: z.array(z.string()).readonly(),
    evidence,
  }),
  z.object({
    type: z.literal('paragraph'),
    title: z.string().nullable(),
    text: z.string(),
    evidence,
  }),
])
export type ShapePart = z.infer<typeof ShapePart>
export const Shape = z.object({
  /** The heading it is printed after. */
  after: z.enum(['framing', 'layers', 'dependencies', 'control', 'lanes']),
  parts: z.array(ShapePart).readonly(),
})
export type Shape = z.infer<typeof Shape>

/** `text: null` is printed as "none". */
export const RouteOutDecision = z.object({ to: RouteOutId, text: z.string().nullable(), evidence })
export type RouteOutDecision = z.infer<typeof RouteOutDecision>

/** Something the packet relies on though nobody said it, or a loss that a constraint costs. */
export const Caveat = z.object({
  kind: z.enum(['assumption', 'conflict', 'smell']),
  text: z.string(),
  evidence,
})
export type Caveat = z.infer<typeof Caveat>

/** Step 8: a check that failed on this verdict. An empty list means that all passed. */
export const Finding = z.object({ check: z.string(), message: z.string() })
export type Finding = z.infer<typeof Finding>
