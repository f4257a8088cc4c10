/** What replies changed in step 5: `set` replaces a line, `add` extends it, `remove` takes a part out. */
import type { PacketContext } from '../context.ts'
import { ControlId, controlIds } from '../packet.ts'
import type { Amendment, ControlDecision } from '../packet.ts'

export function amendControl(
  context: PacketContext,
  decided: readonly ControlDecision[],
): readonly ControlDecision[] {
  return context.amendments
    .filter((each) => each.on === 'control')
    .reduce(amended, decided)
    .toSorted((one, other) => orderOf(one) - orderOf(other))
}

function amended(
  before: readonly ControlDecision[],
  amendment: Amendment,
): readonly ControlDecision[] {
  const control = ControlId.safeParse(amendment.target)
  const said = amendment.to?.trim() ?? ''
  if (!control.success || (said === '' && amendment.op !== 'remove')) return before
  const own = before.find((each) => each.control === control.data)
  const text = textAfter(own?.text ?? '', said, amendment)
  const evidence = [
    { from: 'amendment', rule: null, amendment: amendment.id } as const,
    ...(amendment.op === 'set' ? [] : (own?.evidence ?? [])),
  ]
  if (text === null) return before.filter((each) => each !== own)
  return own
    ? before.map((each) => (each === own ? { ...each, text, evidence } : each))
    : [...before, { control: control.data, text, evidence }]
}

/** Null: nothing of the line is left. */
function textAfter(text: string, said: string, amendment: Amendment): string | null {
  const because = amendment.because === null ? '' : ` (${amendment.because})`
  if (amendment.op === 'remove') {
    const rest = text.split('; ').filter((part) => !part.toLowerCase().includes(said.toLowerCase()))
    return said === '' || rest.length === 0 ? null : rest.join('; ')
  }
  if (text === '') return `${said}${because}`
  if (amendment.op !== 'set') return `${text}; ${said}${because}`
  // A fragment ("three", "all 14") only makes sense beside what it corrects; a tool says enough.
  return said.split(' ').length < 4 && !said.includes('`')
    ? `${said}${because}, instead of: ${text}`
    : `${said}${because}`
}

const orderOf = (decision: ControlDecision): number => controlIds.indexOf(decision.control)
