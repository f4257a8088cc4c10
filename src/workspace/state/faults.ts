/**
 * Trouble on demand. A fault waits for the next call of its method (`*` is any method) or the next event, is used up one
 * call at a time, and then everything is as before.
 */
export type CallFault =
  /** The work is done, the answer never arrives: what makes a client post twice. */
  | { readonly kind: 'drop-after-commit' }
  /** The connection dies before anything happened. */
  | { readonly kind: 'drop-before' }
  | { readonly kind: 'http-error'; readonly status: number }
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds: number }
  | { readonly kind: 'error'; readonly error: string }
  /** Held until the workspace's clock has moved on by this much. */
  | { readonly kind: 'slow'; readonly delayMs: number }

type DeliveryFault =
  /** The same event, with the same id, twice. */
  | 'duplicate-event'
  /** This event waits until the one after it has gone out. */
  | 'reorder-events'
  /** The acknowledgement is lost on the way, so Slack tries again. */
  | 'lost-ack'

export interface Faults {
  /** Applies to the next `times` calls of `method`, after those already waiting. */
  onCall(method: string, fault: CallFault, times?: number): void
  onDelivery(fault: DeliveryFault, times?: number): void
  takeCall(method: string): CallFault | undefined
  takeDelivery(fault: DeliveryFault): boolean
  /** Faults that nothing has run into yet. */
  left(): number
  clear(): void
}

export function faults(): Faults {
  let calls: readonly { readonly method: string; readonly fault: CallFault }[] = []
  let deliveries: readonly DeliveryFault[] = []
  return {
    onCall(method, fault, times = 1) {
      calls = [...calls, ...Array.from({ length: times }, () => ({ method, fault }))]
    },
    onDelivery(fault, times = 1) {
      deliveries = [...deliveries, ...Array.from({ length: times }, () => fault)]
    },
    takeCall(method) {
      const found = calls.find((entry) => entry.method === method || entry.method === '*')
      calls = calls.filter((entry) => entry !== found)
      return found?.fault
    },
    takeDelivery(fault) {
      const index = deliveries.indexOf(fault)
      if (index === -1) return false
      deliveries = deliveries.toSpliced(index, 1)
      return true
    },
    left: () => calls.length + deliveries.length,
    clear() {
      calls = []
      deliveries = []
    },
  }
}
