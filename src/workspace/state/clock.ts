/**
 * The workspace's only source of time. Trigger expiry, rate limits, retries and acknowledgement deadlines all read it, so a
 * test that turns a manual clock decides when three seconds have passed, and nothing has to sleep.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Runs `task` once `delayMs` have passed on this clock; the returned function cancels it. */
  after(delayMs: number, task: () => void): () => void
}

export interface ManualClock extends Clock {
  /** Moves time forward and runs what falls due on the way, in order. */
  advance(ms: number): void
  /** How many tasks wait for time to pass. */
  waiting(): number
}

export function systemClock(): Clock {
  return {
    now: () => Date.now(),
    after(delayMs, task) {
      const timer = setTimeout(task, delayMs)
      timer.unref()
      return () => clearTimeout(timer)
    },
  }
}

/** Starts at a fixed moment unless told otherwise, so that what a test prints is the same on every run. */
export function manualClock(startMs: number = Date.UTC(2026, 0, 15, 9, 0, 0)): ManualClock {
  let now = startMs
  let tasks: readonly { readonly dueAt: number; readonly task: () => void }[] = []
  return {
    now: () => now,
    waiting: () => tasks.length,
    after(delayMs, task) {
      const entry = { dueAt: now + delayMs, task }
      tasks = [...tasks, entry]
      return () => {
        tasks = tasks.filter((other) => other !== entry)
      }
    },
    advance(ms) {
      const end = now + ms
      for (;;) {
        const due = tasks.filter((entry) => entry.dueAt <= end)
        const next = due.toSorted((left, right) => left.dueAt - right.dueAt)[0]
        if (next === undefined) break
        now = Math.max(now, next.dueAt)
        tasks = tasks.filter((entry) => entry !== next)
        next.task()
      }
      now = end
    },
  }
}
