/** What a packet prints as tool, option or command, for each stack (references/stacks.md). */
import { onceFor, onceForBoth } from './once.ts'
import type { RuleId } from './packet.ts'

export interface StackBlock {
  readonly rule: RuleId
  readonly slug: string
  readonly name: string
  /** Column that other references use for this stack; `any` when no language can be told. */
  readonly language: string
  /** Block that answers a need which this one lacks; null for the last one. */
  readonly fallsBackTo: string | null
  /** Other slugs of this block, and runtimes that tell it. */
  readonly also: readonly string[]
}

export interface StackCell {
  readonly rule: RuleId
  /** The block in which the cell stands, which may be one that the asked stack falls back to. */
  readonly stack: string
  readonly need: string
  /** Printed as it stands. */
  readonly use: string
}

export interface StackKnowledge {
  readonly blocks: readonly StackBlock[]
  /** Every block by its slug and its other names; of two that claim a name, the earlier has it. */
  readonly byName: ReadonlyMap<string, StackBlock>
  /** Test runners whose block goes before the stack's. */
  readonly runners: readonly {
    readonly runner: string
    readonly block: string
    readonly languages: readonly string[]
  }[]
  /** By `<stack>/<need>`. */
  readonly cells: ReadonlyMap<string, StackCell>
}

/** The block whose wording names no tool. */
const stackNotStated = 'generic'

/** The cell for a need, from the stack's block or the nearest one it falls back to; null when no block answers it. */
export function stackCell(
  knowledge: StackKnowledge,
  stack: string | null,
  need: string,
): StackCell | null {
  if (!needsOf(knowledge).has(need)) return null
  const [, runner] = stack?.split(runnerMark) ?? []
  const own = runner === undefined ? undefined : knowledge.cells.get(`${runner}/${need}`)
  if (own) return own
  for (let block = blockOf(knowledge, stack); block; block = next(knowledge, block)) {
    const cell = knowledge.cells.get(`${block.slug}/${need}`)
    if (cell) return cell
  }
  return null
}

/** Every need that some block answers: most placeholders of a sentence are none. */
const needsOf = onceFor(
  ({ cells }: StackKnowledge): ReadonlySet<string> =>
    new Set([...cells.values()].map((each) => each.need)),
)

/**
 * The stack of a request. A framework that was only guessed from its language (`python`, so FastAPI) gives way to the
 * language's own block, whose tools fit every framework.
 */
export const stackFor = onceForBoth(
  (knowledge: StackKnowledge, framing: Stacked): string | null => {
    const stack = frameworkFor(knowledge, framing)
    const language = languageOf(knowledge, stack)
    const runner = knowledge.runners.find(
      (each) =>
        each.languages.includes(language) &&
        framing.runtime.some(({ runtime }) => runtime === each.runner),
    )
    return stack === null || !runner ? stack : `${stack}${runnerMark}${runner.block}`
  },
)

/** What of a framing tells its stack. */
interface Stacked {
  readonly stack: string | null
  readonly runtime: readonly { readonly runtime: string }[]
}

/** A stack with the block of its runner: `express+jest`. */
const runnerMark = '+'

function frameworkFor(knowledge: StackKnowledge, framing: Stacked): string | null {
  const block = framing.stack === null ? undefined : blockOf(knowledge, framing.stack)
  if (!block || framing.runtime.some(({ runtime }) => isCalled(block, runtime)))
    return framing.stack
  const language = knowledge.blocks.find(
    (each) =>
      each.fallsBackTo === stackNotStated &&
      each.language === block.language &&
      framing.runtime.some(({ runtime }) => isCalled(each, runtime)),
  )
  return language?.slug ?? framing.stack
}

const isCalled = (block: StackBlock, name: string): boolean =>
  block.slug === name || block.also.includes(name)

/** The column of language tables for a stack: `node`, `python` … or `any`. */
export const languageOf = (knowledge: StackKnowledge, stack: string | null): string =>
  blockOf(knowledge, stack)?.language ?? 'any'

/** The block of a slug; the neutral one when no stack, or an unknown one, is given. */
export function blockOf(knowledge: StackKnowledge, stack: string | null): StackBlock | undefined {
  const [slug = stackNotStated] = (stack ?? stackNotStated).split(runnerMark)
  return knowledge.byName.get(slug) ?? knowledge.byName.get(stackNotStated)
}

const next = (knowledge: StackKnowledge, block: StackBlock): StackBlock | undefined =>
  block.fallsBackTo === null ? undefined : knowledge.byName.get(block.fallsBackTo)
