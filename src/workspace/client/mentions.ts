import type { Boot } from '../client-api.ts'
import { decodeEntities } from './text/token.ts'

export interface Mentionable {
  readonly id: string
  readonly name: string
  readonly handle: string
  readonly isApp: boolean
}

/** Whom `@` can name: the app first, since it is the reason to be here. */
export const mentionables = (boot: Boot): readonly Mentionable[] =>
  boot.people
    .map((person) => ({
      id: person.id,
      name: person.realName,
      handle: person.name,
      isApp: person.id === boot.app.botUserId,
    }))
    .toSorted((a, b) => Number(b.isApp) - Number(a.isApp))

/** `@Name` as `<@U…>`, but not in code, which is a quotation. All other encoding is the workspace's. */
export const encodeMentions = (boot: Boot, typed: string): string => {
  const byLength = mentionables(boot).toSorted((a, b) => b.name.length - a.name.length)
  return typed
    .split(/(```[\s\S]*?```|`[^`\n]+`)/)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : byLength.reduce((text, one) => replaceName(text, one.name, `<@${one.id}>`), part),
    )
    .join('')
}

const replaceName = (text: string, name: string, token: string): string => {
  const escaped = name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  const whole = new RegExp(`(?<![\\p{L}\\p{N}])@${escaped}(?![\\p{L}\\p{N}_-])`, 'gu')
  return text.replace(whole, token)
}

/** A stored message as it was typed, for editing. */
export const decodeMentions = (boot: Boot, encoded: string): string => {
  const people = mentionables(boot)
  const named = encoded
    .replace(/<!(channel|here|everyone)>/g, '@$1')
    .replace(/<([@#])([A-Z0-9]+)(?:\|[^>]*)?>/g, (whole, sign: string, id: string) => {
      const name =
        sign === '@'
          ? people.find((one) => one.id === id)?.name
          : boot.channels.find((one) => one.id === id)?.name
      return name === undefined ? whole : `${sign}${name}`
    })
  return decodeEntities(named)
}
