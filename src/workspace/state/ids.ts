import { randomBytes } from 'node:crypto'

/** Ids count up and are the same on every run; secrets (tokens, tickets, trigger tails) are random. */
export interface Ids {
  next(prefix: string): string
  secret(): string
}

export function ids(): Ids {
  const counters = new Map<string, number>()
  return {
    next(prefix) {
      const count = (counters.get(prefix) ?? 0) + 1
      counters.set(prefix, count)
      return `${prefix}${count.toString(36).toUpperCase().padStart(8, '0')}`
    },
    secret: () => randomBytes(16).toString('hex'),
  }
}
