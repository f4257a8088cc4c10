import { useState } from 'react'
import { record, string, words, type Json } from '../json.ts'
import { emptyValue, valueKey, withValue } from '../values.ts'
import { useSurface, type ElementProps } from './surface.ts'

export interface ElementControl {
  readonly value: unknown
  /** Set while a choice waits for the person's consent. */
  readonly asking: Json | undefined
  readonly answer: (agreed: boolean) => void
  /** Enters a value, and sends it as an action where the element dispatches. */
  readonly choose: (value: unknown) => void
  /** Enters a value without an action: typing. */
  readonly type: (value: string) => void
  /** Sends the value that stands: Enter in a text field. */
  readonly send: () => void
}

/** An element's value in its surface, with its `confirm` dialog between choice and effect. */
export const useElement = ({ blockId, element, dispatches }: ElementProps): ElementControl => {
  const surface = useSurface()
  const [pending, setPending] = useState<{ readonly value: unknown }>()
  const type = string(element['type'])
  const actionId = string(element['action_id'])
  const key = valueKey(type)
  const value = surface.values[blockId]?.[actionId]?.[key] ?? emptyValue(type)

  const commit = (next: unknown): void => {
    const entered = { type, [key]: next }
    surface.enter(blockId, actionId, entered)
    if (!dispatches) return
    const values = withValue(surface.values, blockId, actionId, entered)
    void surface.act(blockId, { ...entered, action_id: actionId, block_id: blockId }, values)
  }

  return {
    value,
    asking: pending === undefined ? undefined : record(element['confirm']),
    answer: (agreed) => {
      setPending(undefined)
      if (agreed && pending !== undefined) commit(pending.value)
    },
    choose: (next) => {
      if (record(element['confirm']) !== undefined) setPending({ value: next })
      else commit(next)
    },
    type: (next) => {
      surface.enter(blockId, actionId, { type, [key]: next === '' ? null : next })
    },
    send: () => {
      const action = { type, [key]: value, action_id: actionId, block_id: blockId }
      void surface.act(blockId, action, surface.values)
    },
  }
}

/** The accessible name of an element that stands alone. */
export const nameOf = (element: Json): string =>
  string(element['accessibility_label']) ||
  words(element['text']) ||
  words(element['placeholder']) ||
  string(element['action_id'])
