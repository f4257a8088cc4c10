/** Seed and reset: rolled back or committed, what each engine adds, and the order around live workers. */
import { fillerFor } from '../fill.ts'
import type { Part, Scene } from './scene.ts'
import { cellPart, enginePart, hasKind, phrases, queues, stores, transactional } from './scene.ts'

const mostEngines = 2

export function resetParts(scene: Scene): readonly Part[] {
  const fill = fillerFor(scene.context, scene.knowledge.realism.placeholders)
  const data = dataParts(scene)
  const others = scene.engines
    .filter((each) => each.row.reset !== null && !isOrdered(scene, each.needed.kind))
    .slice(0, mostEngines)
    .flatMap((each) =>
      each.row.reset === null ? [] : [enginePart(each, `${each.needed.name}: ${each.row.reset}`)],
    )
  // Without a store the engines' own resets come first, and say whose they are.
  const parts = [
    ...data,
    ...others.map((each, at) =>
      at === 0 && data.length === 0
        ? { ...each, text: fill(`after each {entity} case, ${each.text}`) }
        : each,
    ),
    ...orderParts(scene),
  ]
  return parts.length > 0 ? parts : nothingParts(scene)
}

function dataParts(scene: Scene): readonly Part[] {
  if (!hasKind(scene, transactional)) return []
  const { commits } = scene.knowledge
  const [migration] = phrases(
    scene,
    commits.filter((each) => each.when.surfaces.includes('migration')),
    1,
  )
  if (migration)
    return [
      {
        text: `snapshot of the previous schema, restored per test; no rollback wrapper, ${migration.text}`,
        evidence: migration.evidence,
      },
    ]
  const [because] = phrases(scene, commits, 1)
  const [rollback] = cellPart(scene, 'reset')
  const fill = fillerFor(scene.context, scene.knowledge.realism.placeholders)
  if (!because)
    return rollback ? [{ ...rollback, text: fill(`each {entity} case: ${rollback.text}`) }] : []
  const [commit] = cellPart(scene, 'reset-commit')
  if (!commit) return []
  if (!rollback || rollback.text === commit.text)
    return [
      {
        text: because.text.startsWith('since')
          ? `${commit.text}, with real commits ${because.text}`
          : commit.text,
        evidence: [...because.evidence, ...commit.evidence],
      },
    ]
  return [
    {
      text: because.text.startsWith('since')
        ? `${commit.text}, ${because.text}; elsewhere ${rollback.text}`
        : `${rollback.text}; ${because.text}: ${commit.text}`,
      evidence: [...because.evidence, ...commit.evidence, ...rollback.evidence],
    },
  ]
}

/** A queue's own reset is said inside the order when there is a store to reset with it. */
const isOrdered = (scene: Scene, kind: string): boolean =>
  queues.has(kind) && hasKind(scene, stores)

function orderParts(scene: Scene): readonly Part[] {
  const queue = scene.engines.find((each) => queues.has(each.needed.kind))
  if (!queue || !hasKind(scene, stores)) return []
  const purge = queue.row.reset ?? 'purge'
  const [working] = phrases(scene, scene.knowledge.background, 1)
  const stopped =
    working?.text ?? `{name}'s ${queue.needed.kind === 'job-system' ? 'workers' : 'consumers'}`
  return [
    enginePart(
      queue,
      `order: stop ${stopped} -> wait for in-flight 0 -> ${purge} -> reset the data -> resume`,
    ),
  ]
}

function nothingParts(scene: Scene): readonly Part[] {
  const [reset] = cellPart(scene, 'http-stub')
  const fill = fillerFor(scene.context, scene.knowledge.realism.placeholders)
  return [
    {
      text: fill(
        'no store to reset; mocks, environment and clock are restored after each case of {suite}',
      ),
      evidence: reset?.evidence ?? [],
    },
  ]
}
