import { Fragment, type ReactNode } from 'react'
import { readPermalink } from '../place.ts'
import { useWorkspace } from '../workspace.tsx'
import { formatDateToken } from './date.ts'
import { withEmoji } from './emoji.ts'
import { isLink, type Inline } from './token.ts'

export const Inlines = ({ nodes }: { readonly nodes: readonly Inline[] }): ReactNode =>
  nodes.map((node, index) => <InlineNode key={index} node={node} />)

const InlineNode = ({ node }: { readonly node: Inline }): ReactNode => {
  switch (node.kind) {
    case 'text':
      return withEmoji(node.text)
    case 'break':
      return <br />
    case 'style':
      return <Styled style={node.style} nodes={node.children} />
    case 'link':
      return (
        <Link href={node.href}>
          <Inlines nodes={node.children} />
        </Link>
      )
    case 'mention':
      return <Mention token={node.token} label={node.label} />
    case 'channel':
      return <ChannelLink id={node.id} label={node.label} />
    default:
      return <DateToken node={node} />
  }
}

const tags = { bold: 'strong', italic: 'em', strike: 's', underline: 'u', code: 'code' } as const

const Styled = ({
  style,
  nodes,
}: {
  readonly style: keyof typeof tags
  readonly nodes: readonly Inline[]
}): ReactNode => {
  const Tag = tags[style]
  const isCode = style === 'code'
  return (
    <Tag>
      {nodes.map((node, index) =>
        // Emoji names stay names in code.
        isCode && node.kind === 'text' ? (
          <Fragment key={index}>{node.text}</Fragment>
        ) : (
          <InlineNode key={index} node={node} />
        ),
      )}
    </Tag>
  )
}

export const Link = ({
  href,
  children,
}: {
  readonly href: string
  readonly children: ReactNode
}): ReactNode => {
  const { state, actions } = useWorkspace()
  const place = readPermalink(href)
  const isOurs =
    place?.kind === 'channel' && state.boot.channels.some((one) => one.id === place.channel)
  if (!isLink(href)) return <span>{children}</span>
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer noopener"
      onClick={(event) => {
        if (!isOurs) return
        event.preventDefault()
        actions.go(place)
      }}
    >
      {children}
    </a>
  )
}

/**
 * Something that would notify people. The class `mention` and `data-mention` (`!channel`, `@U…`, `!subteam^S…`) let a
 * test find a ping that was smuggled in.
 */
export const Mention = ({
  token,
  label,
}: {
  readonly token: string
  readonly label?: string | undefined
}): ReactNode => {
  const { boot } = useWorkspace().state
  const id = token.slice(1)
  const person = boot.people.find((one) => one.id === id)
  const name = token.startsWith('@')
    ? (person?.realName ?? (id === boot.app.botUserId ? boot.app.name : label) ?? id)
    : (label?.replace(/^@/, '') ?? id.replace(/^subteam\^/, ''))
  const isMine = id === boot.me.id || /^!(channel|here|everyone)$/.test(token)
  return (
    <span className={isMine ? 'mention mention-mine' : 'mention'} data-mention={token}>
      @{name}
    </span>
  )
}

export const ChannelLink = ({
  id,
  label,
}: {
  readonly id: string
  readonly label?: string | undefined
}): ReactNode => {
  const { state, actions } = useWorkspace()
  const channel = state.boot.channels.find((one) => one.id === id)
  if (channel === undefined)
    return <span className="channel-link">#{label || 'private-channel'}</span>
  return (
    <button
      type="button"
      className="channel-link"
      onClick={() => actions.go({ kind: 'channel', channel: id })}
    >
      #{channel.name}
    </button>
  )
}

const DateToken = ({ node }: { readonly node: Inline & { readonly kind: 'date' } }): ReactNode => {
  const { me } = useWorkspace().state.boot
  const text = formatDateToken(node.seconds, node.format, new Date(), me.tz) || node.fallback
  const time = <time dateTime={new Date(node.seconds * 1000).toISOString()}>{text}</time>
  return node.href === undefined ? time : <Link href={node.href}>{time}</Link>
}
