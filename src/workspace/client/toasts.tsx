import { useEffect, type ReactNode } from 'react'
import type { Toast } from './state.ts'
import { useWorkspace } from './workspace.tsx'

interface ToastsProps {
  /** What is already said next to the field. */
  readonly except?: string | undefined
}

/** Drawn inside the open modal too: what is outside of it cannot be reached. */
export const Toasts = ({ except }: ToastsProps): ReactNode => (
  <div className="toasts" role="status" aria-label="Notices" aria-live="assertive">
    {useWorkspace()
      .state.toasts.filter((toast) => toast.text !== except)
      .map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
  </div>
)

const shownForMs = 8000

const ToastLine = ({ toast }: { readonly toast: Toast }): ReactNode => {
  const { actions } = useWorkspace()
  useEffect(() => {
    const timer = window.setTimeout(() => actions.dismiss(toast.id), shownForMs)
    return () => window.clearTimeout(timer)
  }, [toast.id, actions])
  return (
    <p className="toast">
      <span>{toast.text}</span>
      <button type="button" aria-label="Dismiss" onClick={() => actions.dismiss(toast.id)}>
        ×
      </button>
    </p>
  )
}
