/** Names of the stack in a sentence, with their versions, and which of them it says are not in use. */
import type { Marked, Spot } from './spots.ts'

export interface StackName {
  readonly spot: Spot
  /** Said not to be what the thing runs on, or no longer. */
  readonly denied: boolean
  /** In full, with its version: "pg 17" is `postgres 17`. */
  readonly to: string
  readonly start: number
  readonly end: number
}

const orms = new Set(
  'sqlalchemy sqlmodel hibernate jooq mybatis ef-core ef dapper prisma drizzle typeorm sequelize knex kysely mikro-orm objection doctrine ecto gorm sqlc ent sqlx diesel sea-orm slick doobie sequel'.split(
    ' ',
  ),
)

export const isOrm = (runtime: string | null): boolean => runtime !== null && orms.has(runtime)

/** A document store or cache is a database where a reply lists it beside the language. */
const tellsStack = (spot: Spot): boolean =>
  spot.role === 'database' ||
  spot.role === 'language' ||
  spot.role === 'framework' ||
  spot.role === 'test-runner' ||
  spot.role === 'orm' ||
  isOrm(spot.runtime)

const fullNames: ReadonlyMap<string, string> = new Map([
  ['pg', 'postgres'],
  ['psql', 'postgres'],
  ['pgsql', 'postgres'],
  ['postgresql', 'postgres'],
  ['py', 'python'],
  ['sb', 'spring boot'],
  ['mssql', 'sql server'],
  ['sqlserver', 'sql server'],
  ['mongo', 'mongodb'],
  ['corretto', 'java'],
  ['php-unit', 'phpunit'],
  ["django's orm", 'django orm'],
])

const nameOf = (words: string): string => {
  const name = words
    .toLowerCase()
    .replace(/^(?:written\s+)?(?:in|into)\s+/, '')
    .replace(/\s+(?:service|backend|app|code|repo)$/, '')
    .replaceAll(/\s+/g, ' ')
  const [, base = name, version = ''] = /^(.*?)(\s\d[\d.]*)?$/.exec(name) ?? []
  return `${fullNames.get(base) ?? base}${version}`
}

/** "Go 1.24", "the Go version is 1.24", "Laravel is at 11", "Nest, yes, but version 11". */
const named =
  /([\uE100-\uE2FF])((?:\s*v?\d+[a-z]?(?![\w/%-]))?(?:\.\d+)*)(?:(?:\s+version)?\s+(?:is|=|stays|remains)\s+(?:still\s+)?(?:at|on)?\s*(?:version\s+)?(\d+(?:\.\d+)*)(?=\s*$|[,;.]|\s+(?:until|till|and|since|because|as|for|here|there|now|though)\b)|,\s*(?:yes,?\s+)?but\s+(?:version\s+|v)?(\d+(?:\.\d+)*))?/g

const deniedBefore =
  /(?:\bnot|\bno|\bzero|\bneither|\bnor|don't run|don't use|don't have|doesn't use|instead of|rather than|no longer|isn't|aren't|never|without|besides|apart from|next to|assumed|you assume|guessed|never had|never used|migrated from|moved from|moved off|from|away from|\bleft|\bdropped|\bditched|\breplaced?|\breplaces|\bover|took over from|\bword|\bwhat you call|\b(?:just|only|looks?|look)\s+like|\bvs\.?)\s+(?:(?:an?|on|in|the|pure|bare|plain|our|your|word|using|running)\s+)*["']?$/i

const deniedAfter =
  /^["']?\s*(?:(?:,\s*)?no(?:\s*[,;:]|\s+is\b|\s+longer\b)|(?:,\s*)?not(?:\s*[,;:]|$)|→|->|(?:part|side|app|code|repo|people|word|row|line|assumption|mention)?\s*(?:(?:is|are|was|were|has been|got|'s)\s+(?:been\s+)?(?:history|gone|dead|long gone|retired|only|just|in the old|the old|legacy|archived|deleted|planned|replaced|swapped|switched off|removed|used nowhere|for|mounted|my|a (?:typo|spike|leftover|mistake|guess|habit|copy)|a copy|copied|right (?:two|a|until|till|last|back)|the \*?(?:other|admin)|no longer|not what|not (?:used|in use)|a thing of|wishful)|(?:isn't|aren't)\s+(?:what|used|in use|ours)|came from|comes from|(?:just|only)\s+(?:serves|for|in|does)|only\s+(?:on|is|was)|stays? elsewhere|elsewhere))/i

/** "Ruby 3.4 landed" is news of the world. */
const news =
  /^\s+(?:landed|is out|is finally out|was released|got released|came out|is coming|just dropped|conference|meetup|talk|day)\b/i

/** Drivers and build tools are told by no decision of a packet. */
const noFact = /^(?:pgx|asyncpg|psycopg\d?|pgbouncer|surefire|gradle)\b/i

/** "Our C# is VB.NET": what the first is called is no fact of its own. */
const renamed =
  /^\s+(?:is|was|are)\s+(?:(?:an?|actually|really|in fact|in truth)\s+)*([\uE100-\uE2FF])/

export function stackNames(marked: Marked): readonly StackName[] {
  const { text } = marked
  return [...text.matchAll(named)].flatMap((match) => {
    const spot = marked.spots.get(match[1] ?? '')
    if (spot?.role == null || !tellsStack(spot)) return []
    const end = match.index + match[0].length
    const bare = match.index + (match[1] ?? '').length + (match[2] ?? '').length
    // The label of a row is what it is about, not its value.
    if (/^[^:]*$/.test(text.slice(0, match.index)) && /^[^:]{0,20}:\s/.test(text.slice(bare)))
      return []
    if (news.test(text.slice(end)) || noFact.test(spot.words)) return []
    const version = match[3] ?? match[4]
    const own = (match[2] ?? '').trim()
    const to = [nameOf(spot.words), version ?? own]
      .filter((each) => each !== '')
      .join(own.startsWith('.') && version === undefined ? '' : ' ')
    const denied =
      deniedBefore.test(text.slice(Math.max(0, match.index - 32), match.index)) ||
      (version === undefined && deniedAfter.test(text.slice(bare, bare + 40))) ||
      marked.spots.get(renamed.exec(text.slice(bare))?.[1] ?? '')?.role === spot.role
    return [{ spot, denied, to, start: match.index, end }]
  })
}
