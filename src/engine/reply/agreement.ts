/** What the packet says already: "contract is out, smoke is out, life is good" changes nothing. */
import type { Change } from './change.ts'
import { contentWords } from './context.ts'
import type { ReplyContext } from './context.ts'

/** A change that would leave the packet exactly as it is. */
export function stands(change: Change, context: ReplyContext): boolean {
  if (change.op !== 'set') return false
  if (change.on === 'layer')
    return context.layers.some(
      (row) => row.layer === change.target && row.inScope === (change.to === 'in'),
    )
  return (
    change.on === 'dependency' &&
    context.dependencies.some((row) => {
      const target = row.scope === null ? row.dependency : `${row.dependency}@${row.scope}`
      return isRow(row.dependency, change.target, target) && row.strategy === change.to
    })
  )
}

/** The same without a look at where it is to hold: enough for whoever says that it is fine as it is. */
export function standsSomewhere(change: Change, context: ReplyContext): boolean {
  const [name = ''] = change.target.split('@')
  return (
    stands(change, context) ||
    runsThere(change, context) ||
    (change.on === 'dependency' &&
      context.dependencies.some(
        (row) => isRow(row.dependency, name, row.dependency) && row.strategy === change.to,
      ))
  )
}

/** Who names the product means the database that the request left open. */
const isRow = (dependency: string, named: string, target: string): boolean =>
  target === named || (dependency === 'database' && named === 'postgres')

/** "Fuzzing at night" where the night fuzzes. */
const runsThere = (change: Change, context: ReplyContext): boolean =>
  change.on === 'lane' &&
  change.op === 'move' &&
  context.lanes.some(({ lane, runs }) => lane === change.to && names(runs, change.target))

function names(runs: string, target: string): boolean {
  const numbered = /^scenario (\d{1,2})$/.exec(target)?.[1]
  if (numbered !== undefined) return numbersIn(runs).has(Number(numbered))
  const own = new Set(contentWords(runs))
  const said = contentWords(target)
  return said.length > 0 && said.every((each) => own.has(each))
}

/** "scenarios 1-4 and 6" → 1, 2, 3, 4, 6. */
function numbersIn(runs: string): ReadonlySet<number> {
  const listed = [...runs.matchAll(/\bscenarios?\s+((?:\d{1,2}(?:\s*(?:-|–|,|and)\s*)?)+)/g)]
  return new Set(
    listed.flatMap((match) =>
      [...(match[1] ?? '').matchAll(/(\d{1,2})(?:\s*[-–]\s*(\d{1,2}))?/g)].flatMap(
        ([, first = '0', last = first]) =>
          Array.from(
            { length: Math.max(0, Number(last) - Number(first)) + 1 },
            (_, at) => Number(first) + at,
          ),
      ),
    ),
  )
}
