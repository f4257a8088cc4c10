import type { PacketContext } from '../context.ts'
import { fillerFor } from '../fill.ts'
import type { RouteOutKnowledge } from '../route-out.ts'
import { stackCell, stackFor } from '../stacks.ts'

/** A row's sentence in the requester's words and with the means of the requester's stack. */
export function binderOf(
  context: PacketContext,
  { placeholders, stacks }: Pick<RouteOutKnowledge, 'placeholders' | 'stacks'>,
  given: Readonly<Record<string, string>> = {},
): (text: string) => string {
  const stack = stackFor(stacks, context.framing)
  const fill = fillerFor(context, placeholders, given)
  return (text) =>
    fill(
      text.replaceAll(
        /\{([a-z-]+)\}/g,
        (whole, name: string) => stackCell(stacks, stack, name)?.use ?? whole,
      ),
    )
}
