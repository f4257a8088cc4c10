import type { Team } from '../state/model.ts'
import type { World } from '../state/world.ts'

/** A code is good for one exchange, within ten minutes. */
const lifetimeMs = 10 * 60_000

/** What somebody agreed to on the consent page. */
interface Grant {
  readonly team: Team
  readonly userId: string
  readonly scopes: readonly string[]
  /** The address in the authorize link, which the exchange must repeat; absent when the link named none. */
  readonly redirectUri: string | undefined
}

export interface Grants {
  issue(grant: Grant): string
  /** The grant, once; undefined when the code is unknown, used or too old. */
  redeem(code: string): Grant | undefined
}

export function grants(world: World): Grants {
  const issued = new Map<string, { readonly grant: Grant; readonly at: number }>()
  return {
    issue(grant) {
      const code = world.ids.secret()
      issued.set(code, { grant, at: world.clock.now() })
      return code
    },
    redeem(code) {
      const entry = issued.get(code)
      issued.delete(code)
      return entry && world.clock.now() - entry.at <= lifetimeMs ? entry.grant : undefined
    },
  }
}
