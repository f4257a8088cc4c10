import type { Evidence, NeedsFraming, Packet, RouteOut } from '../../src/engine/packet.ts'

const request =
  'We added refresh-token rotation to our Express API on Postgres. A replayed token must not log anybody in.'

const quote = (words: string): readonly Evidence[] => {
  const start = request.indexOf(words)
  return [{ from: 'request', rule: 'sample/row', quote: words, start, end: start + words.length }]
}
const byRule: readonly Evidence[] = [{ from: 'reference', rule: 'sample/row' }]

export const sampleRequest = request

/** A packet that passes every check; tests change the one thing they are about. */
export function samplePacket(change: Partial<Packet> = {}): Packet {
  return {
    verdict: 'packet',
    kind: 'coverage-plan',
    classification: {
      primary: 'coverage-plan',
      secondary: null,
      confidence: 'high',
      probability: 0.98,
      runnerUp: null,
      reason: 'The request asks for tests of a change: "added refresh-token rotation".',
      evidence: quote('added refresh-token rotation'),
    },
    framing: {
      title: 'refresh-token rotation',
      surfaces: [
        {
          surface: 'auth-flow',
          words: 'refresh-token rotation',
          stated: true,
          evidence: quote('refresh-token rotation'),
        },
      ],
      risks: [
        {
          risk: 'idempotency',
          words: 'A replayed token',
          stated: true,
          evidence: quote('A replayed token'),
        },
      ],
      dependencies: [
        {
          dependency: 'postgres',
          name: 'Postgres',
          kind: 'relational',
          stated: true,
          evidence: quote('Postgres'),
        },
      ],
      runtime: [{ runtime: 'express', name: 'Express', stated: true, evidence: quote('Express') }],
      stack: 'express',
      coverage: [],
      constraints: [],
      exclusions: [],
      lanes: [],
      contradictions: [],
      slice: null,
    },
    layers: [
      layer('unit', true, 'expiry of a token to the second'),
      layer('integration', true, 'one winner of two rotations'),
      layer('contract', true, '401 for a replayed token'),
      layer('smoke', false, null),
    ],
    scenarios: [
      {
        number: 1,
        text: 'a replayed token -> 401 and its family is revoked',
        layer: 'integration',
        lane: 'pr',
        risks: ['idempotency'],
        evidence: quote('replayed token'),
      },
      {
        number: 2,
        text: 'two parallel refreshes -> exactly one wins',
        layer: 'integration',
        lane: 'pr',
        risks: ['concurrency'],
        evidence: byRule,
      },
      {
        number: 3,
        text: 'token one second before expiry -> accepted',
        layer: 'unit',
        lane: 'local-fast',
        risks: ['time'],
        evidence: byRule,
      },
      {
        number: 4,
        text: 'a member calls the new admin route -> 403 and nothing is written',
        layer: 'contract',
        lane: 'pr',
        risks: ['permissions'],
        evidence: byRule,
      },
      {
        number: 5,
        text: 'the insert of the next token fails -> the old one stays valid',
        layer: 'integration',
        lane: 'pr',
        risks: ['transactions'],
        evidence: byRule,
      },
    ],
    dependencies: [
      {
        dependency: 'postgres',
        name: 'Postgres',
        scope: null,
        stated: true,
        strategy: 'containerized',
        means: '`@testcontainers/postgresql`',
        why: 'the winner is decided by a row lock',
        doesNotProve: null,
        keptHonestBy: null,
        evidence: quote('Postgres'),
      },
      {
        dependency: 'clock',
        name: 'Clock',
        scope: null,
        stated: false,
        strategy: 'fake',
        means: 'injected `now()`',
        why: 'expiry is decided to the second',
        doesNotProve: 'clock drift between machines',
        keptHonestBy: null,
        evidence: byRule,
      },
    ],
    caveats: [
      { kind: 'assumption', text: 'the pull request is taken as the gate', evidence: byRule },
    ],
    control: (['fixtures', 'reset', 'auth', 'isolation', 'debug'] as const).map((control) => ({
      control,
      text: `${control} of token families`,
      evidence: byRule,
    })),
    lanes: [
      lane('local-fast', 'expiry rules', 'npx vitest run test/unit'),
      lane('pr', 'cases 1 and 2', 'npx vitest run'),
      { ...lane('scheduled', '100 repeats of case 2', null), note: 'owner: identity team' },
      { ...lane('release', null, null), note: 'nothing of this is visible there' },
    ],
    gates: {
      beforeMerge: 'cases 1 and 2',
      beforeRelease: 'migration counts',
      rollbackTrigger: 'refresh refusals above twice the usual rate',
      evidence: byRule,
    },
    shapes: [],
    routeOuts: (['testing-strategies', 'api-design', 'authentication-setup'] as const).map(
      (to) => ({ to, text: null, evidence: byRule }),
    ),
    findings: [],
    ...change,
  }
}

export function sampleRouteOut(change: Partial<RouteOut> = {}): RouteOut {
  const { framing, classification, routeOuts } = samplePacket()
  return {
    verdict: 'route-out',
    to: 'api-design',
    classification: { ...classification, primary: 'api-design' },
    framing,
    handoff: {
      undecided: ['status codes: which answer means what'],
      dependsOnIt: ['each refusal case asserts one code'],
      evidence: byRule,
    },
    staysHere: samplePacket().scenarios.slice(0, 2),
    comeBackWith: 'The agreed shape',
    routeOuts: routeOuts.map((each) =>
      each.to === 'api-design' ? { ...each, text: 'status codes' } : each,
    ),
    caveats: [],
    findings: [],
    ...change,
  }
}

export function sampleNeedsFraming(change: Partial<NeedsFraming> = {}): NeedsFraming {
  const { framing, classification, routeOuts, layers } = samplePacket()
  return {
    verdict: 'needs-framing',
    classification: { ...classification, primary: 'needs-framing', confidence: 'low' },
    framing,
    questions: [
      {
        id: 'ask-fear',
        text: 'What must never happen there?',
        answers: { on: 'risk', target: 'risk', op: 'add' },
        choices: [
          { value: 'charged twice', label: 'something happens twice' },
          { value: 'data lost', label: 'data is lost' },
        ],
        evidence: byRule,
      },
    ],
    provisional: { kind: 'coverage-plan', text: 'the endpoint that moves money', layers },
    routeOuts,
    caveats: [],
    findings: [],
    ...change,
  }
}

function layer(id: Packet['layers'][number]['layer'], inScope: boolean, protects: string | null) {
  return { layer: id, inScope, extent: null, protects, notes: `${id} of tokens`, evidence: byRule }
}

function lane(id: Packet['lanes'][number]['lane'], runs: string | null, command: string | null) {
  return { lane: id, runs, budget: null, command, note: null, evidence: byRule }
}
