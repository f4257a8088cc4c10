import type { Boot } from '../client-api.ts'
import { decodeEntities, encodeEntities } from './text/token.ts'

export interface Mentionable {
  readonly id: string
  readonly name: string
  readonly isApp: boolean
}

/** Whom `@` can name: the app first, since it is the reason to be here. */
export const mentionables = (boot: Boot): readonly Mentionable[] => {
  const app = { id: boot.app.botUserId, name: boot.app.name, isApp: true }
  const others = boot.people
    .filter((person) => person.id !== app.id)
    .map((person) => ({ id: person.id, name: person.realName, isApp: person.isBot }))
  return [app, ...others]
}

/** What a person typed as Slack sends it: `&`, `<`, `>` escaped, and `@Name` and `#channel` turned into their tokens. */
export const encodeMentions = (boot: Boot, typed: string): string => {
  const byLength = mentionables(boot).toSorted((a, b) => b.name.length - a.name.length)
  const channels = boot.channels.filter((channel) => channel.kind !== 'im')
  return encodeOutsideCode(encodeEntities(typed), (text) => {
    const withPeople = byLength.reduce(
      (result, one) => replaceName(result, `@${encodeEntities(one.name)}`, `<@${one.id}>`),
      text,
    )
    return channels
      .toSorted((a, b) => b.name.length - a.name.length)
      .reduce((result, one) => replaceName(result, `#${one.name}`, `<#${one.id}>`), withPeople)
  })
}

/** `` `@name` `` in code is a quotation. */
const encodeOutsideCode = (text: string, encode: (text: string) => string): string =>
  text
    .split(/(```[\s\S]*?```|`[^`\n]+`)/)
    .map((part, index) => (index % 2 === 1 ? part : encode(part)))
    .join('')

const replaceName = (text: string, name: string, token: string): string => {
  const escaped = name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}_-])`, 'gu'), token)
}

/** The way back, for editing. */
export const decodeMentions = (boot: Boot, encoded: string): string => {
  const people = mentionables(boot)
  const named = encoded.replace(
    /<([@#])([A-Z0-9]+)(?:\|[^>]*)?>/g,
    (whole, sign: string, id: string) => {
      const name =
        sign === '@'
          ? people.find((one) => one.id === id)?.name
          : boot.channels.find((one) => one.id === id)?.name
      return name === undefined ? whole : `${sign}${name}`
    },
  )
  return decodeEntities(named)
}
