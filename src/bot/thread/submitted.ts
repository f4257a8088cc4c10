/** What the thread's small dialogs hand back. */
import { z } from 'zod'

const Metadata = z.object({
  packetId: z.string(),
  revision: z.number().int(),
  stance: z.enum(['accept', 'needs-change', 'object']),
})

/** Ids and marks that the bot wrote itself; access is checked again whatever they say. */
export function metadataOf(view: { readonly private_metadata: string }): z.infer<typeof Metadata> {
  return Metadata.parse(JSON.parse(view.private_metadata))
}

const Values = z.record(z.string(), z.record(z.string(), z.object({ value: z.string().nullish() })))

/** The text of an input; empty when nothing was typed. */
export function typedIn(
  view: { readonly state: { readonly values: unknown } },
  blockId: string,
): string {
  const [input] = Object.values(Values.parse(view.state.values)[blockId] ?? {})
  return input?.value?.trim() ?? ''
}
