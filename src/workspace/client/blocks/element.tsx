import type { ReactNode } from 'react'
import { string, type Json } from '../json.ts'
import { ButtonElement, FeedbackButtons, IconButton, OverflowElement } from './button.tsx'
import { Choices } from './choices.tsx'
import { PickerField, TextField } from './field.tsx'
import { Picture, Undrawn } from './picture.tsx'
import { Select } from './select.tsx'
import type { ElementProps } from './surface.ts'
import { nameOf } from './use-element.ts'

/** An element of a section, an actions block or a context_actions block: a change of it is an action. */
export const LooseElement = ({
  blockId,
  element,
}: {
  readonly blockId: string
  readonly element: Json
}): ReactNode => (
  <BlockElement blockId={blockId} element={element} label={nameOf(element)} dispatches />
)

export const BlockElement = (props: ElementProps): ReactNode => {
  const { blockId, element } = props
  switch (element['type']) {
    case 'button':
      return <ButtonElement blockId={blockId} element={element} />
    case 'overflow':
      return <OverflowElement blockId={blockId} element={element} />
    case 'feedback_buttons':
      return <FeedbackButtons blockId={blockId} element={element} />
    case 'icon_button':
      return <IconButton blockId={blockId} element={element} />
    case 'image':
      return <Picture image={element} className="accessory-image" />
    case 'checkboxes':
    case 'radio_buttons':
      return <Choices {...props} />
    case 'static_select':
    case 'external_select':
    case 'users_select':
    case 'channels_select':
    case 'conversations_select':
    case 'multi_static_select':
    case 'multi_external_select':
    case 'multi_users_select':
    case 'multi_channels_select':
    case 'multi_conversations_select':
      return <Select {...props} />
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return <TextField {...props} />
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return <PickerField {...props} />
    default:
      return <Undrawn name={string(element['type'])} json={element} />
  }
}
