/**
 * The vocabulary of the method: what a verdict is made of, as schemas and the types inferred from them.
 *
 * Closed words of the method (kinds, layers, strategies, lanes) are enumerations. Open words (surfaces, risks,
 * dependencies, runtimes, stacks, constraints) are slugs that `references/` defines, so a new one needs no code.
 *
 * Sentences in a verdict are plain text in which only `code spans` are markup. The requester's own words may stand in
 * them unescaped: escaping is the renderers' work, once per carrier.
 */
import { z } from 'zod'

export const packetKinds = [
  'coverage-plan',
  'fixture-and-reset-plan',
  'contract-and-api-checks',
  'flake-stabilization',
  'execution-lane-split',
] as const
export const routeOutIds = [
  'testing-strategies',
  'api-design',
  'authentication-setup',
  'debugging',
  'frontend-testing',
] as const
export const verdictLabels = [...packetKinds, ...routeOutIds, 'needs-framing'] as const
export const layerIds = ['unit', 'integration', 'contract', 'smoke'] as const
export const strategies = ['mock', 'fake', 'containerized', 'shared-external'] as const
export const laneIds = ['local-fast', 'pr', 'scheduled', 'release'] as const
export const controlIds = [
  'fixtures',
  'reset',
  'auth',
  'time',
  'isolation',
  'readiness',
  'debug',
] as const
export const confidences = ['high', 'medium', 'low'] as const

export const PacketKind = z.enum(packetKinds)
export const RouteOutId = z.enum(routeOutIds)
export const VerdictLabel = z.enum(verdictLabels)
export const LayerId = z.enum(layerIds)
export const Strategy = z.enum(strategies)
export const LaneId = z.enum(laneIds)
export const ControlId = z.enum(controlIds)
export const Confidence = z.enum(confidences)
export type PacketKind = z.infer<typeof PacketKind>
export type RouteOutId = z.infer<typeof RouteOutId>
/** What a request is judged to be: a packet kind, a route-out, or `needs-framing`. */
export type VerdictLabel = z.infer<typeof VerdictLabel>
export type LayerId = z.infer<typeof LayerId>
export type Strategy = z.infer<typeof Strategy>
export type LaneId = z.infer<typeof LaneId>
export type ControlId = z.infer<typeof ControlId>
export type Confidence = z.infer<typeof Confidence>

/** Id of a row in `references/`, written `<document>/<row>`: `dependency-realism/postgres-concurrency`. */
export const RuleId = z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/)
export type RuleId = z.infer<typeof RuleId>

/**
 * Why a decision stands: words of the request, a reference row alone, a person's amendment, or an open assumption.
 * `start` and `end` are UTF-16 offsets into the request's text, so `text.slice(start, end) === quote`.
 */
export const Evidence = z.discriminatedUnion('from', [
  z.object({
    from: z.literal('request'),
    rule: RuleId,
    quote: z.string(),
    start: z.number().int().nonnegative(),
    end: z.number().int().nonnegative(),
  }),
  z.object({ from: z.literal('reference'), rule: RuleId }),
  z.object({ from: z.literal('amendment'), rule: RuleId.nullable(), amendment: z.string() }),
  z.object({ from: z.literal('assumption'), rule: RuleId }),
])
export type Evidence = z.infer<typeof Evidence>
const evidence = z.array(Evidence).readonly()

export const amendmentTopics = [
  'packet-kind',
  'surface',
  'risk',
  'runtime',
  'coverage',
  'dependency',
  'constraint',
  'layer',
  'scenario',
  'control',
  'lane',
  'question',
] as const

/**
 * One typed change of one decision. `target` names the decision (`unit`, `postgres@pr`, `scenario 5`,
 * `api-design.owner`, `primary`); `to` is its new value, null where the operation needs none.
 * What the dialog corrects and what a reply says are both amendments; a revision is the request with all of them.
 */
export const Amendment = z.object({
  id: z.string(),
  on: z.enum(amendmentTopics),
  target: z.string(),
  op: z.enum(['set', 'add', 'remove', 'move']),
  to: z.string().nullable(),
  because: z.string().nullable(),
  /** Slack user id of the person who said it. */
  by: z.string(),
})
export type Amendment = z.infer<typeof Amendment>

/** Step 1. `probability` of the primary and of the runner-up are calibrated and lie between 0 and 1. */
export const Classification = z.object({
  primary: VerdictLabel,
  secondary: VerdictLabel.nullable(),
  confidence: Confidence,
  probability: z.number().min(0).max(1),
  runnerUp: z.object({ label: VerdictLabel, probability: z.number().min(0).max(1) }).nullable(),
  /** One sentence that gives the reason and quotes the requester. */
  reason: z.string(),
  evidence,
})
export type Classification = z.infer<typeof Classification>

const slug = z.string().min(1)

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

const common = {
  classification: Classification,
  framing: Framing,
  routeOuts: z.array(RouteOutDecision).readonly(),
  caveats: z.array(Caveat).readonly(),
  findings: z.array(Finding).readonly(),
}

export const Packet = z.object({
  verdict: z.literal('packet'),
  kind: PacketKind,
  ...common,
  layers: z.array(LayerDecision).readonly(),
  scenarios: z.array(Scenario).readonly(),
  dependencies: z.array(DependencyDecision).readonly(),
  control: z.array(ControlDecision).readonly(),
  lanes: z.array(LaneDecision).readonly(),
  gates: Gates,
  shapes: z.array(Shape).readonly(),
})
export type Packet = z.infer<typeof Packet>

export const RouteOut = z.object({
  verdict: z.literal('route-out'),
  to: RouteOutId,
  ...common,
  handoff: z.object({
    /** What is undecided, in the neighbour's terms. */
    undecided: z.array(z.string()).readonly(),
    /** What in testing depends on the answer. */
    dependsOnIt: z.array(z.string()).readonly(),
    evidence,
  }),
  /** What stays here as a scoped part, as scenarios that can start today; empty when nothing does. */
  staysHere: z.array(Scenario).readonly(),
  /** What to bring, and the packet it then becomes. */
  comeBackWith: z.string(),
})
export type RouteOut = z.infer<typeof RouteOut>

/** A question asks for one framing field; `choices` are offered as buttons and each says what it would decide. */
export const Question = z.object({
  id: z.string(),
  text: z.string(),
  /** The amendment that an answer becomes (its `to` is the choice's `value` or the typed words). */
  answers: z.object({
    on: z.enum(amendmentTopics),
    target: z.string(),
    op: z.enum(['set', 'add']),
  }),
  choices: z.array(z.object({ value: z.string(), label: z.string() })).readonly(),
  evidence,
})
export type Question = z.infer<typeof Question>

export const NeedsFraming = z.object({
  verdict: z.literal('needs-framing'),
  ...common,
  /** At most three, the one that would change the most decisions first. */
  questions: z.array(Question).max(3).readonly(),
  /** The smallest slice that can already be seen, with the kind it would become. */
  provisional: z.object({
    kind: PacketKind,
    text: z.string(),
    layers: z.array(LayerDecision).readonly(),
  }),
})
export type NeedsFraming = z.infer<typeof NeedsFraming>

export const Verdict = z.discriminatedUnion('verdict', [Packet, RouteOut, NeedsFraming])
export type Verdict = z.infer<typeof Verdict>
