import type { ReactNode } from 'react'
import type { Channel } from '../client-api.ts'
import { channelName } from './conversation.tsx'
import { Icon } from './icons.tsx'
import { LogPanel } from './log-panel.tsx'
import { Menu } from './menu.tsx'
import { Avatar, authorOf } from './people.tsx'
import { appChannel } from './state.ts'
import { useWorkspace } from './workspace.tsx'

export const Sidebar = (): ReactNode => {
  const { state, actions } = useWorkspace()
  const { boot, place, unread } = state
  const app = appChannel(boot)
  const rooms = boot.channels.filter((one) => one.kind !== 'im')
  const open = rooms.filter((one) => !one.isArchived)
  const archived = rooms.filter((one) => one.isArchived)
  const direct = boot.channels.filter((one) => one.kind === 'im' && one.id !== app?.id)
  const isApp = place.kind === 'app'
  const appUnread = app === undefined ? 0 : (unread[app.id] ?? 0)
  return (
    <nav className="sidebar" aria-label="Workspace">
      <div className="team">
        <strong>{boot.team.name}</strong>
        <PersonMenu />
      </div>
      <div className="sidebar-scroll">
        <ChannelList title="Channels" channels={open} />
        {direct.length === 0 ? null : <ChannelList title="Direct messages" channels={direct} />}
        <h2 id="apps">Apps</h2>
        <ul aria-labelledby="apps">
          <li>
            <button
              type="button"
              className="room"
              aria-current={isApp ? 'page' : undefined}
              onClick={() =>
                actions.go({ kind: 'app', tab: boot.app.homeEnabled ? 'home' : 'messages' })
              }
            >
              <Avatar author={{ name: boot.app.name, isApp: true }} small />
              <span className="room-name">{boot.app.name}</span>
              <Unread count={appUnread} />
              {boot.app.connected ? null : <small className="away">not connected</small>}
            </button>
          </li>
        </ul>
        {archived.length === 0 ? null : <ChannelList title="Archived" channels={archived} />}
      </div>
      <LogPanel />
    </nav>
  )
}

const ChannelList = ({
  title,
  channels,
}: {
  readonly title: string
  readonly channels: readonly Channel[]
}): ReactNode => {
  const { state, actions } = useWorkspace()
  const { boot, place, unread } = state
  const id = `list-${title.toLowerCase().replaceAll(' ', '-')}`
  return (
    <>
      <h2 id={id}>{title}</h2>
      <ul aria-labelledby={id}>
        {channels.map((channel) => {
          const isHere = place.kind === 'channel' && place.channel === channel.id
          const name = channelName(channel, (user) => authorOf(boot, user).name)
          const kind = channel.kind === 'private' ? ' (private)' : ''
          const count = unread[channel.id] ?? 0
          return (
            <li key={channel.id}>
              <button
                type="button"
                className={channel.isArchived ? 'room is-archived' : 'room'}
                aria-label={`${name}${kind}${count > 0 ? `, ${count} new` : ''}`}
                aria-current={isHere ? 'page' : undefined}
                onClick={() => actions.go({ kind: 'channel', channel: channel.id })}
              >
                {channel.kind === 'im' ? null : (
                  <Icon name={channel.kind === 'private' ? 'lock' : 'hash'} />
                )}
                <span className="room-name">{name.replace(/^#/, '')}</span>
                <Unread count={count} />
              </button>
            </li>
          )
        })}
      </ul>
    </>
  )
}

const Unread = ({ count }: { readonly count: number }): ReactNode =>
  count === 0 ? null : <span className="unread">{count}</span>

const PersonMenu = (): ReactNode => {
  const { state, switchTo } = useWorkspace()
  const { me, people } = state.boot
  return (
    <Menu
      label={`You are ${me.realName}`}
      title="Switch person"
      className="person-button"
      face={
        <>
          <Avatar author={{ name: me.realName, isApp: false }} small />
          <span>You are {me.realName}</span>
          <span aria-hidden="true">▾</span>
        </>
      }
      items={people
        .filter((person) => !person.isBot)
        .map((person) => ({
          name: person.realName,
          detail: person.kind,
          checked: person.id === me.id,
          run: () => switchTo(person.id),
        }))}
    />
  )
}
