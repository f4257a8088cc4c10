import type { Kysely } from 'kysely'
import { HouseRules, noHouseRules } from '../engine/house-rules.ts'
import type { Store } from './port.ts'
import type { Schema } from './schema.ts'
import { parseColumn } from './stored-json.ts'

export function settingsIn(db: Kysely<Schema>): Pick<Store, 'houseRules' | 'saveHouseRules'> {
  return {
    async houseRules(teamId) {
      const row = await db
        .selectFrom('settings')
        .select('house_rules')
        .where('team_id', '=', teamId)
        .executeTakeFirst()
      return row === undefined
        ? noHouseRules
        : parseColumn(HouseRules, row.house_rules, `the settings of ${teamId}`)
    },
    async saveHouseRules(teamId, rules, { by, at }) {
      const row = { house_rules: JSON.stringify(rules), changed_by: by, changed_at: at }
      await db
        .insertInto('settings')
        .values({ team_id: teamId, ...row })
        .onConflict((conflict) => conflict.column('team_id').doUpdateSet(row))
        .execute()
    },
  }
}
