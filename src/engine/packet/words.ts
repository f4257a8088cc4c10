/** The closed words of the method. */
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
