import { useState, type ReactNode } from 'react'
import { Dialog } from './dialog.tsx'
import { useWorkspace } from './workspace.tsx'

/** What the workspace refused the app, or found odd: empty when the app behaves. */
export const LogPanel = (): ReactNode => {
  const { log } = useWorkspace().state
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className={log.length === 0 ? 'log-button' : 'log-button has-entries'}
        onClick={() => setOpen(true)}
      >
        Refused calls: {log.length}
      </button>
      {open ? (
        <Dialog title="Refused calls" className="log-dialog" onEscape={() => setOpen(false)}>
          <div className="dialog-body">
            {log.length === 0 ? (
              <p>The workspace accepted every call of the app.</p>
            ) : (
              <div className="table-scroll">
                <table>
                  <thead>
                    <tr>
                      <th scope="col">At</th>
                      <th scope="col">Level</th>
                      <th scope="col">Call</th>
                      <th scope="col">Error</th>
                      <th scope="col">Detail</th>
                    </tr>
                  </thead>
                  <tbody>
                    {log.map((entry, index) => (
                      <tr key={index}>
                        <td>{entry.at}</td>
                        <td>{entry.level}</td>
                        <td>
                          <code>{entry.method}</code>
                        </td>
                        <td>
                          <code>{entry.error}</code>
                        </td>
                        <td>{entry.detail}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
          </div>
          <div className="dialog-foot">
            <button type="button" className="button" onClick={() => setOpen(false)}>
              Close
            </button>
          </div>
        </Dialog>
      ) : null}
    </>
  )
}
