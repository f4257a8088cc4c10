import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { reasonOf } from './actions.ts'
import { archiveCommand, inviteCommand, suggest, type Suggestion } from './completion.ts'
import { Icon } from './icons.tsx'
import { Menu } from './menu.tsx'
import { encodeMentions, mentionables } from './mentions.ts'
import { useWorkspace } from './workspace.tsx'

interface ComposerProps {
  readonly channel: string
  readonly thread?: string
  readonly label: string
}

/** What was typed and not sent, per conversation, for as long as the page lives. */
const drafts = new Map<string, string>()

export const Composer = ({ channel, thread, label }: ComposerProps): ReactNode => {
  const { state, actions } = useWorkspace()
  const { boot } = state
  const key = `${boot.me.id}/${channel}/${thread ?? ''}`
  const [text, setText] = useState(drafts.get(key) ?? '')
  const [caret, setCaret] = useState(0)
  const [hidden, setHidden] = useState(false)
  const [active, setActive] = useState(0)
  const [refusal, setRefusal] = useState<string>()
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const placeCaretAt = useRef<number>(undefined)
  const listId = useId()
  const suggestions = hidden ? [] : suggest(boot, text, caret)
  const at = Math.min(active, suggestions.length - 1)

  useLayoutEffect(() => {
    const element = field.current
    if (element === null) return
    element.style.height = 'auto'
    element.style.height = `${Math.min(element.scrollHeight, 260)}px`
    // Before the next key arrives, or it would land in the wrong place.
    if (placeCaretAt.current === undefined) return
    element.focus()
    element.setSelectionRange(placeCaretAt.current, placeCaretAt.current)
    placeCaretAt.current = undefined
  }, [text])

  const change = (next: string, nextCaret: number): void => {
    drafts.set(key, next)
    setText(next)
    setCaret(nextCaret)
    setHidden(false)
    setActive(0)
    setRefusal(undefined)
  }

  const take = (suggestion: Suggestion): void => {
    placeCaretAt.current = suggestion.caret
    change(suggestion.text, suggestion.caret)
  }

  const invite = async (typed: string): Promise<void> => {
    const wanted = typed.slice(inviteCommand.command.length).trim().replace(/^@/, '').toLowerCase()
    const found = mentionables(boot).find((one) =>
      [one.name.toLowerCase(), one.handle].includes(wanted),
    )
    if (found === undefined) return setRefusal(`There is nobody called “${wanted}” here.`)
    await actions.invite(channel, found.id)
    return change('', 0)
  }

  const send = async (): Promise<void> => {
    const typed = text.trim()
    if (typed === '' || busy) return
    if (thread === undefined && /^\/invite(\s|$)/.test(typed)) return invite(typed)
    if (thread === undefined && typed === archiveCommand.command) {
      change('', 0)
      return actions.archive(channel)
    }
    setBusy(true)
    change('', 0)
    try {
      await actions.send(channel, encodeMentions(boot, typed), thread)
    } catch (error) {
      // What was refused comes back, in front of anything typed meanwhile.
      const since = drafts.get(key) ?? ''
      const restored = since === '' ? typed : `${typed}\n${since}`
      change(restored, restored.length)
      setRefusal(reasonOf(error))
    }
    setBusy(false)
    field.current?.focus()
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    const chosen = suggestions[at]
    if (event.nativeEvent.isComposing) return
    if (chosen !== undefined && completionKeys.has(event.key) && !event.shiftKey) {
      event.preventDefault()
      event.stopPropagation()
      const count = suggestions.length
      if (event.key === 'Escape') setHidden(true)
      else if (event.key === 'ArrowDown') setActive((at + 1) % count)
      else if (event.key === 'ArrowUp') setActive((at - 1 + count) % count)
      else if (event.key === 'Enter' && chosen.text.trim() === text.trim()) void send()
      else take(chosen)
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      void send()
    }
  }

  return (
    <div className="composer">
      {refusal === undefined ? null : (
        <p className="refusal" role="alert">
          <strong>Slackbot</strong> {refusal}
        </p>
      )}
      {suggestions.length === 0 ? null : (
        <ul id={listId} className="completion" role="listbox" aria-label="Suggestions">
          {suggestions.map((suggestion, index) => (
            <li
              key={suggestion.title}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === at}
              // The field keeps the focus, so that typing goes on.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(suggestion)}
            >
              <span>
                <strong>{suggestion.title}</strong> <span className="hint">{suggestion.hint}</span>
              </span>
              <small>{suggestion.detail}</small>
            </li>
          ))}
        </ul>
      )}
      <div className="composer-box">
        <textarea
          ref={field}
          rows={1}
          aria-label={label}
          placeholder={label}
          value={text}
          aria-autocomplete="list"
          aria-controls={suggestions.length === 0 ? undefined : listId}
          aria-activedescendant={suggestions.length === 0 ? undefined : `${listId}-${at}`}
          onChange={(event) => change(event.target.value, event.target.selectionStart)}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
        />
        <div className="composer-tools">
          {thread === undefined ? (
            <Menu
              label="Shortcuts"
              className="icon-button"
              face={<Icon name="bolt" />}
              items={boot.shortcuts
                .filter((shortcut) => shortcut.type === 'global')
                .map((shortcut) => ({
                  name: shortcut.name,
                  detail: shortcut.description,
                  run: () => void actions.runShortcut(shortcut.callbackId),
                }))}
            />
          ) : (
            <span />
          )}
          <span className="composer-help">Enter sends, Shift+Enter starts a new line</span>
          <button
            type="button"
            className="send"
            aria-label="Send"
            aria-busy={busy}
            disabled={text.trim() === ''}
            onClick={() => void send()}
          >
            <Icon name="send" />
          </button>
        </div>
      </div>
    </div>
  )
}

const completionKeys = new Set(['Enter', 'Tab', 'ArrowUp', 'ArrowDown', 'Escape'])
