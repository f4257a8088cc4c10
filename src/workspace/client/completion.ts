import type { Boot, SlashCommand } from '../client-api.ts'
import { mentionables } from './mentions.ts'

export interface Suggestion {
  readonly title: string
  readonly hint: string
  readonly detail: string
  /** The whole text after it was taken, and where the caret goes. */
  readonly text: string
  readonly caret: number
}

/** Slack's own commands that this client answers itself. */
export const inviteCommand: SlashCommand = {
  command: '/invite',
  description: 'Add somebody, or an app, to this channel',
  usageHint: '@name',
}

export const archiveCommand: SlashCommand = {
  command: '/archive',
  description: 'Archive this channel: it stays readable, and nobody writes to it any more',
}

/** What could be meant by the word at the caret: a command at the very start, or somebody behind an `@`. */
export const suggest = (boot: Boot, text: string, caret: number): readonly Suggestion[] => {
  const before = text.slice(0, caret)
  const after = text.slice(caret)
  if (/^\/\S*$/.test(before)) {
    return [...boot.commands, inviteCommand, archiveCommand]
      .filter((one) => one.command.startsWith(before.toLowerCase()))
      .map((one) => ({
        title: one.command,
        hint: one.usageHint ?? '',
        detail: one.description,
        ...taken('', `${one.command} `, after.trimStart()),
      }))
  }
  const typed = /(?:^|[\s(])@([\p{L}\p{N}._-]*(?: [\p{L}\p{N}._-]*)?)$/u.exec(before)?.[1]
  if (typed === undefined) return []
  const start = before.slice(0, before.length - typed.length - 1)
  return mentionables(boot)
    .filter((one) => matches(one.name, typed))
    .map((one) => ({
      title: `@${one.name}`,
      hint: '',
      detail: one.isApp ? 'App' : '',
      ...taken(start, `@${one.name} `, after.trimStart()),
    }))
}

const taken = (start: string, inserted: string, rest: string) => ({
  text: `${start}${inserted}${rest}`,
  caret: start.length + inserted.length,
})

const matches = (name: string, typed: string): boolean => {
  const wanted = typed.toLowerCase()
  const whole = name.toLowerCase()
  // Once a name stands there in full, there is nothing left to suggest.
  return (
    wanted !== whole &&
    (whole.startsWith(wanted) || whole.split(/\s+/).some((word) => word.startsWith(wanted)))
  )
}
