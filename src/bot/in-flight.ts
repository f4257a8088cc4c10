/** Counts handlers at work, so that a shutdown can let them end. */
export interface InFlight {
  run<Value>(work: () => Promise<Value>): Promise<Value>
  /** Resolves when nothing is at work, or false when that takes longer. */
  drained(deadlineMs: number): Promise<boolean>
}

export function createInFlight(): InFlight {
  let count = 0
  const waiting = new Set<() => void>()
  return {
    async run(work) {
      count += 1
      try {
        return await work()
      } finally {
        count -= 1
        if (count === 0) for (const wake of waiting) wake()
      }
    },
    drained(deadlineMs) {
      if (count === 0) return Promise.resolve(true)
      return new Promise((resolve) => {
        const done = (isDrained: boolean): void => {
          clearTimeout(limit)
          waiting.delete(wake)
          resolve(isDrained)
        }
        const wake = (): void => done(true)
        const limit = setTimeout(() => done(false), deadlineMs)
        waiting.add(wake)
      })
    },
  }
}
