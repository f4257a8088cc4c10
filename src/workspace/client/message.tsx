import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { Message } from '../client-api.ts'
import { Blocks } from './blocks/blocks.tsx'
import { SurfaceProvider, type Surface } from './blocks/surface.ts'
import { Icon } from './icons.tsx'
import { Menu } from './menu.tsx'
import { decodeMentions, encodeMentions } from './mentions.ts'
import { Avatar, authorOf } from './people.tsx'
import { slackbotId } from './state.ts'
import { clockTime, dateOfTs, fullTime, relativeTime } from './text/date.ts'
import { Mrkdwn } from './text/text.tsx'
import { carryValues, withValue, type Values } from './values.ts'
import { useWorkspace } from './workspace.tsx'

interface MessageProps {
  readonly message: Message
  /** Drawn under a root in the channel. */
  readonly replies?: number
  readonly openThread?: () => void
}

export const MessageRow = ({ message, replies = 0, openThread }: MessageProps): ReactNode => {
  const { boot } = useWorkspace().state
  const [editing, setEditing] = useState(false)
  const author = authorOf(boot, message.user)
  const date = dateOfTs(message.ts)
  const time = clockTime(date, boot.me.tz)
  const ephemeral = message.ephemeral === true
  return (
    <article
      className={ephemeral ? 'message ephemeral' : 'message'}
      data-ts={message.ts}
      data-user={message.user}
      data-ephemeral={ephemeral || undefined}
      aria-label={`${author.name} at ${time}`}
    >
      <Avatar author={author} />
      <div className="message-main">
        {ephemeral ? <p className="only-you">Only visible to you</p> : null}
        <p className="message-head">
          <strong>{author.name}</strong>
          {author.isApp ? <span className="app-tag">APP</span> : null}
          <time dateTime={date.toISOString()} title={fullTime(date, boot.me.tz)}>
            {time}
          </time>
          {message.editedTs === undefined ? null : <small className="edited">(edited)</small>}
        </p>
        {editing ? (
          <EditField message={message} done={() => setEditing(false)} />
        ) : (
          <MessageBody message={message} />
        )}
        {replies > 0 && openThread !== undefined ? (
          <button type="button" className="reply-count" onClick={openThread}>
            {replies === 1 ? '1 reply' : `${replies} replies`}
            {message.latestReplyTs === undefined ? null : (
              <small>
                {`Last reply ${relativeTime(dateOfTs(message.latestReplyTs), new Date(), boot.me.tz)}`}
              </small>
            )}
          </button>
        ) : null}
      </div>
      {ephemeral || editing ? null : (
        <MessageTools message={message} openThread={openThread} edit={() => setEditing(true)} />
      )}
    </article>
  )
}

const MessageBody = ({ message }: { readonly message: Message }): ReactNode => {
  const blocks = message.blocks ?? []
  return (
    <div className="message-body">
      {blocks.length === 0 ? <Mrkdwn text={message.text} /> : <MessageBlocks message={message} />}
      {message.files === undefined || message.files.length === 0 ? null : (
        <ul className="files" aria-label="Files">
          {message.files.map((file) => (
            <li key={file.id}>
              <a href={file.url} target="_blank" rel="noreferrer noopener">
                {file.name}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

const MessageBlocks = ({ message }: { readonly message: Message }): ReactNode => {
  const { actions } = useWorkspace()
  const [entered, setEntered] = useState<Values>({})
  const { channel, ts, blocks } = message
  const surface = useMemo((): Surface => {
    const values = carryValues(blocks ?? [], entered, channel)
    return {
      container: { channel, ts },
      channel,
      values,
      errors: {},
      enter: (blockId, actionId, value) =>
        setEntered((current) => withValue(current, blockId, actionId, value)),
      act: async (blockId, action) => actions.act({ channel, ts }, blockId, action),
    }
  }, [channel, ts, blocks, entered, actions])
  return (
    <SurfaceProvider value={surface}>
      <Blocks blocks={blocks ?? []} />
    </SurfaceProvider>
  )
}

interface ToolsProps {
  readonly message: Message
  readonly openThread: (() => void) | undefined
  readonly edit: () => void
}

const MessageTools = ({ message, openThread, edit }: ToolsProps): ReactNode => {
  const { state, actions } = useWorkspace()
  const { boot } = state
  if (message.user === slackbotId) return null
  const shortcuts = boot.shortcuts.filter((one) => one.type === 'message')
  return (
    <div className="message-tools" role="group" aria-label="Message actions">
      {openThread === undefined ? null : (
        <button
          type="button"
          className="icon-button"
          aria-label="Reply in thread"
          title="Reply in thread"
          onClick={openThread}
        >
          <Icon name="reply" />
        </button>
      )}
      {message.user === boot.me.id ? (
        <button
          type="button"
          className="icon-button"
          aria-label="Edit message"
          title="Edit message"
          onClick={edit}
        >
          <Icon name="edit" />
        </button>
      ) : null}
      <Menu
        label="More actions"
        className="icon-button"
        face={<Icon name="more" />}
        items={shortcuts.map((shortcut) => ({
          name: shortcut.name,
          detail: boot.app.name,
          run: () => void actions.runMessageShortcut(shortcut.callbackId, message),
        }))}
      />
    </div>
  )
}

const EditField = ({
  message,
  done,
}: {
  readonly message: Message
  readonly done: () => void
}): ReactNode => {
  const { state, actions } = useWorkspace()
  const [text, setText] = useState(() => decodeMentions(state.boot, message.text))
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => field.current?.focus(), [])

  const save = async (): Promise<void> => {
    if (text.trim() === '') return
    const encoded = encodeMentions(state.boot, text.trim())
    if (await actions.edit(message.channel, message.ts, encoded)) done()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      done()
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      void save()
    }
  }
  return (
    <div className="edit-field">
      <textarea
        ref={field}
        aria-label="Edit message"
        rows={Math.min(12, text.split('\n').length + 1)}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="edit-foot">
        <button type="button" className="button" onClick={done}>
          Cancel
        </button>
        <button type="button" className="button primary" onClick={() => void save()}>
          Save
        </button>
      </div>
    </div>
  )
}
