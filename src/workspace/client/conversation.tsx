import { Fragment, useEffect, useLayoutEffect, useRef, type ReactNode } from 'react'
import type { Channel, Message } from '../client-api.ts'
import { Composer } from './composer.tsx'
import { Icon } from './icons.tsx'
import { Menu } from './menu.tsx'
import { MessageRow } from './message.tsx'
import { authorOf } from './people.tsx'
import { mentionables } from './mentions.ts'
import { countReplies, isReply } from './state.ts'
import { dateOfTs, dayName, isoDay } from './text/date.ts'
import { useWorkspace } from './workspace.tsx'

export const ChannelPane = ({ channel }: { readonly channel: Channel }): ReactNode => {
  const { boot } = useWorkspace().state
  const name = channelName(channel, (user) => authorOf(boot, user).name)
  return (
    <>
      <header className="pane-head">
        <h1>
          {channel.kind === 'private' ? <Icon name="lock" /> : null}
          {channel.kind === 'public' ? <Icon name="hash" /> : null}
          {name.replace(/^#/, '')}
        </h1>
        {channel.kind === 'im' ? null : <InviteMenu channel={channel} />}
      </header>
      <Conversation channel={channel} name={name} />
    </>
  )
}

export const Conversation = ({
  channel,
  name,
}: {
  readonly channel: Channel
  readonly name: string
}): ReactNode => {
  const { state, actions } = useWorkspace()
  const known = state.messages[channel.id] ?? []
  const roots = known.filter((message) => !isReply(message))
  const openThread = (message: Message): void => actions.go({ ...state.place, thread: message.ts })
  return (
    <>
      <MessageLog label={`Messages in ${name}`} messages={roots}>
        {(message) => (
          <MessageRow
            message={message}
            replies={countReplies(message, known)}
            openThread={() => openThread(message)}
          />
        )}
      </MessageLog>
      {channel.isArchived ? (
        <p className="archived">This channel is archived: it can be read, not written to.</p>
      ) : !channel.isMember ? (
        <p className="archived">You are not in this channel: you can read along.</p>
      ) : (
        <Composer key={channel.id} channel={channel.id} label={`Message ${name}`} />
      )}
    </>
  )
}

interface LogProps {
  readonly label: string
  readonly messages: readonly Message[]
  readonly children: (message: Message) => ReactNode
}

/** Messages with a line between days; it stays at the end unless somebody scrolled up to read. */
export const MessageLog = ({ label, messages, children }: LogProps): ReactNode => {
  const { me } = useWorkspace().state.boot
  const log = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const now = new Date()

  useEffect(() => {
    atEnd.current = true
  }, [label])
  useLayoutEffect(() => {
    const element = log.current
    if (element !== null && atEnd.current) element.scrollTop = element.scrollHeight
  })

  return (
    <div
      ref={log}
      className="message-log"
      role="log"
      aria-label={label}
      aria-live="polite"
      tabIndex={0}
      onScroll={(event) => {
        const { scrollHeight, scrollTop, clientHeight } = event.currentTarget
        atEnd.current = scrollHeight - scrollTop - clientHeight < 40
      }}
      onLoadCapture={(event) => {
        // A picture that arrives late makes the log longer.
        if (atEnd.current) event.currentTarget.scrollTop = event.currentTarget.scrollHeight
      }}
    >
      {messages.map((message, index) => {
        const date = dateOfTs(message.ts)
        const before = messages[index - 1]
        const isNewDay =
          before === undefined || isoDay(dateOfTs(before.ts), me.tz) !== isoDay(date, me.tz)
        return (
          <Fragment key={message.ts}>
            {isNewDay ? (
              <p className="day">
                <span>{dayName(date, now, me.tz)}</span>
              </p>
            ) : null}
            {children(message)}
          </Fragment>
        )
      })}
      {messages.length === 0 ? (
        <p className="empty">No messages yet. Type / to see the commands.</p>
      ) : null}
    </div>
  )
}

const InviteMenu = ({ channel }: { readonly channel: Channel }): ReactNode => {
  const { state, actions } = useWorkspace()
  return (
    <Menu
      label="Add people or apps"
      className="button"
      face={
        <>
          <Icon name="person" /> Add
        </>
      }
      items={mentionables(state.boot)
        .filter((one) => one.id !== state.boot.me.id && !(one.isApp && channel.botIsMember))
        .map((one) => ({
          name: one.name,
          detail: one.isApp ? 'App' : '',
          run: () => void actions.invite(channel.id, one.id),
        }))}
    />
  )
}

export const channelName = (channel: Channel, nameOf: (user: string) => string): string =>
  channel.kind === 'im' ? nameOf(channel.withUser ?? channel.name) : `#${channel.name}`
