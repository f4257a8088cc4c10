import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
  type ReactNode,
} from 'react'
import type { Boot } from '../client-api.ts'
import { actionsFor, reasonOf, type Actions } from './actions.ts'
import { createApi, listen } from './api.ts'
import { readAddress, readPermalink, writeAddress, type Place } from './place.ts'
import { channelOfPlace, reduce, startState, type State } from './state.ts'

export interface Workspace {
  readonly state: State
  readonly actions: Actions
  readonly switchTo: (user: string) => void
}

const WorkspaceContext = createContext<Workspace | undefined>(undefined)

export const useWorkspace = (): Workspace => {
  const workspace = useContext(WorkspaceContext)
  if (workspace === undefined) throw new Error('useWorkspace is used outside of WorkspaceProvider')
  return workspace
}

/** Boots as the person in the address, and again as somebody else on a switch: two people share nothing here. */
export const WorkspaceProvider = ({ children }: { readonly children: ReactNode }): ReactNode => {
  const [user, setUser] = useState(() => readAddress(location.hash).user)
  const [booted, setBooted] = useState<Boot>()
  const [failure, setFailure] = useState<string>()

  useEffect(() => {
    let current = true
    setBooted(undefined)
    const open = async (): Promise<void> => {
      try {
        const boot = await createApi(user).boot()
        if (current) setBooted(boot)
      } catch (error) {
        if (!current) return
        // A remembered person may be gone after a fresh start of the workspace.
        if (user === undefined) setFailure(reasonOf(error))
        else setUser(undefined)
      }
    }
    void open()
    return () => {
      current = false
    }
  }, [user])

  useEffect(() => {
    const follow = (): void => {
      const address = readAddress(location.hash)
      if (address.user !== undefined) setUser(address.user)
    }
    window.addEventListener('hashchange', follow)
    return () => window.removeEventListener('hashchange', follow)
  }, [])

  if (failure !== undefined) {
    return (
      <p className="start-failure" role="alert">
        {failure} <button onClick={() => location.reload()}>Try again</button>
      </p>
    )
  }
  if (booted === undefined) {
    return (
      <p className="starting" role="status">
        Opening the workspace…
      </p>
    )
  }
  return (
    <Session key={booted.me.id} boot={booted} switchTo={setUser}>
      {children}
    </Session>
  )
}

/** Somebody else may stay in the same conversation, if it is one of theirs. */
const sees = (boot: Boot, place: Place | undefined): boolean =>
  place?.kind === 'app' || boot.channels.some((channel) => channel.id === place?.channel)

interface SessionProps {
  readonly boot: Boot
  readonly switchTo: (user: string) => void
  readonly children: ReactNode
}

const Session = ({ boot, switchTo, children }: SessionProps): ReactNode => {
  const [state, dispatch] = useReducer(reduce, undefined, () => {
    const address = readAddress(location.hash)
    const place = address.place ?? readPermalink(location.href)
    return startState(boot, address.user === boot.me.id || sees(boot, place) ? place : undefined)
  })
  const me = boot.me.id
  const actions = useMemo(() => actionsFor(createApi(me), dispatch), [me])
  useSocket(me, state, dispatch, actions)
  useAddress(me, state.place, actions)
  useWatch(actions, state.boot.app.connected)
  const workspace = useMemo(() => ({ state, actions, switchTo }), [state, actions, switchTo])
  return <WorkspaceContext value={workspace}>{children}</WorkspaceContext>
}

const useSocket = (
  me: string,
  state: State,
  dispatch: React.Dispatch<Parameters<typeof reduce>[1]>,
  actions: Actions,
): void => {
  const channel = channelOfPlace(state.boot, state.place)
  const { thread } = state.place
  const { online } = state
  useEffect(
    () =>
      listen(me, {
        event: (event) => dispatch({ type: 'event', event, inThread: isActingInThread() }),
        online: (isOnline, again) => {
          dispatch({ type: 'online', online: isOnline })
          if (again) void actions.refresh()
        },
      }),
    [me, dispatch, actions],
  )
  // Loading waits for the socket: what arrives from then on is heard, so nothing falls in between.
  useEffect(() => {
    if (online && channel !== undefined) void actions.loadHistory(channel)
  }, [online, channel, actions])
  useEffect(() => {
    if (online && channel !== undefined && thread !== undefined)
      void actions.loadThread(channel, thread)
  }, [online, channel, thread, actions])
}

const isActingInThread = (): boolean =>
  document.activeElement?.closest('[aria-label="Thread"]') instanceof HTMLElement

const useAddress = (me: string, place: Place, actions: Actions): void => {
  const written = useRef('')
  useEffect(() => {
    written.current = writeAddress(me, place)
    // A permalink was followed once; from then on the place is in the hash.
    if (location.pathname !== '/') history.replaceState(null, '', `/${written.current}`)
    else if (location.hash !== written.current) location.hash = written.current
  }, [me, place])
  useEffect(() => {
    const follow = (): void => {
      const address = readAddress(location.hash)
      const isNew = location.hash !== written.current
      if (isNew && address.user === me && address.place !== undefined) actions.go(address.place)
    }
    window.addEventListener('hashchange', follow)
    return () => window.removeEventListener('hashchange', follow)
  }, [me, actions])
}

/** Refusals and the app's connection have no event of their own: the client looks every few seconds. */
const useWatch = (actions: Actions, connected: boolean): void => {
  useEffect(() => {
    const look = (): void => {
      void actions.loadLog()
      if (!connected) void actions.refresh()
    }
    look()
    const timer = window.setInterval(look, 4000)
    return () => window.clearInterval(timer)
  }, [actions, connected])
}
