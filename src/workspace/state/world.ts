import type { CallLog } from './call-log.ts'
import type { Changes } from './changes.ts'
import type { Clock } from './clock.ts'
import type { Faults } from './faults.ts'
import type { Ids } from './ids.ts'
import type { Installation, Team } from './model.ts'
import type { Manifest } from '../manifest.ts'

/** Everything one running workspace shares between its parts. */
export interface World {
  readonly clock: Clock
  readonly ids: Ids
  readonly log: CallLog
  readonly changes: Changes
  readonly faults: Faults
  readonly app: SlackApp
  readonly teams: ReadonlyMap<string, Team>
  readonly rateLimits: boolean
  /** `http://127.0.0.1:PORT`, known once the server listens. */
  origin(): string
}

/** The one app of this workspace, as its manifest describes it. */
export interface SlackApp {
  readonly id: string
  readonly manifest: Manifest
  readonly appToken: string
  readonly signingSecret: string
  readonly clientId: string
  readonly clientSecret: string
  /** The deprecated token in every payload; apps ignore it. */
  readonly verificationToken: string
}

export function teamOfToken(
  world: World,
  token: string,
): { readonly team: Team; readonly bot: Installation } | undefined {
  const team = [...world.teams.values()].find(
    ({ bot }) => bot.botToken === token || bot.retiredTokens.has(token),
  )
  return team && { team, bot: team.bot }
}
