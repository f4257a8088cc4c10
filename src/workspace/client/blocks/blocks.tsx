import { useState, type ReactNode } from 'react'
import { record, records, string, type Json } from '../json.ts'
import { RichText } from '../text/rich-text.tsx'
import { Markdown, TextObject } from '../text/text.tsx'
import { blockIdOf } from '../values.ts'
import { withKeys } from './keys.ts'
import { LooseElement } from './element.tsx'
import { InputBlock } from './input-block.tsx'
import { Picture, Undrawn } from './picture.tsx'
import { Table } from './table.tsx'

/** Draws blocks; they need a surface around them. */
export const Blocks = ({ blocks }: { readonly blocks: readonly Json[] }): ReactNode => (
  <div className="blocks">
    {withKeys(blocks).map(({ key, block }, index) => (
      <Block key={key} blockId={blockIdOf(block, index)} block={block} />
    ))}
  </div>
)

const Block = ({
  blockId,
  block,
}: {
  readonly blockId: string
  readonly block: Json
}): ReactNode => {
  switch (block['type']) {
    case 'header':
      return (
        <h3 className="header-block">
          <TextObject value={block['text']} />
        </h3>
      )
    case 'section':
      return <Section blockId={blockId} block={block} />
    case 'context':
      return (
        <div className="context-block">
          {records(block['elements']).map((element, index) =>
            element['type'] === 'image' ? (
              <Picture key={index} image={element} className="context-image" />
            ) : (
              <span key={index}>
                <TextObject value={element} />
              </span>
            ),
          )}
        </div>
      )
    case 'actions':
    case 'context_actions':
      return (
        <div className="actions-block">
          {records(block['elements']).map((element, index) => (
            <LooseElement
              key={string(element['action_id']) || index}
              blockId={blockId}
              element={element}
            />
          ))}
        </div>
      )
    case 'divider':
      return <hr />
    case 'rich_text':
      return (
        <div className="rich-text-block">
          <RichText block={block} />
        </div>
      )
    case 'markdown':
      return (
        <div className="markdown-block">
          <Markdown text={string(block['text'])} />
        </div>
      )
    case 'table':
      return <Table block={block} />
    case 'image':
      return (
        <figure className="image-block">
          {block['title'] === undefined ? null : (
            <figcaption>
              <TextObject value={block['title']} />
            </figcaption>
          )}
          <Picture image={block} className="block-image" />
        </figure>
      )
    case 'alert':
      return (
        <div className={`alert-block ${string(block['level']) || 'default'}`} role="note">
          <TextObject value={block['text']} />
        </div>
      )
    case 'input':
      return <InputBlock blockId={blockId} block={block} />
    default:
      return <Undrawn name={string(block['type'])} json={block} />
  }
}

/** Longer sections are folded until somebody asks for more, unless `expand` is set. */
const foldedLength = 700

const Section = ({
  blockId,
  block,
}: {
  readonly blockId: string
  readonly block: Json
}): ReactNode => {
  const [open, setOpen] = useState(false)
  const accessory = record(block['accessory'])
  const length = string(record(block['text'])?.['text']).length
  const folds = block['expand'] !== true && length > foldedLength
  return (
    <div className="section-block">
      <div className="section-main">
        {block['text'] === undefined ? null : (
          <div className={folds && !open ? 'section-text folded' : 'section-text'}>
            <TextObject value={block['text']} />
          </div>
        )}
        {folds ? (
          <button type="button" className="plain-button" onClick={() => setOpen(!open)}>
            {open ? 'See less' : 'See more'}
          </button>
        ) : null}
        {block['fields'] === undefined ? null : (
          <div className="fields">
            {records(block['fields']).map((field, index) => (
              <div key={index}>
                <TextObject value={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {accessory === undefined ? null : (
        <div className="accessory">
          <LooseElement blockId={blockId} element={accessory} />
        </div>
      )}
    </div>
  )
}
