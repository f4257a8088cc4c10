import { z } from 'zod'

/** What travels in a dialog's `private_metadata`: ids and marks only, never words. */
const Metadata = z.object({
  channelId: z.string().nullable(),
  threadTs: z.string().nullable(),
  source: z.enum(['command', 'global-shortcut', 'message-shortcut']),
  /**
   * `savedAt` of the draft that holds the whole request and earlier corrections; null when the dialog shows everything
   * itself.
   */
  draftOf: z.number().nullable(),
})
export type Metadata = z.infer<typeof Metadata>

export function writeMetadata(metadata: Metadata): string {
  return JSON.stringify(metadata)
}

export function readMetadata(text: string): Metadata {
  return Metadata.parse(JSON.parse(text))
}
