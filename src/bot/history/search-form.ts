import { z } from 'zod'
import type { SearchForm } from '../../render/search-modal.ts'

const Entered = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
  selected_users: z.array(z.string()).nullish(),
  selected_conversations: z.array(z.string()).nullish(),
})

/** The state of the search form as Slack sends it. */
export function readSearchForm(
  values: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): SearchForm {
  const entered = (id: string) => Entered.parse(values[id]?.['value'] ?? {})
  const typed = (id: string) => entered(id).value?.trim() ?? ''
  const several = (id: string) => entered(id).selected_options?.map(({ value }) => value) ?? []
  const one = (id: string) => [entered(id).selected_option?.value ?? []].flat()
  return {
    words: typed('words'),
    kinds: several('kind'),
    surfaces: several('surface'),
    service: typed('service'),
    dependencies: typed('dependency')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
    risks: several('risk'),
    userIds: entered('by').selected_users ?? [],
    channelIds: entered('in').selected_conversations ?? [],
    statuses: one('is'),
    ages: one('since'),
  }
}
