import { useEffect, type ReactNode } from 'react'
import type { View } from '../client-api.ts'
import { Blocks } from './blocks/blocks.tsx'
import { SurfaceProvider } from './blocks/surface.ts'
import { Conversation } from './conversation.tsx'
import { useViewSurface } from './modal.tsx'
import { Avatar } from './people.tsx'
import { appChannel, blocksOf } from './state.ts'
import { useWorkspace } from './workspace.tsx'

/** The app's own page: its Home tab and the direct messages with it. */
export const AppPane = ({ tab }: { readonly tab: 'home' | 'messages' }): ReactNode => {
  const { state, actions } = useWorkspace()
  const { app } = state.boot
  const channel = appChannel(state.boot)

  useEffect(() => {
    void actions.openHome(tab)
  }, [tab, actions])

  return (
    <>
      <header className="pane-head app-head">
        <h1>
          <Avatar author={{ name: app.name, isApp: true }} small />
          {app.name}
        </h1>
        <div role="tablist" aria-label={app.name} className="tabs">
          {(['home', 'messages'] as const).map((one) => (
            <button
              key={one}
              type="button"
              role="tab"
              id={`tab-${one}`}
              aria-selected={one === tab}
              aria-controls="tab-panel"
              onClick={() => actions.go({ kind: 'app', tab: one })}
            >
              {one === 'home' ? 'Home' : 'Messages'}
            </button>
          ))}
        </div>
      </header>
      <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${tab}`} className="tab-panel">
        {tab === 'home' ? (
          <Home view={state.home} />
        ) : channel === undefined ? (
          <p className="empty">This app takes no direct messages.</p>
        ) : (
          <Conversation channel={channel} name={app.name} />
        )}
      </div>
    </>
  )
}

const Home = ({ view }: { readonly view: View | undefined }): ReactNode =>
  view === undefined ? (
    <p className="empty">The app has not published its Home yet.</p>
  ) : (
    <HomeView view={view} />
  )

const HomeView = ({ view }: { readonly view: View }): ReactNode => {
  const surface = useViewSurface(view, noErrors)
  return (
    <div className="home" tabIndex={0} role="region" aria-label="Home">
      <SurfaceProvider value={surface}>
        <Blocks blocks={blocksOf(view)} />
      </SurfaceProvider>
    </div>
  )
}

const noErrors = {}
