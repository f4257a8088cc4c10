import { useState, type ReactNode } from 'react'
import { ConfirmDialog } from '../dialog.tsx'
import { record, records, string, words, type Json } from '../json.ts'
import { Menu } from '../menu.tsx'
import { TextObject } from '../text/text.tsx'
import { nameOf } from './use-element.ts'
import { useSurface } from './surface.ts'

interface Props {
  readonly blockId: string
  readonly element: Json
}

export const ButtonElement = ({ blockId, element }: Props): ReactNode => {
  const surface = useSurface()
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const confirm = record(element['confirm'])
  const url = string(element['url'])

  const press = async (): Promise<void> => {
    setBusy(true)
    const { type, action_id, text, value, style } = element
    const action = { type, action_id, block_id: blockId, text, value, style }
    await surface.act(blockId, action, surface.values)
    setBusy(false)
  }

  return (
    <>
      <button
        type="button"
        className={`button ${string(element['style'])}`}
        aria-label={string(element['accessibility_label']) || undefined}
        aria-busy={busy}
        onClick={() => {
          if (/^https?:\/\//.test(url)) window.open(url, '_blank', 'noopener,noreferrer')
          if (confirm !== undefined) setAsking(true)
          else if (!busy) void press()
        }}
      >
        <TextObject value={element['text']} />
      </button>
      {asking && confirm !== undefined ? (
        <ConfirmDialog
          confirm={confirm}
          answer={(agreed) => {
            setAsking(false)
            if (agreed) void press()
          }}
        />
      ) : null}
    </>
  )
}

export const OverflowElement = ({ blockId, element }: Props): ReactNode => {
  const surface = useSurface()
  const [asked, setAsked] = useState<Json>()
  const confirm = record(element['confirm'])

  const choose = (option: Json): void => {
    const { type, action_id } = element
    const action = { type, action_id, block_id: blockId, selected_option: option }
    void surface.act(blockId, action, surface.values)
  }

  return (
    <>
      <Menu
        label={string(element['accessibility_label']) || 'More options'}
        className="button icon-button"
        face="⋯"
        items={records(element['options']).map((option) => ({
          name: words(option['text']),
          detail: words(option['description']),
          run: () => {
            const url = string(option['url'])
            if (/^https?:\/\//.test(url)) window.open(url, '_blank', 'noopener,noreferrer')
            if (confirm === undefined) choose(option)
            else setAsked(option)
          },
        }))}
      />
      {asked !== undefined && confirm !== undefined ? (
        <ConfirmDialog
          confirm={confirm}
          answer={(agreed) => {
            setAsked(undefined)
            if (agreed) choose(asked)
          }}
        />
      ) : null}
    </>
  )
}

/** Thumbs up and down under a message; what was pressed stays marked. */
export const FeedbackButtons = ({ blockId, element }: Props): ReactNode => {
  const surface = useSurface()
  const [pressed, setPressed] = useState<string>()
  return (['positive_button', 'negative_button'] as const).map((key) => {
    const button = record(element[key]) ?? {}
    return (
      <button
        key={key}
        type="button"
        className="button feedback"
        aria-label={nameOf(button)}
        aria-pressed={pressed === key}
        onClick={() => {
          setPressed(key)
          const { text, value } = button
          const { type, action_id } = element
          void surface.act(blockId, { type, action_id, block_id: blockId, text, value })
        }}
      >
        <TextObject value={button['text']} />
      </button>
    )
  })
}

export const IconButton = ({ blockId, element }: Props): ReactNode => {
  const surface = useSurface()
  return (
    <button
      type="button"
      className="button"
      onClick={() => {
        const { type, action_id, text, value } = element
        void surface.act(blockId, { type, action_id, block_id: blockId, text, value })
      }}
    >
      <TextObject value={element['text']} />
    </button>
  )
}
