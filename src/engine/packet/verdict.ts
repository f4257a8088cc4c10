/** The three answers: a packet, a route-out, or what is missing. */
import { z } from 'zod'
import { amendmentTopics } from './amendment.ts'
import {
  Caveat,
  ControlDecision,
  DependencyDecision,
  Finding,
  Gates,
  LaneDecision,
  LayerDecision,
  RouteOutDecision,
  Scenario,
  Shape,
} from './decisions.ts'
import { evidence } from './evidence.ts'
import { Classification, Framing } from './framing.ts'
import { PacketKind, RouteOutId } from './words.ts'

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
    /** What goes wrong while it is undecided; absent in answers of before this was said. */
    atStake: z.array(z.string()).readonly().exactOptional(),
    /** What in testing depends on the answer, what is to be settled first at the top. */
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
  /** `stop` says why the provisional slice must not be started with this answer. */
  choices: z
    .array(z.object({ value: z.string(), label: z.string(), stop: z.string().optional() }))
    .readonly(),
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
