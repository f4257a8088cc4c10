import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { ConfirmDialog } from '../dialog.tsx'
import { number, record, string, strings, words } from '../json.ts'
import type { ElementProps } from './surface.ts'
import { useElement } from './use-element.ts'

const inputTypes: Readonly<Record<string, string>> = {
  plain_text_input: 'text',
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'text',
}

/** Text, e-mail, URL and number inputs. */
export const TextField = (props: ElementProps): ReactNode => {
  const { element } = props
  const control = useElement({ ...props, dispatches: false })
  const value = string(control.value)
  const triggers = strings(record(element['dispatch_action_config'])?.['trigger_actions_on'])
  const onEnter =
    props.dispatches && (triggers.length === 0 || triggers.includes('on_enter_pressed'))
  const onCharacter = props.dispatches && triggers.includes('on_character_entered')
  useActionAfterTyping(onCharacter, value, control.send)
  const multiline = element['multiline'] === true
  const maximum = number(element['max_length'])
  const shared = {
    id: props.inputId,
    'aria-label': props.label,
    'aria-describedby': props.describedBy,
    'aria-required': props.optional !== true,
    'data-focus': element['focus_on_load'] === true || undefined,
    placeholder: words(element['placeholder']),
    value,
  }
  const send = (event: KeyboardEvent): void => {
    if (!onEnter || event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    control.send()
  }
  return multiline ? (
    <>
      <textarea
        {...shared}
        rows={5}
        onChange={(event) => control.type(event.target.value)}
        onKeyDown={send}
      />
      {maximum !== undefined && Array.from(value).length > maximum * 0.9 ? (
        <small className="count">{`${Array.from(value).length} of ${maximum} characters`}</small>
      ) : null}
    </>
  ) : (
    <input
      {...shared}
      type={inputTypes[string(element['type'])] ?? 'text'}
      inputMode={element['type'] === 'number_input' ? 'decimal' : undefined}
      onChange={(event) => control.type(event.target.value)}
      onKeyDown={send}
    />
  )
}

/** `on_character_entered` fires when typing pauses, as in Slack. */
const useActionAfterTyping = (enabled: boolean, value: string, send: () => void): void => {
  const sent = useRef(value)
  const latest = useRef(send)
  latest.current = send
  useEffect(() => {
    if (!enabled || sent.current === value) return undefined
    const timer = window.setTimeout(() => {
      sent.current = value
      latest.current()
    }, 400)
    return () => window.clearTimeout(timer)
  }, [enabled, value])
}

const pickerTypes: Readonly<Record<string, string>> = {
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'datetime-local',
}

/** Date and time pickers: the browser's own. */
export const PickerField = (props: ElementProps): ReactNode => {
  const { element } = props
  const control = useElement(props)
  const isMoment = element['type'] === 'datetimepicker'
  const value = isMoment ? localMoment(control.value) : string(control.value)
  return (
    <>
      <input
        id={props.inputId}
        type={pickerTypes[string(element['type'])]}
        aria-label={props.label}
        aria-describedby={props.describedBy}
        value={value}
        onChange={(event) => {
          const text = event.target.value
          if (text === '') control.choose(null)
          else control.choose(isMoment ? Math.floor(new Date(text).getTime() / 1000) : text)
        }}
      />
      {control.asking === undefined ? null : (
        <ConfirmDialog confirm={control.asking} answer={control.answer} />
      )}
    </>
  )
}

/** Unix seconds as the `YYYY-MM-DDTHH:mm` that the browser's picker wants, in this machine's zone. */
const localMoment = (value: unknown): string => {
  if (typeof value !== 'number') return ''
  const date = new Date(value * 1000)
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
