import { useEffect, type ReactNode } from 'react'
import { ChannelPane, channelName } from './conversation.tsx'
import { AppPane } from './home.tsx'
import { Modals } from './modal.tsx'
import { authorOf } from './people.tsx'
import { Sidebar } from './sidebar.tsx'
import { channelOfPlace } from './state.ts'
import { Thread } from './thread.tsx'
import { Toasts } from './toasts.tsx'
import { useWorkspace } from './workspace.tsx'

export const App = (): ReactNode => {
  const { boot, place, modals, online } = useWorkspace().state
  const channelId = channelOfPlace(boot, place)
  const channel = boot.channels.find((one) => one.id === channelId)
  const name =
    channel === undefined ? '' : channelName(channel, (user) => authorOf(boot, user).name)

  useEffect(() => {
    document.title = `${name || boot.app.name} · ${boot.team.name}`
  }, [name, boot])

  return (
    <div className={place.thread === undefined ? 'app' : 'app with-thread'}>
      <a className="skip" href="#conversation" onClick={skipToConversation}>
        Skip to the conversation
      </a>
      <Sidebar />
      <main id="conversation" tabIndex={-1} className="pane">
        {online ? null : (
          <p className="offline" role="status">
            Connecting to the workspace…
          </p>
        )}
        {place.kind === 'app' ? (
          <AppPane tab={place.tab} />
        ) : channel === undefined ? (
          <p className="empty">This conversation is not here, or you are not in it.</p>
        ) : (
          <ChannelPane channel={channel} />
        )}
      </main>
      {channel === undefined || place.thread === undefined ? null : (
        <Thread channel={channel} name={name} threadTs={place.thread} />
      )}
      <Modals />
      {modals.length === 0 ? <Toasts /> : null}
    </div>
  )
}

/** The address after `#` is the place, so the link must not change it. */
const skipToConversation = (event: React.MouseEvent): void => {
  event.preventDefault()
  document.getElementById('conversation')?.focus()
}
