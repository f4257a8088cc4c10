/** What a decision rests on. */
import { z } from 'zod'

/** Id of a row in `references/`, written `<document>/<row>`: `dependency-realism/postgres-concurrency`. */
export const RuleId = z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/)
export type RuleId = z.infer<typeof RuleId>

/**
 * Why a decision stands: words of the request, a reference row alone, a person's amendment, or an open assumption.
 * `start` and `end` are UTF-16 offsets into the request's text, so `text.slice(start, end) === quote`.
 */
export const Evidence = z.discriminatedUnion('from', [
  z.object({
    from: z.literal('request'),
    rule: RuleId,
    quote: z.string(),
    start: z.number().int().nonnegative(),
    end: z.number().int().nonnegative(),
  }),
  z.object({ from: z.literal('reference'), rule: RuleId }),
  z.object({ from: z.literal('amendment'), rule: RuleId.nullable(), amendment: z.string() }),
  z.object({ from: z.literal('assumption'), rule: RuleId }),
])
export type Evidence = z.infer<typeof Evidence>
/** Why one decision stands; the first reasons say most. */
export const evidence = z.array(Evidence).readonly()

/** An open word that `references/` defines. */
export const slug = z.string().min(1)
