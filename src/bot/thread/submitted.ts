/** What the thread's small dialogs hand back. Metadata holds ids and marks that the bot wrote; access is checked again. */
import { z } from 'zod'

interface Submitted {
  readonly private_metadata: string
  readonly state: { readonly values: unknown }
}

export const OfPacket = z.object({ packetId: z.string(), revision: z.number().int() })
export const OfStance = OfPacket.extend({ stance: z.enum(['needs-change', 'object']) })
export const OfProposal = z.object({ proposalId: z.string() })
export const OfCapture = z.object({
  packetId: z.string(),
  sourceTs: z.string(),
  authorId: z.string(),
})

export function metadataOf<T>(view: Pick<Submitted, 'private_metadata'>, schema: z.ZodType<T>): T {
  return schema.parse(JSON.parse(view.private_metadata))
}

const Choice = z.object({ value: z.string() })
const Input = z.object({
  value: z.string().nullish(),
  selected_option: Choice.nullish(),
  selected_options: z.array(Choice).nullish(),
  selected_user: z.string().nullish(),
  selected_date: z.string().nullish(),
})
const Values = z.record(z.string(), z.record(z.string(), Input))

function inputOf(view: Pick<Submitted, 'state'>, blockId: string): z.infer<typeof Input> {
  const values = Values.parse(view.state.values)
  const block = Object.entries(values).find(([id]) => id.split('~')[0] === blockId)?.[1] ?? {}
  return Object.values(block)[0] ?? {}
}

/** The text of an input; empty when nothing was typed. */
export const typedIn = (view: Pick<Submitted, 'state'>, blockId: string): string =>
  inputOf(view, blockId).value?.trim() ?? ''

/** Values that were chosen; empty when none was. */
export function chosenIn(view: Pick<Submitted, 'state'>, blockId: string): readonly string[] {
  const { selected_option: one, selected_options: several } = inputOf(view, blockId)
  return several?.map((each) => each.value) ?? (one ? [one.value] : [])
}

export const userIn = (view: Pick<Submitted, 'state'>, blockId: string): string | null =>
  inputOf(view, blockId).selected_user ?? null

export const dateIn = (view: Pick<Submitted, 'state'>, blockId: string): string | null =>
  inputOf(view, blockId).selected_date ?? null
