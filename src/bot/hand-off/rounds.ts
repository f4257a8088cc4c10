import type { Logger } from 'pino'
import type { HandOffFlows } from '../../flows/hand-off.ts'
import type { Timer } from '../delivery/deliver.ts'

const hourMs = 60 * 60 * 1000

/**
 * Brings in the answers that an earlier process left half way, and every hour shows on the cards who does not answer. A
 * card is changed in place: nobody is notified.
 */
export function createRounds(parts: {
  readonly handOffs: HandOffFlows
  readonly timer: Timer
  readonly logger: Logger
}): { start(): void; stop(): void } {
  const { handOffs, timer, logger } = parts
  let cancel: (() => void) | null = null
  const round = async (): Promise<void> => {
    try {
      await handOffs.finishAnswers()
      await handOffs.noticeSilence()
    } catch (error) {
      logger.warn(
        { name: error instanceof Error ? error.name : 'unknown' },
        'hand-offs were not looked after',
      )
    }
  }
  const everyHour = (): void => {
    void round()
    cancel = timer.after(hourMs, everyHour)
  }
  return { start: everyHour, stop: () => cancel?.() }
}
