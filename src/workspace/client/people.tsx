import type { ReactNode } from 'react'
import type { Boot } from '../client-api.ts'
import { slackbotId } from './state.ts'

export interface Author {
  readonly name: string
  readonly isApp: boolean
}

export const authorOf = (boot: Boot, user: string): Author => {
  if (user === slackbotId) return { name: 'Slackbot', isApp: true }
  const isApp = user === boot.app.botUserId
  const person = boot.people.find((one) => one.id === user)
  return { name: person?.realName ?? (isApp ? boot.app.name : user), isApp }
}

/** Dark enough for white letters (AA). */
const colours = ['#7a3e9d', '#0b6e4f', '#a4352c', '#1f5fa8', '#7a5a00', '#3c5a14']

export const Avatar = ({
  author,
  small = false,
}: {
  readonly author: Author
  readonly small?: boolean
}): ReactNode => {
  const initials = author.name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => Array.from(word)[0] ?? '')
    .join('')
    .toUpperCase()
  const sum = Array.from(author.name).reduce((total, char) => total + (char.codePointAt(0) ?? 0), 0)
  return (
    <span
      className={small ? 'avatar small' : 'avatar'}
      style={{ background: author.isApp ? '#1d3d5c' : colours[sum % colours.length] }}
      aria-hidden="true"
    >
      {initials}
    </span>
  )
}
