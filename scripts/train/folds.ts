import type { Labelled } from './corpus.ts'

export interface Fold {
  readonly train: readonly number[]
  readonly test: readonly number[]
}

/** Stratified folds: within each origin and verdict, item after item goes to the next fold. Every item is tested once. */
export function foldsOf(items: readonly Labelled[], count: number): readonly Fold[] {
  const turns = new Map<string, number>()
  const places = items.map((item) => {
    const kind = `${item.isYardstick} ${item.origin} ${item.primary}`
    const turn = turns.get(kind) ?? 0
    turns.set(kind, turn + 1)
    return turn % count
  })
  return Array.from({ length: count }, (_, fold) => ({
    train: [...places.keys()].filter((at) => places[at] !== fold),
    test: [...places.keys()].filter((at) => places[at] === fold),
  }))
}
