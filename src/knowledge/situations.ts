/** Cells that say for which dependency and in which situation a row speaks; shared by the documents of steps 4 to 6. */
import { z } from 'zod'
import { packetKinds } from '../engine/packet.ts'
import type { DependencyMatch, Situation } from '../engine/realism/tables.ts'
import { list } from './cells.ts'

/** `postgres, mysql`, or `kind relational`. `none` speaks for no dependency: the row is only named by another one. */
export const dependencyMatch = list.transform((entries): DependencyMatch => {
  const kind = entries.find((each) => each.startsWith('kind '))
  return {
    products: entries.filter((each) => !each.startsWith('kind ') && each !== 'none'),
    kind: kind === undefined ? null : kind.slice('kind '.length),
  }
})

/** Risks, and `surface:x`, `packet:x`, `beside:x`. */
export const situation = list.transform((entries, context): Situation => {
  const named = (prefix: string): readonly string[] =>
    entries.filter((each) => each.startsWith(prefix)).map((each) => each.slice(prefix.length))
  const packets = z.array(z.enum(packetKinds)).safeParse(named('packet:'))
  const strange = entries.find(
    (each) => /:/.test(each) && !/^(?:surface|packet|beside):/.test(each),
  )
  if (!packets.success || strange !== undefined)
    context.issues.push({
      code: 'custom',
      input: entries.join(', '),
      message: packets.success
        ? `"${strange}" begins with no known word; use surface:, packet: or beside:`
        : `packet: is followed by one of ${packetKinds.join(', ')}`,
    })
  return {
    risks: entries.filter((each) => !each.includes(':')),
    surfaces: named('surface:'),
    packets: packets.success ? packets.data : [],
    beside: named('beside:'),
  }
})
