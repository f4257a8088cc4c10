import { useEffect, useMemo, useRef, useState, type FormEvent, type ReactNode } from 'react'
import type { View } from '../client-api.ts'
import { Blocks } from './blocks/blocks.tsx'
import { SurfaceProvider, type Surface } from './blocks/surface.ts'
import { Dialog } from './dialog.tsx'
import { words } from './json.ts'
import { blocksOf, channelOfPlace, enter } from './state.ts'
import { TextObject } from './text/text.tsx'
import { Toasts } from './toasts.tsx'
import { useWorkspace } from './workspace.tsx'

/** The top of the modal stack; what is below waits with everything that was entered. */
export const Modals = (): ReactNode => {
  const { modals } = useWorkspace().state
  const top = modals.at(-1)
  return top === undefined ? null : <Modal key={top.id} view={top} stack={modals} />
}

const Modal = ({
  view,
  stack,
}: {
  readonly view: View
  readonly stack: readonly View[]
}): ReactNode => {
  const { actions, state } = useWorkspace()
  const submission = useSubmission(view)
  const blocks = blocksOf(view)
  const surface = useViewSurface(view, submission.errors, submission.forget)
  const body = useRef<HTMLDivElement>(null)
  const submit = words(view.view['submit'])
  const isDeep = stack.length > 1
  const close = (all: boolean): void => void actions.close(stack, all, state.values)

  useEffect(() => {
    body.current
      ?.querySelector<HTMLElement>('.invalid :is(input, textarea, select)')
      ?.focus({ preventScroll: false })
  }, [submission.errors])

  return (
    <Dialog
      title={<TextObject value={view.view['title']} />}
      className="modal"
      onEscape={() => close(view.view['clear_on_close'] === true)}
    >
      <form
        className="modal-form"
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void submission.submit()
        }}
      >
        {/* What is only read has nothing to tab to, so the reader scrolls the words themselves. */}
        <div
          className="dialog-body"
          ref={body}
          {...(submit === '' ? { tabIndex: 0, role: 'group', 'aria-label': 'Content' } : {})}
        >
          {submission.failure === undefined ? null : (
            <p className="alert-block error" role="alert">
              {submission.failure}
            </p>
          )}
          <SurfaceProvider value={surface}>
            <Blocks blocks={blocks} />
          </SurfaceProvider>
        </div>
        <div className="dialog-foot">
          <button
            type="button"
            className="button"
            onClick={() => close(view.view['clear_on_close'] === true)}
          >
            {words(view.view['close']) || (isDeep ? 'Back' : submit === '' ? 'Close' : 'Cancel')}
          </button>
          {submit === '' ? null : (
            <button type="submit" className="button primary" aria-busy={submission.busy}>
              {submission.busy ? <span className="spinner" aria-hidden="true" /> : null}
              {submit}
            </button>
          )}
        </div>
      </form>
      <button
        type="button"
        className="icon-button modal-x"
        aria-label={isDeep ? 'Close all' : 'Close dialog'}
        onClick={() => close(true)}
      >
        ×
      </button>
      <Toasts except={submission.failure} />
    </Dialog>
  )
}

/** The surface of a modal or of the Home tab. */
export const useViewSurface = (
  view: View,
  errors: Surface['errors'],
  onEnter?: (blockId: string) => void,
): Surface => {
  const { state, actions } = useWorkspace()
  const channel = channelOfPlace(state.boot, state.place)
  return useMemo(
    () => ({
      container: { viewId: view.id },
      channel,
      values: state.values[view.id] ?? {},
      errors,
      enter: (blockId, actionId, value) => {
        onEnter?.(blockId)
        actions.enter(view.id, enter(state, view.id, blockId, actionId, value))
      },
      act: async (blockId, action, values) => {
        const entered = values ?? state.values[view.id] ?? {}
        await actions.act({ viewId: view.id }, blockId, action, entered)
      },
    }),
    [view.id, channel, state, errors, onEnter, actions],
  )
}

const useSubmission = (view: View) => {
  const { state, actions } = useWorkspace()
  const [errors, setErrors] = useState<Surface['errors']>({})
  const [failure, setFailure] = useState<string>()
  const [busy, setBusy] = useState(false)

  const submit = async (): Promise<void> => {
    if (busy) return
    const values = state.values[view.id] ?? {}
    setFailure(undefined)
    setBusy(true)
    const answer = await actions.submit(view.id, values)
    setBusy(false)
    // The workspace checks required fields, lengths and bounds first, as Slack's client does.
    setErrors(answer.errors ?? {})
    if (answer.outcome === 'failed')
      setFailure(answer.message ?? 'We had some trouble connecting. Try again?')
  }

  const forget = useMemo(
    () => (blockId: string) =>
      setErrors((current) => {
        if (current[blockId] === undefined) return current
        const { [blockId]: _gone, ...rest } = current
        return rest
      }),
    [],
  )
  return { errors, failure, busy, submit, forget }
}
