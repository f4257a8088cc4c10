/** Blocks into messages: each within its budget, at most one table in each, numbered, with words for screen readers. */
import type { KnownBlock } from '@slack/types'
import { escapeMrkdwn } from './escape.ts'
import type { MessageBudget } from './limits.ts'
import { atomsOf } from './pieces.ts'
import type { Atom, Piece } from './pieces.ts'
import { shorten } from './split.ts'

/** What `chat.postMessage` is given. `text` is escaped: notifications and screen readers use it in place of the blocks. */
export interface MessagePayload {
  readonly text: string
  readonly blocks: KnownBlock[]
}

/** A group starts a message of its own; a group that is too large takes several. */
export function packPieces(
  groups: readonly (readonly Piece[])[],
  budget: MessageBudget,
): readonly (readonly Atom[])[] {
  return groups.map((group) => group.flatMap(atomsOf)).flatMap((atoms) => packAtoms(atoms, budget))
}

/** What goes into one block list when nothing limits it but the caller: for modals. */
export function blocksOf(pieces: readonly Piece[]): KnownBlock[] {
  return pieces.flatMap(atomsOf).map((atom) => atom.block)
}

export function fallbackText(
  opening: string,
  atoms: readonly Atom[],
  budget: MessageBudget,
): string {
  const words = [opening, ...atoms.map((atom) => atom.words.trim())].join('\n')
  return shorten(escapeMrkdwn(words), budget.fallback)
}

function packAtoms(atoms: readonly Atom[], budget: MessageBudget): readonly (readonly Atom[])[] {
  const messages: Atom[][] = []
  let open: Atom[] = []
  for (const atom of atoms) {
    if (!fits([...open, atom], budget)) {
      const headings = headingsAtTheEnd(open)
      const body = open.slice(0, open.length - headings.length)
      const moveAlong = fits([...headings, atom], budget)
      messages.push(...[body, moveAlong ? [] : headings].filter((some) => some.length > 0))
      open = moveAlong ? headings : []
    }
    open.push(atom)
  }
  if (open.length > 0) messages.push(open)
  return messages
}

// One block is left free for the line that numbers the part.
function fits(atoms: readonly Atom[], budget: MessageBudget): boolean {
  return (
    atoms.length < budget.blocks &&
    atoms.reduce((sum, atom) => sum + atom.characters, 0) <= budget.characters - 200 &&
    atoms.filter((atom) => atom.isTable).length <= 1
  )
}

function headingsAtTheEnd(atoms: readonly Atom[]): Atom[] {
  const lastBody = atoms.findLastIndex((atom) => !atom.staysWithNext)
  return atoms.slice(lastBody + 1)
}
