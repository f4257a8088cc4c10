import type { LogEntry } from '../client-api.ts'
import type { Clock } from './clock.ts'

/** What the app did that Slack would refuse, or that Slack takes but a careful app does not do. Zero entries is the bar. */
export interface CallLog {
  refused(method: string, error: string, detail?: string): void
  suspicious(method: string, error: string, detail?: string): void
  entries(): readonly LogEntry[]
  clear(): void
}

export function callLog(clock: Clock): CallLog {
  let entries: readonly LogEntry[] = []
  const add = (level: LogEntry['level'], method: string, error: string, detail: string): void => {
    const at = new Date(clock.now()).toISOString()
    entries = [...entries, { at, level, method, error, detail }]
  }
  return {
    refused: (method, error, detail = '') => add('refused', method, error, detail),
    suspicious: (method, error, detail = '') => add('suspicious', method, error, detail),
    entries: () => entries,
    clear() {
      entries = []
    },
  }
}
