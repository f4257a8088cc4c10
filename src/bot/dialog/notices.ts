/** Sentences above the request in the dialog. */
import type { Amendment } from '../../engine/packet.ts'
import { isLong } from '../../render/dialog.ts'

export function redactionNotice(redacted: readonly string[]): readonly string[] {
  if (redacted.length === 0) return []
  const kinds = [...new Set(redacted)].join(', ')
  return [
    `I took out what looks like a secret (${kinds}). If it is real, change it where it is used.`,
  ]
}

export function lengthNotice(text: string): readonly string[] {
  if (!isLong(text)) return []
  return [
    'Slack’s input holds only the beginning of this request. The whole text is kept and used, unless you edit what is shown.',
  ]
}

export function carriedNotice(amendments: readonly Amendment[]): readonly string[] {
  if (amendments.length === 0) return []
  const corrections =
    amendments.length === 1 ? '1 earlier correction' : `${amendments.length} earlier corrections`
  return [`${corrections} of yours ${amendments.length === 1 ? 'is' : 'are'} kept.`]
}
