/**
 * One after the other for each key: when a crowd speaks at once, nobody's call to Slack runs into its time limit while the
 * engine works for the others.
 */
export type Turns = <Value>(key: string, work: () => Promise<Value>) => Promise<Value>

export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>()
  return async (key, work) => {
    const before = last.get(key) ?? Promise.resolve()
    // Who failed has told their own person; the next one has their turn all the same.
    const mine = before.then(work, work)
    last.set(key, mine)
    try {
      return await mine
    } finally {
      if (last.get(key) === mine) last.delete(key)
    }
  }
}
