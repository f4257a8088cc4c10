/**
 * Step 5: how data, callers, time and shared state are controlled. Each line is put together from the stack's block, the
 * engines of the request and the rows of references/fixtures-and-reset.md that fit its surfaces and risks.
 */
import type { PacketContext } from './context.ts'
import { amendControl } from './control/amend.ts'
import { resetParts } from './control/reset.ts'
import type { NeededEngine, Part, Scene } from './control/scene.ts'
import {
  cellPart,
  enginePart,
  evidenceOf,
  hasKind,
  joined,
  phrases,
  queues,
  sceneOf,
  stateful,
  stores,
} from './control/scene.ts'
import type { ControlKnowledge } from './control/tables.ts'
import { fillerFor } from './fill.ts'
import { valueOf } from './limits.ts'
import type { ControlDecision, ControlId } from './packet.ts'
import { listed } from './phrasing.ts'

/** In the order in which they are printed. `time` and `readiness` only where the request gives them a reason. */
export function controlEnvironment(
  context: PacketContext,
  knowledge: ControlKnowledge,
): readonly ControlDecision[] {
  const scene = sceneOf(context, knowledge)
  const lines: readonly (readonly [ControlId, readonly Part[]])[] = [
    ['fixtures', [...cellPart(scene, 'factories'), ...phrases(scene, knowledge.fixtures, 2)]],
    ['reset', resetParts(scene)],
    ['auth', authParts(scene)],
    ['time', timeParts(scene)],
    ['isolation', isolationParts(scene)],
    ['readiness', readinessParts(scene)],
    ['debug', debugParts(scene)],
  ]
  const decided = lines.flatMap(([control, parts]): readonly ControlDecision[] =>
    parts.length === 0 ? [] : [{ control, text: joined(parts), evidence: evidenceOf(parts) }],
  )
  return amendControl(context, decided)
}

function authParts(scene: Scene): readonly Part[] {
  const [part] = phrases(scene, scene.knowledge.auth, 1)
  if (part) return [part]
  const [cell] = cellPart(scene, 'auth-helper')
  const surface = scene.context.framing.surfaces[0]
  return [
    {
      text: nobodySignsIn(scene),
      evidence: surface?.evidence ?? cell?.evidence ?? [],
    },
  ]
}

const unattended: ReadonlySet<string> = new Set(['worker', 'scheduled-job', 'queue-consumer'])

/** A suite has cases that could sign somebody in, a behaviour has callers. */
function nobodySignsIn(scene: Scene): string {
  const { context, knowledge } = scene
  const fill = fillerFor(context, knowledge.realism.placeholders)
  return fill(
    context.kind === 'coverage-plan'
      ? unattended.has(scene.context.framing.surfaces[0]?.surface ?? '')
        ? 'not involved: nobody calls {job} from outside'
        : 'not involved: no case about {behaviour} depends on who asks'
      : 'not involved: nobody signs in here',
  )
}

function timeParts(scene: Scene): readonly Part[] {
  const { time } = scene.knowledge
  // A named instant says more than the surface that has one.
  const [placed] = [
    ...phrases(
      scene,
      time.filter((each) => each.when.risks.length > 0),
      1,
    ),
    ...phrases(scene, time, 1),
  ]
  if (!placed) return []
  const engine = scene.engines.find((each) => each.row.time !== null)
  return [
    ...cellPart(scene, 'time'),
    placed,
    ...(engine?.row.time == null
      ? []
      : [enginePart(engine, `${engine.needed.name}: ${engine.row.time}`)]),
  ]
}

function isolationParts(scene: Scene): readonly Part[] {
  const processes = valueOf(scene.context, 'processes@ci')
  const engines = scene.engines
    .filter((each) => !stores.has(each.needed.kind))
    .flatMap((each) => (each.row.isolates === null ? [] : [enginePart(each, each.row.isolates)]))
    .filter((each, at, all) => all.findIndex((other) => other.text === each.text) === at)
    .slice(0, 2)
  return [
    ...phrases(
      scene,
      hasKind(scene, stateful) ? scene.knowledge.isolation : scene.knowledge.isolationInProcess,
      1,
    ),
    ...engines,
    ...(processes
      ? [
          {
            text: `${processes.value ?? ''} processes in CI (“${processes.words}”), so as many databases`,
            evidence: processes.evidence,
          },
        ]
      : []),
  ]
}

const waitingRisks: ReadonlySet<string> = new Set(['readiness', 'async-timing'])

/** Where a suite starts before its dependencies do, or waits for work that is done elsewhere. */
function readinessParts(scene: Scene): readonly Part[] {
  const { context } = scene
  const risk = context.framing.risks.find((each) => waitingRisks.has(each.risk))
  const asynchronous = context.kind !== 'contract-and-api-checks' && hasKind(scene, queues)
  if (context.kind !== 'flake-stabilization' && !risk && !asynchronous) return []
  const probes = scene.engines.filter((each) => each.ready !== null).slice(0, 3)
  const names = listed(probes.map((each) => `${each.needed.name} (${each.ready ?? ''})`))
  const [wait] = cellPart(scene, 'wait')
  const fill = fillerFor(context, scene.knowledge.realism.placeholders)
  const before = probes.flatMap((each) => enginePart(each, '').evidence)
  return [
    {
      text:
        probes.length > 0
          ? fill(
              `before the first ${fill('{entity}') === 'row' ? 'case of {suite}' : '{entity} case'}: ${names}`,
            )
          : `no server to wait for; work in the background is awaited by its result`,
      evidence: before.length > 0 ? before : (risk?.evidence ?? []),
    },
    ...(wait ? [{ text: `then ${wait.text}; no sleeps`, evidence: wait.evidence }] : []),
  ]
}

const mostSignals = 3
const stubbed: ReadonlySet<string> = new Set(['payment', 'third-party', 'internal-service', 'mail'])

function debugParts(scene: Scene): readonly Part[] {
  const [worker] = cellPart(scene, 'worker-id')
  // Provider states are read there, so a store's locks tell nothing about a body.
  const isRead = ({ needed }: NeededEngine): boolean =>
    scene.context.kind === 'contract-and-api-checks' && stores.has(needed.kind)
  const signals = scene.engines.flatMap((each) =>
    each.row.debug === null || isRead(each)
      ? []
      : [
          {
            part: enginePart(each, named(each.row.debug, each.needed.name)),
            isStubbed: stubbed.has(each.needed.kind),
          },
        ],
  )
  const first = signals.slice(0, mostSignals)
  const stub = signals.slice(mostSignals).find((each) => each.isStubbed)
  // What no stub answered explains a red case that no store can: one of them keeps a place.
  const kept =
    stub === undefined || first.some((each) => each.isStubbed)
      ? first
      : [...first.slice(0, -1), stub]
  const engines = kept.map((each) => each.part)
  return [
    { text: `seed and ${worker?.text ?? 'worker number'}`, evidence: worker?.evidence ?? [] },
    ...phrases(scene, scene.knowledge.debug, 2),
    ...engines,
  ].map((part, at) => (at === 0 ? { ...part, text: `on failure: ${part.text}` } : part))
}

/** A signal that is a command names its engine by itself; others say whose it is. */
const named = (signal: string, name: string): string =>
  signal.startsWith('`') ? signal : `${name}: ${signal}`
