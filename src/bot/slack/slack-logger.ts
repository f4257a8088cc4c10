import { LogLevel } from '@slack/logger'
import type { Logger as SlackLogger } from '@slack/logger'
import type { Logger } from 'pino'

export type { SlackLogger }

/**
 * The SDK's log lines in ours. Its debug lines print whole payloads, people's words included, so they are dropped, and
 * of its objects only names and codes are kept.
 */
export function slackLogger(logger: Logger): SlackLogger {
  return {
    debug: () => undefined,
    info: (...parts) => logger.info({ from: 'slack' }, lineOf(parts)),
    warn: (...parts) => logger.warn({ from: 'slack' }, lineOf(parts)),
    error: (...parts) => logger.error({ from: 'slack' }, lineOf(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  }
}

function lineOf(parts: readonly unknown[]): string {
  return parts.map(describe).join(' ')
}

function describe(part: unknown): string {
  if (typeof part === 'string') return part
  if (part instanceof Error) {
    return 'code' in part && typeof part.code === 'string' ? part.code : part.name
  }
  return typeof part
}
