/**
 * The browser client of the local workspace: a small Slack. It draws what the workspace sends and reports what a person
 * does; it knows nothing of the app.
 *
 * What a test can hold on to (all by role and accessible name):
 * - the address: `#/<user>/<channel>[/<thread ts>]`, `#/<user>/app/home`, `#/<user>/app/messages`
 * - the text "Connecting to the workspace…" stands there until events are heard: what comes only once (an ephemeral message,
 *   a notice) is lost before
 * - navigation "Workspace": buttons "#backend", "#secret (private)", the app's name; button "You are Maya Lindqvist" opens a
 *   menu of people (menuitemradio); button "Refused calls: 0" opens the dialog "Refused calls"
 * - log "Messages in #backend" with an `article` per message (`data-ts`, `data-user`, `data-ephemeral`); in it the buttons
 *   "Reply in thread", "Edit message", "More actions" (menu of message shortcuts) and "2 replies"
 * - textbox "Message #backend", button "Send", listbox "Suggestions", button "Shortcuts"; an `alert` says what was refused
 * - region "Thread" with log "Messages in thread", textbox "Reply in thread", button "Close thread"
 * - dialog named by the view's title, fields named by their labels, an `alert` per refused field; alertdialog for `confirm`
 * - tabs "Home" and "Messages" of the app, region "Home"
 * - `.mention[data-mention]` is everything that would notify somebody: `!channel`, `@U…`, `!subteam^S…`
 */
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
// oxlint-disable-next-line import/no-unassigned-import -- a stylesheet has nothing to assign
import './styles.css'
import { keepFocus } from './keep-focus.ts'
import { WorkspaceProvider } from './workspace.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no element with the id "root"')
keepFocus(root)
createRoot(root).render(
  <WorkspaceProvider>
    <App />
  </WorkspaceProvider>,
)
