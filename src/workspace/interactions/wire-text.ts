import type { Team } from '../state/model.ts'

/**
 * What Slack's own composer does with typed text before an app sees it: special characters become entities, `@name` and
 * `#channel` become references, and `@channel`, `@here` and `@everyone` become broadcasts.
 */
export function encodeTyped(team: Team, typed: string, references: 'message' | 'command'): string {
  const escaped = escapeEntities(typed)
  return withMentions(team, escaped, references)
}

export function escapeEntities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function withMentions(team: Team, text: string, references: 'message' | 'command'): string {
  const named = [...team.people.values()]
    .flatMap((person) => [person.realName, person.name].map((name) => ({ name, person })))
    .toSorted((left, right) => right.name.length - left.name.length)
  const withPeople = named.reduce(
    (current, { name, person }) =>
      current.replaceAll(
        new RegExp(`(^|[^\\w&;])@${escapeExpression(name)}(?![\\w])`, 'gi'),
        (_match, before: string) =>
          `${before}<@${person.id}${references === 'command' ? `|${person.name}` : ''}>`,
      ),
    // The browser client writes a picked mention as `<@U…>`; it stands only for people who exist.
    text.replaceAll(/&lt;@([UW][A-Z0-9]+)&gt;/g, (whole, id: string) => {
      const person = team.people.get(id)
      if (person === undefined) return whole
      return `<@${id}${references === 'command' ? `|${person.name}` : ''}>`
    }),
  )
  const channels = [...team.channels.values()].filter((channel) => channel.name !== '')
  const withChannels = withPeople.replaceAll(
    /(^|[\s:(])#([a-z0-9_-]+)/g,
    (whole, before: string, name: string) => {
      const channel = channels.find((one) => one.name === name)
      return channel === undefined ? whole : `${before}<#${channel.id}|${channel.name}>`
    },
  )
  return withChannels.replaceAll(/(^|\s)@(channel|here|everyone)\b/g, '$1<!$2>')
}

function escapeExpression(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
