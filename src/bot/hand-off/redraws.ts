/**
 * Somebody who goes through a menu with the arrow keys makes a choice with each key. Each redraws the form, and what takes
 * longer may come after what was chosen later, or after the form was sent.
 */
export interface Redraws {
  /** The view's newest turn begins; the answer says whether it is still that. */
  begin(viewId: string): () => boolean
  /** The form was sent: whatever is still being drawn is not shown. */
  end(viewId: string): void
}

/** Views that were closed without a word are forgotten in the order in which they came. */
const most = 200

export function createRedraws(): Redraws {
  const newest = new Map<string, symbol>()
  return {
    begin(viewId) {
      const turn = Symbol(viewId)
      newest.delete(viewId)
      newest.set(viewId, turn)
      const [oldest] = newest.keys()
      if (newest.size > most && oldest !== undefined) newest.delete(oldest)
      return () => newest.get(viewId) === turn
    },
    end(viewId) {
      newest.delete(viewId)
    },
  }
}
