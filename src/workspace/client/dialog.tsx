import { useEffect, useId, useRef, type ReactNode } from 'react'
import { words, string, type Json } from './json.ts'
import { focusNearest, pathTo } from './keep-focus.ts'
import { TextObject } from './text/text.tsx'

interface DialogProps {
  readonly title: ReactNode
  readonly className?: string
  readonly role?: 'dialog' | 'alertdialog'
  readonly onEscape: () => void
  readonly children: ReactNode
}

/**
 * The browser's own modal dialog: it keeps the focus inside, makes the rest inert and gives the focus back. Whether it
 * closes is decided by whoever draws it.
 */
export const Dialog = ({ title, className, role, onEscape, children }: DialogProps): ReactNode => {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const isGone = useRef(false)

  useEffect(() => {
    isGone.current = false
    const element = dialog.current
    const before = pathTo(document.activeElement)
    if (element?.open === false) element.showModal()
    const named = element?.querySelector<HTMLElement>('[data-focus]')
    const first = element?.querySelector<HTMLElement>('form :is(input, textarea, select)')
    const target = named ?? first
    target?.focus()
    return () => {
      isGone.current = true
      element?.close()
      focusNearest(before)
    }
  }, [])

  return (
    <dialog
      ref={dialog}
      className={className}
      role={role}
      aria-labelledby={id}
      // Escape while nothing in here has the focus, as when the button just pressed is gone after an update.
      onCancel={(event) => {
        event.preventDefault()
        onEscape()
      }}
      // A second Escape in a row closes it without asking: the browser wants no page to keep somebody in.
      onClose={() => {
        if (!isGone.current) onEscape()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        onEscape()
      }}
    >
      <h2 id={id} className="dialog-title">
        {title}
      </h2>
      {children}
    </dialog>
  )
}

/** The `confirm` object of an element, asked before anything leaves. */
export const ConfirmDialog = ({
  confirm,
  answer,
}: {
  readonly confirm: Json
  readonly answer: (agreed: boolean) => void
}): ReactNode => (
  <Dialog
    title={<TextObject value={confirm['title']} />}
    className="confirm"
    role="alertdialog"
    onEscape={() => answer(false)}
  >
    <div className="dialog-body">
      <TextObject value={confirm['text']} />
    </div>
    <div className="dialog-foot">
      <button type="button" className="button" onClick={() => answer(false)}>
        {words(confirm['deny']) || 'Cancel'}
      </button>
      <button
        type="button"
        className={`button ${string(confirm['style']) || 'primary'}`}
        onClick={() => answer(true)}
      >
        {words(confirm['confirm']) || 'Yes'}
      </button>
    </div>
  </Dialog>
)
