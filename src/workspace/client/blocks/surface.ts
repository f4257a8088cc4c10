import { createContext, useContext } from 'react'
import type { Container } from '../api.ts'
import type { Json } from '../json.ts'
import type { Values } from '../values.ts'

/** What the blocks of one message or view share: where they live, what is entered, and how an action leaves. */
export interface Surface {
  readonly container: Container
  readonly channel: string | undefined
  readonly values: Values
  readonly errors: { readonly [blockId: string]: string }
  readonly enter: (blockId: string, actionId: string, value: Json) => void
  /** Sends a `block-action`; with `values` when the action itself changed them. */
  readonly act: (blockId: string, action: Json, values?: Values) => Promise<void>
}

const SurfaceContext = createContext<Surface | undefined>(undefined)

export const SurfaceProvider = SurfaceContext.Provider

export const useSurface = (): Surface => {
  const surface = useContext(SurfaceContext)
  if (surface === undefined) throw new Error('A block is drawn outside of a message or view')
  return surface
}

export interface ElementProps {
  readonly blockId: string
  readonly element: Json
  /** Of the input block; elsewhere the element's placeholder names it. */
  readonly label: string
  readonly inputId?: string
  readonly describedBy?: string | undefined
  readonly optional?: boolean
  /** Whether a change is an action at once: always outside of input blocks, there with `dispatch_action`. */
  readonly dispatches: boolean
}
