import { useId, type ReactNode } from 'react'
import { ConfirmDialog } from '../dialog.tsx'
import { records, string, type Json } from '../json.ts'
import { TextObject } from '../text/text.tsx'
import type { ElementProps } from './surface.ts'
import { useElement } from './use-element.ts'

/** `radio_buttons` and `checkboxes`. */
export const Choices = (props: ElementProps): ReactNode => {
  const { element, label, describedBy } = props
  const control = useElement(props)
  const name = useId()
  const many = element['type'] === 'checkboxes'
  const chosen = valuesOf(many ? control.value : [control.value])

  const toggle = (option: Json): void => {
    const value = string(option['value'])
    if (!many) return control.choose(option)
    const options = records(element['options'])
    const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]
    return control.choose(options.filter((one) => next.includes(string(one['value']))))
  }

  return (
    <div
      className="choices"
      role={many ? 'group' : 'radiogroup'}
      aria-label={label}
      aria-describedby={describedBy}
    >
      {records(element['options']).map((option) => {
        const value = string(option['value'])
        return (
          <label key={value} className="choice">
            <input
              type={many ? 'checkbox' : 'radio'}
              name={name}
              checked={chosen.includes(value)}
              onChange={() => toggle(option)}
            />
            <span>
              <TextObject value={option['text']} />
              {option['description'] === undefined ? null : (
                <small>
                  <TextObject value={option['description']} />
                </small>
              )}
            </span>
          </label>
        )
      })}
      {control.asking === undefined ? null : (
        <ConfirmDialog confirm={control.asking} answer={control.answer} />
      )}
    </div>
  )
}

const valuesOf = (options: unknown): readonly string[] =>
  records(options).map((option) => string(option['value']))
