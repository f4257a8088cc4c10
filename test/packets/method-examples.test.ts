/** The method's example requests with what the method expects of each answer. */
import { describe, expect, it } from 'vitest'
import type { LayerId, Packet } from '../../src/engine/packet.ts'
import { layerIds } from '../../src/engine/packet.ts'
import { golden } from './golden.ts'

function packetOf(name: string): Packet {
  const { verdict } = golden(name)
  if (verdict.verdict !== 'packet') throw new Error(`${name} is ${verdict.verdict}`)
  return verdict
}

const inScope = (packet: Packet): readonly LayerId[] =>
  packet.layers.filter((each) => each.inScope).map((each) => each.layer)
const risksOf = (packet: Packet): readonly string[] => packet.framing.risks.map((each) => each.risk)
const strategyOf = (packet: Packet, dependency: string): readonly (string | null)[] =>
  packet.dependencies.filter((each) => each.dependency === dependency).map((each) => each.strategy)
const runsIn = (packet: Packet): readonly (string | null)[] => packet.lanes.map((each) => each.runs)
const text = (value: unknown): string => JSON.stringify(value)

describe('refresh-token rotation and admin endpoints on Express', () => {
  const packet = packetOf('refresh-token-rotation')

  it('is a coverage plan read with high confidence', () => {
    expect(packet.kind).toBe('coverage-plan')
    expect(packet.classification.confidence).toBe('high')
  })

  it('names auth failures, replay and persistence as risks and gives each a case that can fail', () => {
    expect(risksOf(packet)).toEqual(
      expect.arrayContaining(['permissions', 'idempotency', 'persistence']),
    )
    expect(packet.scenarios.flatMap((each) => each.risks)).toEqual(
      expect.arrayContaining(['permissions', 'idempotency', 'persistence']),
    )
    expect(packet.scenarios.every((each) => each.text.includes('->'))).toBe(true)
  })

  it('works in several layers and keeps end-to-end out or narrow', () => {
    expect(inScope(packet)).toEqual(expect.arrayContaining(['unit', 'integration', 'contract']))
    const smoke = packet.layers.find((each) => each.layer === 'smoke')
    expect(smoke?.inScope ? `${smoke.extent} ${smoke.protects}` : 'no').toMatch(/no|narrow|one/)
    expect(packet.scenarios.filter((each) => each.layer === 'smoke').length).toBeLessThanOrEqual(1)
  })

  it('rotates tokens against a real database', () => {
    expect(packet.dependencies).toContainEqual(
      expect.objectContaining({ strategy: 'containerized', why: expect.stringMatching(/\w/) }),
    )
  })

  it('gives lanes that differ', () => {
    const runs = runsIn(packet).filter((each) => each !== null)
    expect(runs.length).toBeGreaterThanOrEqual(3)
    expect(new Set(runs).size).toBe(runs.length)
  })

  it('keeps implementing auth and designing the interface out', () => {
    expect(packet.routeOuts.map((each) => each.to)).toEqual(
      expect.arrayContaining(['testing-strategies', 'api-design', 'authentication-setup']),
    )
  })
})

describe('FastAPI tests that fail only in CI', () => {
  const packet = packetOf('fastapi-seeded-postgres-flake')

  it('is a flake stabilization with state as its second concern', () => {
    expect(packet.kind).toBe('flake-stabilization')
    expect([null, 'fixture-and-reset-plan']).toContain(packet.classification.secondary)
  })

  it('ranks causes with the experiment that tells them apart', () => {
    const memo = packet.shapes.flatMap((shape) => shape.parts).find((part) => part.type === 'table')
    expect(memo?.type === 'table' ? memo.rows.length : 0).toBeGreaterThanOrEqual(3)
  })

  it('looks at seeded state and at background jobs', () => {
    expect(text(packet.shapes)).toMatch(/seed|row|state/i)
    expect(text([packet.shapes, packet.dependencies])).toMatch(/job|worker|queue|task/i)
  })

  it('isolates, waits for readiness and keeps evidence, without sleeps or reruns', () => {
    const controls = packet.control.map((each) => each.control)
    expect(controls).toEqual(expect.arrayContaining(['reset', 'isolation', 'readiness', 'debug']))
    expect(text(packet)).not.toMatch(/add (a )?sleep|retry until|rerun until green/i)
  })

  it('keeps the real Postgres', () => {
    expect(strategyOf(packet, 'postgres')).toContain('containerized')
  })

  it('repeats the suite on a schedule', () => {
    expect(packet.lanes.find((each) => each.lane === 'scheduled')?.runs).toMatch(
      /repeat|×|times|runs/i,
    )
  })
})

describe('drift of an interface that exists', () => {
  const packet = packetOf('contract-drift-no-redesign')

  it('is contract and API checks, with the redesign kept out', () => {
    expect(packet.kind).toBe('contract-and-api-checks')
    expect(packet.routeOuts.find((each) => each.to === 'api-design')?.text).toMatch(
      /excluded|stays out/,
    )
  })

  it('lets the contract layer carry the plan and blocks in the pull request', () => {
    expect(inScope(packet)).toContain('contract')
    expect(packet.lanes.find((each) => each.lane === 'pr')?.runs).not.toBeNull()
    expect(text(packet.shapes)).toMatch(/breaking|oasdiff|spec/i)
  })
})

describe('a suite to be split into lanes', () => {
  const packet = packetOf('split-node-suite-into-lanes')

  it('is a lane split in which every lane has its own work', () => {
    expect(packet.kind).toBe('execution-lane-split')
    const runs = runsIn(packet)
    expect(runs.every((each) => each !== null)).toBe(true)
    expect(new Set(runs).size).toBe(4)
  })

  it('keeps the sandbox away from the merge', () => {
    const sandbox = packet.dependencies.filter((each) => each.dependency === 'sendgrid')
    expect(sandbox.length).toBeGreaterThan(0)
    expect(
      sandbox.some(
        (each) => each.strategy === 'shared-external' && /pr|^$/i.test(each.scope ?? ''),
      ),
    ).toBe(false)
  })

  it('says what moves a test up or down', () => {
    expect(text(packet.shapes)).toMatch(/promote/i)
    expect(text(packet.shapes)).toMatch(/demote/i)
  })
})

describe('an organisation-wide policy', () => {
  const { verdict, markdown } = golden('org-wide-test-policy')

  it('is handed to testing-strategies with a brief, not refused', () => {
    if (verdict.verdict !== 'route-out') throw new Error(verdict.verdict)
    expect(verdict.to).toBe('testing-strategies')
    expect(verdict.handoff.undecided.length).toBeGreaterThanOrEqual(3)
    expect(verdict.handoff.dependsOnIt.length).toBeGreaterThan(0)
    expect(verdict.comeBackWith).toMatch(/One service, one change, one fear/)
  })

  it('does not invent a plan for it', () => {
    expect(markdown).not.toContain('### Layer decisions')
    expect(layerIds.every((layer) => !markdown.includes(`| ${layer}`))).toBe(true)
  })
})
