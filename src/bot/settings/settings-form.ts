import { z } from 'zod'
import type { HouseRules } from '../../engine/house-rules.ts'
import { laneIds } from '../../engine/packet.ts'
import { containerChoices, settingFields } from '../../render/settings-modal.ts'

const Entered = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_users: z.array(z.string()).nullish(),
})

/** The settings form as Slack sends it; fields that were left empty set no rule. Owners have a form of their own. */
export function readSettingsForm(
  values: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Omit<HouseRules, 'owners' | 'handOffTo'> {
  const entered = (id: string) => Entered.parse(values[id]?.['value'] ?? {})
  const typed = (id: string): string | null => {
    const words = entered(id).value?.trim() ?? ''
    return words === '' ? null : words
  }
  return {
    runtime: typed(settingFields.runtime),
    containersOnPr:
      entered(settingFields.containers).selected_option?.value !== containerChoices.forbidden,
    acceptorIds: entered(settingFields.acceptors).selected_users ?? [],
    keepMonths: wholeOf(typed(settingFields.keepMonths)),
    budgetMinutes: Object.fromEntries(
      set(laneIds, (lane) => wholeOf(typed(settingFields.budget(lane)))),
    ),
  }
}

function wholeOf(typed: string | null): number | null {
  return typed === null ? null : Number(typed)
}

/** The names that have a value, with it. */
function set<Name extends string, Value>(
  names: readonly Name[],
  valueOf: (name: Name) => Value | null,
) {
  return names.flatMap((name) => {
    const value = valueOf(name)
    return value === null ? [] : [[name, value] as const]
  })
}
