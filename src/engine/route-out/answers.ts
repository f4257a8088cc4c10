import type { PacketContext } from '../context.ts'
import type { Amendment, Evidence } from '../packet.ts'

/** What the thread settled about an open point: `owner: Omar`, `due: Monday`, `answer: 409`. */
export interface SettledPoint {
  readonly texts: readonly string[]
  readonly evidence: readonly Evidence[]
}

const settledParts = ['owner', 'due', 'answer'] as const

/** `point` is a neighbour's id or the name of one of its points: `api-design`, `linking rule`. The later word wins. */
export function settledOf(context: PacketContext, point: string): SettledPoint {
  const found = settledParts.flatMap((part) => {
    const amendment = context.amendments.findLast((each) => isAbout(each, point, part))
    return amendment?.to ? [{ part, to: amendment.to, id: amendment.id }] : []
  })
  return {
    texts: found.map(({ part, to }) => `${part}: ${to}`),
    evidence: found.map(({ id }): Evidence => ({ from: 'amendment', rule: null, amendment: id })),
  }
}

const isAbout = (amendment: Amendment, point: string, part: string): boolean =>
  amendment.on === 'question' && amendment.target.toLowerCase() === `${point.toLowerCase()}.${part}`
