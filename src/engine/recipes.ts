import type { ControlId, LaneId, PacketKind, Shape } from './packet.ts'

/** What a packet kind must contain beyond the method's common parts; `assemble`, `verify` and the renderers ask it. */
export interface PacketRecipe {
  /** Parts that this kind owes, as the section they follow. */
  readonly shapes: readonly Shape['after'][]
  /** A matrix gives each lane a row with its budget and command. */
  readonly lanes: 'list' | 'matrix'
  readonly control: readonly ControlId[]
  /** Lanes in which this kind must run something. */
  readonly runsIn: readonly LaneId[]
}

const common: readonly ControlId[] = ['fixtures', 'reset', 'auth', 'isolation', 'debug']

export const packetRecipes: Readonly<Record<PacketKind, PacketRecipe>> = {
  'coverage-plan': { shapes: [], lanes: 'list', control: common, runsIn: ['pr'] },
  'fixture-and-reset-plan': {
    shapes: ['control'],
    lanes: 'list',
    control: common,
    runsIn: ['pr'],
  },
  'contract-and-api-checks': {
    shapes: ['layers'],
    lanes: 'list',
    control: common,
    runsIn: ['pr'],
  },
  'flake-stabilization': {
    shapes: ['framing'],
    lanes: 'list',
    control: [...common, 'readiness'],
    runsIn: ['local-fast', 'scheduled'],
  },
  'execution-lane-split': {
    shapes: ['lanes'],
    lanes: 'matrix',
    control: common,
    runsIn: ['local-fast', 'pr'],
  },
}
