import type { ReactNode } from 'react'
import { useWorkspace } from './workspace.tsx'

/** Drawn inside the open modal too: what is outside of it cannot be reached. */
export const Toasts = (): ReactNode => {
  const { state, actions } = useWorkspace()
  return (
    <div className="toasts" role="status" aria-label="Notices" aria-live="assertive">
      {state.toasts.map((toast) => (
        <p key={toast.id} className="toast">
          <span>{toast.text}</span>
          <button type="button" aria-label="Dismiss" onClick={() => actions.dismiss(toast.id)}>
            ×
          </button>
        </p>
      ))}
    </div>
  )
}
