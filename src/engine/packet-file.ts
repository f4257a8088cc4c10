/**
 * A packet as a file: what it was made from and what was made, so that anybody with the same references can make it
 * again. `docs/packet.schema.json` is this schema for other programs.
 */
import { z } from 'zod'
import { canonicalOrder } from './merge.ts'
import { Amendment, Verdict } from './packet.ts'

export const PacketFile = z.object({
  /** Version of this format. A reader that does not know it must not guess. */
  schema: z.literal(1),
  name: z.string(),
  revision: z.number().int().positive(),
  /** The revision that was accepted last; null when none was. */
  acceptedRevision: z.number().int().positive().nullable(),
  /** Slack ids and ISO times; they say where it came from and do not matter to `verdict`. */
  origin: z.object({
    teamId: z.string(),
    channelId: z.string(),
    authorId: z.string(),
    openedAt: z.iso.datetime(),
    revisedAt: z.iso.datetime(),
  }),
  /** As the person wrote it, secrets taken out. */
  request: z.string(),
  /** All that hold in this revision, in the order in which they joined. */
  amendments: z.array(Amendment).readonly(),
  /** SHA-256 (hex) over the references that made the verdict. */
  referencesHash: z.string(),
  verdict: Verdict,
})
export type PacketFile = z.infer<typeof PacketFile>

/** The schema as JSON Schema (draft 2020-12), one canonical text. */
export function packetFileSchema(): string {
  return canonicalJson(z.toJSONSchema(PacketFile, { reused: 'ref' }))
}

/** Keys in order of their code units, two spaces, a line break at the end: the same value gives the same bytes. */
export function canonicalJson(value: unknown): string {
  return `${JSON.stringify(sorted(value), null, 2)}\n`
}

export type Verification =
  | { readonly result: 'identical' }
  /** Where the verdict made here differs, as paths such as `verdict.layers.2.notes`; at most five. */
  | { readonly result: 'differs'; readonly at: readonly string[] }
  /** The references here are others, so nothing can be said about how it was made; `at` is what they change. */
  | { readonly result: 'other-references'; readonly at: readonly string[] }

/** Makes the packet again from what the file says it was made from. */
export function verifyPacketFile(
  file: PacketFile,
  plan: (text: string, amendments: readonly Amendment[]) => Verdict,
  referencesHash: string,
): Verification {
  // A first revision is what the dialog said, in its order; later ones are planned in the canonical one.
  const amendments = file.revision === 1 ? file.amendments : canonicalOrder(file.amendments)
  const made = plan(file.request, amendments)
  const at = differences('verdict', asStored(made), asStored(file.verdict)).slice(0, 5)
  if (file.referencesHash !== referencesHash) return { result: 'other-references', at }
  return at.length === 0 ? { result: 'identical' } : { result: 'differs', at }
}

function differences(path: string, one: unknown, other: unknown): readonly string[] {
  if (!isObject(one) || !isObject(other)) return Object.is(one, other) ? [] : [path]
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])]
  return keys.flatMap((key) => differences(`${path}.${key}`, one[key], other[key]))
}

function asStored(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .map((key) => [key, sorted(value[key])]),
  )
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
