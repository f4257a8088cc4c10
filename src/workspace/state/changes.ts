import type { ClientEvent } from '../client-api.ts'

/** Who hears of a change: people of one team; `to` absent means everyone who can see it was worked out by the sender. */
interface Change {
  readonly teamId: string
  readonly to: readonly string[]
  readonly event: ClientEvent
}

export interface Changes {
  publish(change: Change): void
  /** Something moved that no browser shows, such as a connection or a delivery; wakes those who wait. */
  touch(): void
  onChange(listener: (change: Change | undefined) => void): () => void
}

export function changes(): Changes {
  const listeners = new Set<(change: Change | undefined) => void>()
  const tell = (change: Change | undefined): void => {
    for (const listener of listeners) listener(change)
  }
  return {
    publish: tell,
    touch: () => tell(undefined),
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
