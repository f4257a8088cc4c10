import { z } from 'zod'
import { FramingRules, noHouseRules } from '../../engine/house-rules.ts'

/** What travels in a dialog's `private_metadata`: ids, marks and the admins' rules, never words of a request. */
const Metadata = z.object({
  channelId: z.string().nullable(),
  threadTs: z.string().nullable(),
  source: z.enum(['command', 'global-shortcut', 'message-shortcut']),
  /**
   * `savedAt` of the draft that holds the whole request and earlier corrections; null when the dialog shows everything
   * itself.
   */
  draftOf: z.number().nullable(),
  /**
   * The house rules of the reading that is shown. They may change while the dialog is open, and what was not corrected
   * must not be taken for a correction then.
   */
  rules: FramingRules.default(noHouseRules),
})
export type Metadata = z.infer<typeof Metadata>

export function writeMetadata(metadata: Metadata): string {
  return JSON.stringify(Metadata.parse(metadata))
}

export function readMetadata(text: string): Metadata {
  return Metadata.parse(JSON.parse(text))
}
