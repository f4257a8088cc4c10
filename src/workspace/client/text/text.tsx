import { useMemo, type ReactNode } from 'react'
import { record, string } from '../json.ts'
import { withEmoji } from './emoji.ts'
import { Grid } from './grid.tsx'
import { Inlines } from './inline.tsx'
import { parseMarkdown, type MarkdownBlock } from './markdown.ts'
import { parseMrkdwn } from './mrkdwn.ts'

/** A text object of either kind. `plain_text` is literal but for emoji names. */
export const TextObject = ({ value }: { readonly value: unknown }): ReactNode => {
  const object = record(value)
  if (object === undefined) return null
  const text = string(object['text'])
  if (object['type'] === 'mrkdwn')
    return <Mrkdwn text={text} verbatim={object['verbatim'] === true} />
  return <span className="plain">{object['emoji'] === false ? text : withEmoji(text)}</span>
}

export const Mrkdwn = ({
  text,
  verbatim = false,
}: {
  readonly text: string
  readonly verbatim?: boolean
}): ReactNode => {
  const blocks = useMemo(() => parseMrkdwn(text, verbatim), [text, verbatim])
  return blocks.map((block, index) => {
    const content = <Inlines nodes={block.inlines} />
    if (block.kind === 'pre') return <pre key={index}>{content}</pre>
    if (block.kind === 'quote') return <blockquote key={index}>{content}</blockquote>
    return (
      <span key={index} className="paragraph">
        {content}
      </span>
    )
  })
}

export const Markdown = ({ text }: { readonly text: string }): ReactNode => (
  <MarkdownBlocks blocks={useMemo(() => parseMarkdown(text), [text])} />
)

const MarkdownBlocks = ({ blocks }: { readonly blocks: readonly MarkdownBlock[] }): ReactNode =>
  blocks.map((block, index) => <MarkdownPart key={index} block={block} />)

const MarkdownPart = ({ block }: { readonly block: MarkdownBlock }): ReactNode => {
  switch (block.kind) {
    case 'heading': {
      // The page has its own first levels.
      const Heading = block.level <= 2 ? 'h3' : block.level === 3 ? 'h4' : 'h5'
      return (
        <Heading>
          <Inlines nodes={block.inlines} />
        </Heading>
      )
    }
    case 'paragraph':
      return (
        <p>
          <Inlines nodes={block.inlines} />
        </p>
      )
    case 'pre':
      return (
        <pre>
          <Inlines nodes={block.inlines} />
        </pre>
      )
    case 'quote':
      return (
        <blockquote>
          <MarkdownBlocks blocks={block.blocks} />
        </blockquote>
      )
    case 'rule':
      return <hr />
    case 'list':
      return <MarkdownList list={block} />
    default:
      return <Grid rows={block.rows} draw={(cell) => <Inlines nodes={cell} />} />
  }
}

const MarkdownList = ({
  list,
}: {
  readonly list: MarkdownBlock & { readonly kind: 'list' }
}): ReactNode => {
  const items = list.items.map((item, index) => (
    <li key={index} className={item.checked === undefined ? undefined : 'task'}>
      {item.checked === undefined ? null : (
        <input type="checkbox" checked={item.checked} disabled aria-label="done" />
      )}
      <MarkdownBlocks blocks={item.blocks} />
    </li>
  ))
  return list.ordered ? <ol start={list.start}>{items}</ol> : <ul>{items}</ul>
}
