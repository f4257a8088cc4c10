/** The patterns of *Frames* in `references/replies.md`: tags, free stretches and gaps in a row. */

export type Element =
  | {
      readonly is: 'tag'
      readonly names: readonly string[]
      readonly slot: string | null
      readonly optional: boolean
    }
  | { readonly is: 'free'; readonly slot: string; readonly longest: number }
  | { readonly is: 'gap' }

export interface Pattern {
  readonly elements: readonly Element[]
  /** Nothing but small words before it, and after it. */
  readonly opens: boolean
  readonly closes: boolean
  /** Tags without which it cannot match. */
  readonly needs: readonly (readonly string[])[]
}

const freeLengths: Readonly<Record<string, number>> = {
  item: 8,
  check: 8,
  'named-check': 6,
  known: 8,
  np: 10,
  other: 10,
  'topic-words': 5,
  text: 60,
  who: 3,
}
const slotTags: Readonly<Record<string, readonly string[]>> = {
  'not-lane': ['lane'],
  'not-kind': ['kind'],
  'not-cases': ['cases'],
  owner: ['owner', 'class-team-noun'],
}

export function compilePattern(source: string): Pattern {
  const pieces = (source.match(/\([^)]*\)|\S+/g) ?? []).flatMap((piece) =>
    piece.startsWith('(')
      ? piece
          .slice(1, -1)
          .split(/\s+/)
          .map((each) => `(${each})`)
      : [piece],
  )
  const elements = pieces
    .filter((piece) => piece !== '^' && piece !== '$')
    .map((piece): Element => {
      if (piece === '~' || piece === '(~)') return { is: 'gap' }
      const optional = piece.startsWith('(')
      const inner = optional ? piece.slice(1, -1) : piece
      const slot = /^\{([a-z-]+)\}$/.exec(inner)?.[1] ?? null
      const longest = slot === null ? undefined : freeLengths[slot]
      if (slot !== null && longest !== undefined) return { is: 'free', slot, longest }
      return {
        is: 'tag',
        names: slot === null ? inner.split('/') : (slotTags[slot] ?? [slot]),
        slot,
        optional,
      }
    })
  return {
    elements,
    opens: pieces[0] === '^',
    closes: pieces.at(-1) === '$',
    needs: elements.flatMap((each) => (each.is === 'tag' && !each.optional ? [each.names] : [])),
  }
}

/** Tags and slots that the frame's patterns name, for checking the reference. */
export const namesIn = (patterns: readonly string[]): readonly string[] =>
  patterns.flatMap((source) =>
    compilePattern(source).elements.flatMap((each) => (each.is === 'tag' ? each.names : [])),
  )
