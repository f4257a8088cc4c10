import { setImmediate as othersFirst } from 'node:timers/promises'

/** Within this time nobody notices that somebody else's work goes first. */
const sliceMs = 8

/** Runs a long computation to its end and lets everything else that waits go first again and again. */
export async function inSlices<Result>(
  steps: Generator<undefined, Result>,
  now: () => number = performance.now.bind(performance),
): Promise<Result> {
  let from = now()
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    if (now() - from >= sliceMs) {
      // oxlint-disable-next-line no-await-in-loop -- one slice after the other is the point
      await othersFirst()
      from = now()
    }
  }
}
