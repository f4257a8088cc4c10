import { useId, type ReactNode } from 'react'
import { record, words, type Json } from '../json.ts'
import { TextObject } from '../text/text.tsx'
import { BlockElement } from './element.tsx'
import { useSurface } from './surface.ts'

/** A label with its element, hint, and the error that the check or the app gave it. */
export const InputBlock = ({
  blockId,
  block,
}: {
  readonly blockId: string
  readonly block: Json
}): ReactNode => {
  const surface = useSurface()
  const id = useId()
  const element = record(block['element']) ?? {}
  const optional = block['optional'] === true
  const error = surface.errors[blockId]
  const hasHint = block['hint'] !== undefined
  const describedBy = [hasHint ? `${id}-hint` : '', error === undefined ? '' : `${id}-error`]
    .filter((one) => one !== '')
    .join(' ')
  return (
    <div
      className={error === undefined ? 'input-block' : 'input-block invalid'}
      data-block-id={blockId}
    >
      <label htmlFor={id}>
        <TextObject value={block['label']} />
        {optional ? <span className="optional"> (optional)</span> : null}
      </label>
      <BlockElement
        blockId={blockId}
        element={element}
        label={words(block['label'])}
        inputId={id}
        describedBy={describedBy || undefined}
        optional={optional}
        dispatches={block['dispatch_action'] === true}
      />
      {hasHint ? (
        <small id={`${id}-hint`}>
          <TextObject value={block['hint']} />
        </small>
      ) : null}
      {error === undefined ? null : (
        <p id={`${id}-error`} className="error" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
