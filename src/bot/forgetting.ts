import type { Logger } from 'pino'
import type { Flows } from '../flows/flows.ts'
import type { Timer } from './delivery/deliver.ts'

const dayMs = 24 * 60 * 60 * 1000

/** Forgets what teams want forgotten: when the bot starts, and then every day. */
export function createForgetting(parts: {
  readonly flows: Flows
  readonly timer: Timer
  readonly logger: Logger
}): { start(): void; stop(): void } {
  const { flows, timer, logger } = parts
  let cancel: (() => void) | null = null
  const forget = async (): Promise<void> => {
    try {
      const packets = await flows.forgetOld()
      if (packets > 0) logger.info({ packets }, 'old packets were forgotten')
    } catch (error) {
      // What cannot be deleted today is tried again tomorrow; people are not kept waiting for it.
      logger.warn(
        { name: error instanceof Error ? error.name : 'unknown' },
        'nothing was forgotten',
      )
    }
  }
  const everyDay = (): void => {
    void forget()
    cancel = timer.after(dayMs, everyDay)
  }
  return { start: everyDay, stop: () => cancel?.() }
}
