/** Cells that say for which dependency and in which situation a row speaks; shared by the documents of steps 4 to 6. */
import { z } from 'zod'
import { packetKinds } from '../engine/packet.ts'
import type { DependencyMatch, Situation } from '../engine/realism/tables.ts'
import { readCue } from '../engine/request-words.ts'
import { list } from './cells.ts'

/** `postgres, mysql`, or `kind relational`. `none` speaks for no dependency: the row is only named by another one. */
export const dependencyMatch = list.transform((entries): DependencyMatch => {
  const kind = entries.find((each) => each.startsWith('kind '))
  return {
    products: entries.filter((each) => !each.startsWith('kind ') && each !== 'none'),
    kind: kind === undefined ? null : kind.slice('kind '.length),
  }
})

/** Risks, and `surface:x`, `packet:x`, `beside:x`, `only:x`, `except:x`, `aside:x`, `said:x`, `suspect:x`, `unstated`. */
export const situation = list.transform((entries, context): Situation => {
  const named = (prefix: string): readonly string[] =>
    entries.filter((each) => each.startsWith(prefix)).map((each) => each.slice(prefix.length))
  const kinds = z.array(z.enum(packetKinds))
  const packets = kinds.safeParse(named('packet:'))
  const except = kinds.safeParse(named('except:'))
  const only = kinds.safeParse(named('only:'))
  const strange = entries.find(
    (each) =>
      /:/.test(each) && !/^(?:surface|packet|beside|only|except|aside|said|suspect):/.test(each),
  )
  if (!packets.success || !except.success || !only.success || strange !== undefined)
    context.issues.push({
      code: 'custom',
      input: entries.join(', '),
      message:
        packets.success && except.success && only.success
          ? `"${strange}" begins with no known word; use surface:, packet:, beside:, only:, except:, aside:, said: or suspect:`
          : `packet:, only: and except: are followed by one of ${packetKinds.join(', ')}`,
    })
  return {
    risks: entries.filter((each) => !each.includes(':') && each !== 'unstated'),
    surfaces: named('surface:'),
    packets: packets.success ? packets.data : [],
    beside: named('beside:'),
    unstated: entries.includes('unstated'),
    except: except.success ? except.data : [],
    aside: named('aside:'),
    said: named('said:').map((words) => readCue(words)),
    only: only.success ? only.data : [],
    suspects: named('suspect:'),
  }
})
