import type { Verdict } from '../../src/engine/packet.ts'
import type {
  Draft,
  HandOff,
  NewDelivery,
  NewPacket,
  NewRevision,
  Store,
  Viewer,
} from '../../src/store/port.ts'

/** The smallest valid verdict; the store keeps it, it does not judge it. */
export const sampleVerdict: Verdict = {
  verdict: 'needs-framing',
  classification: {
    primary: 'needs-framing',
    secondary: null,
    confidence: 'low',
    probability: 0.4,
    runnerUp: null,
    reason: 'Names no behaviour.',
    evidence: [],
  },
  framing: {
    title: 'first slice',
    surfaces: [],
    risks: [],
    dependencies: [],
    runtime: [],
    stack: null,
    coverage: [],
    constraints: [],
    exclusions: [],
    lanes: [],
    contradictions: [],
    slice: null,
  },
  routeOuts: [],
  caveats: [],
  findings: [],
  questions: [],
  provisional: { kind: 'coverage-plan', text: 'the busiest write endpoint', layers: [] },
}

export const packetOf = (id: string, overrides: Partial<NewPacket> = {}): NewPacket => ({
  id,
  teamId: 'T1',
  name: `calm-otter-${id}`,
  channelId: 'C1',
  channelKind: 'public',
  threadTs: null,
  authorId: 'U1',
  source: 'command',
  requestText: 'We added refunds.',
  createdAt: 1000,
  ...overrides,
})

export const revisionOf = (number: number, overrides: Partial<NewRevision> = {}): NewRevision => ({
  number,
  amendments: [],
  verdict: sampleVerdict,
  referencesHash: 'abc',
  authorId: 'U1',
  createdAt: 1000,
  ...overrides,
})

export const deliveriesOf = (id: string, parts: number): readonly NewDelivery[] => [
  { id: `${id}-0`, kind: 'card', position: 0 },
  ...Array.from({ length: parts }, (_, at) => ({
    id: `${id}-${at + 1}`,
    kind: 'part' as const,
    position: at + 1,
  })),
]

export const memberViewer = (overrides: Partial<Viewer> = {}): Viewer => ({
  teamId: 'T1',
  userId: 'U1',
  isFullMember: true,
  memberOf: ['C1'],
  ...overrides,
})

export const draftOf = (overrides: Partial<Draft> = {}): Draft => ({
  teamId: 'T1',
  userId: 'U1',
  requestText: 'half a thought',
  amendments: [],
  channelId: 'C1',
  threadTs: null,
  source: 'command',
  savedAt: 5,
  ...overrides,
})

export const openSample = (
  store: Store,
  id: string,
  overrides: Partial<NewPacket> = {},
  parts = 2,
) => store.openPacket(packetOf(id, overrides), revisionOf(1), deliveriesOf(id, parts), `once-${id}`)

export const handOffOf = (id: string, overrides: Partial<HandOff> = {}): HandOff => ({
  id,
  teamId: 'T1',
  packetId: 'p1',
  to: 'api-design',
  revision: 1,
  channelId: 'C9',
  channelKind: 'public',
  senderId: 'U2',
  brief: {
    to: 'api-design',
    title: 'refunds',
    undecided: [{ point: 'status codes: which answer means what', asked: 'is it 409' }],
    dependsOnIt: ['each refusal case asserts one code'],
    staysHere: [],
    comeBackWith: 'The agreed shape',
    becomes: null,
    words: null,
  },
  createdAt: 2000,
  ...overrides,
})
