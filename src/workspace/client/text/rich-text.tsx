import type { ReactNode } from 'react'
import { number, record, records, string, type Json } from '../json.ts'
import { emojiNamed } from './emoji.ts'
import { ChannelLink, Link, Mention } from './inline.tsx'
import { formatDateToken } from './date.ts'

/** A `rich_text` block: its text is literal, and only elements of their own kind notify. */
export const RichText = ({ block }: { readonly block: Json }): ReactNode =>
  groupLists(records(block['elements'])).map((group, index) =>
    Array.isArray(group) ? (
      <RichList key={index} lists={group} />
    ) : (
      <RichPart key={index} part={group as Json} />
    ),
  )

/** Nested lists come as a flat sequence of lists with an indent; here they are put together again. */
const groupLists = (parts: readonly Json[]): readonly (Json | readonly Json[])[] => {
  const groups: (Json | Json[])[] = []
  for (const part of parts) {
    const last = groups.at(-1)
    if (part['type'] !== 'rich_text_list') groups.push(part)
    else if (Array.isArray(last)) last.push(part)
    else groups.push([part])
  }
  return groups
}

const RichPart = ({ part }: { readonly part: Json }): ReactNode => {
  const content = <RichInlines elements={records(part['elements'])} />
  switch (part['type']) {
    case 'rich_text_quote':
      return <blockquote>{content}</blockquote>
    case 'rich_text_preformatted':
      return <pre>{content}</pre>
    default:
      return <p className="rich-section">{content}</p>
  }
}

const indentOf = (list: Json): number => number(list['indent']) ?? 0

const RichList = ({ lists }: { readonly lists: readonly Json[] }): ReactNode => {
  const base = Math.min(...lists.map(indentOf))
  const groups: { list: Json; nested: Json[] }[] = []
  for (const list of lists) {
    const last = groups.at(-1)
    if (indentOf(list) > base && last !== undefined) last.nested.push(list)
    else groups.push({ list, nested: [] })
  }
  return groups.map(({ list, nested }, index) => {
    const items = records(list['elements'])
    const rows = items.map((item, row) => (
      <li key={row}>
        <RichInlines elements={records(item['elements'])} />
        {row === items.length - 1 && nested.length > 0 ? <RichList lists={nested} /> : null}
      </li>
    ))
    return list['style'] === 'ordered' ? (
      <ol key={index} start={(number(list['offset']) ?? 0) + 1}>
        {rows}
      </ol>
    ) : (
      <ul key={index}>{rows}</ul>
    )
  })
}

const RichInlines = ({ elements }: { readonly elements: readonly Json[] }): ReactNode =>
  elements.map((element, index) => <RichInline key={index} element={element} />)

const RichInline = ({ element }: { readonly element: Json }): ReactNode => {
  const style = record(element['style']) ?? {}
  let content = richContent(element)
  if (style['code'] === true) content = <code>{content}</code>
  if (style['bold'] === true) content = <strong>{content}</strong>
  if (style['italic'] === true) content = <em>{content}</em>
  if (style['strike'] === true) content = <s>{content}</s>
  if (style['underline'] === true) content = <u>{content}</u>
  return content
}

const richContent = (element: Json): ReactNode => {
  switch (element['type']) {
    case 'text':
      return <span className="plain">{string(element['text'])}</span>
    case 'link':
      return (
        <Link href={string(element['url'])}>
          {string(element['text']) || string(element['url'])}
        </Link>
      )
    case 'emoji':
      return emojiNamed(string(element['name']))
    case 'user':
      return <Mention token={`@${string(element['user_id'])}`} />
    case 'usergroup':
      return <Mention token={`!subteam^${string(element['usergroup_id'])}`} />
    case 'broadcast':
      return <Mention token={`!${string(element['range'])}`} />
    case 'channel':
      return <ChannelLink id={string(element['channel_id'])} />
    case 'date':
      return formatDateToken(
        number(element['timestamp']) ?? 0,
        string(element['format']),
        new Date(),
      )
    case 'color':
      return <code>{string(element['value'])}</code>
    default:
      return <code>{string(element['type'])}</code>
  }
}
