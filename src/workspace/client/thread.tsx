import { useEffect, useRef, type ReactNode } from 'react'
import type { Channel } from '../client-api.ts'
import { Composer } from './composer.tsx'
import { MessageLog } from './conversation.tsx'
import { MessageRow } from './message.tsx'
import { useWorkspace } from './workspace.tsx'

export const Thread = ({
  channel,
  name,
  threadTs,
}: {
  readonly channel: Channel
  readonly name: string
  readonly threadTs: string
}): ReactNode => {
  const { state, actions } = useWorkspace()
  const pane = useRef<HTMLElement>(null)
  const known = state.messages[channel.id] ?? []
  const messages = known.filter(
    (message) => message.ts === threadTs || message.threadTs === threadTs,
  )
  const close = (): void => {
    const { thread: _gone, ...place } = state.place
    actions.go(place)
  }

  useEffect(() => {
    pane.current?.querySelector('textarea')?.focus()
  }, [threadTs])

  return (
    <section
      ref={pane}
      className="thread"
      aria-label="Thread"
      onKeyDown={(event) => {
        if (event.key === 'Escape') close()
      }}
    >
      <header className="pane-head">
        <h2>
          Thread <small>{name}</small>
        </h2>
        <button type="button" className="icon-button" aria-label="Close thread" onClick={close}>
          ×
        </button>
      </header>
      <MessageLog label="Messages in thread" messages={messages}>
        {(message) => <MessageRow message={message} />}
      </MessageLog>
      {channel.isArchived ? null : (
        <Composer key={threadTs} channel={channel.id} thread={threadTs} label="Reply in thread" />
      )}
    </section>
  )
}
