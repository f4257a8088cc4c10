/** Facts about the stack: "Echo, not Gin", "sqlalchemy 1.4", "the consumer was rewritten in Go". */
import type { ReplyContext } from './context.ts'
import type { Marked, Spot } from './spots.ts'

export interface RuntimeChange {
  readonly target: string
  readonly op: 'set' | 'add' | 'remove'
  readonly to: string
  readonly start: number
  readonly end: number
}

const orms = new Set(
  'sqlalchemy sqlmodel hibernate jooq mybatis ef-core ef dapper prisma drizzle typeorm sequelize knex kysely mikro-orm objection doctrine ecto gorm sqlc ent sqlx diesel sea-orm slick doobie sequel'.split(
    ' ',
  ),
)

const states =
  /(?:\b(?:runtime|language|stack|framework|orm|test runner|runner|db|database|engine|backend|it|service|app|api|consumer|that)(?: side| part)?(?:'s| is| =|:| are)|\b(?:we|they)(?:'re| are| use| run| moved| switched| upgraded| migrated)(?: on| to| now)?|\b(?:rewritten|written|ported|migrated|moved|upgraded|switched|built)\s+(?:(?:in|to|on|with)\b|[\uE100-\uE2FF])|\b(?:is|are|runs?|sits?|lives?|live)\s+(?:on|in)\b|\b(?:has|have|got|uses?|gets?|runs?|with)\s+(?=[\uE100-\uE2FF])|\bnot\s+(?:an?\s+|on\s+|the\s+)?[\uE100-\uE2FF]|[\uE100-\uE2FF][\d.]*,?\s+(?:and\s+)?not\b|\bbesides\b|\binstead of\b|\bis history\b|\bafter all\b|\bno,\s)/i
const smallWords =
  /\b(?:the|a|an|is|are|it's|it|its|we're|we|on|use|run|runs|not|and|or|by|the way|in|with|of|all|our|now|still|actually|only|plus|besides|also|backend|runtime|stack|language|framework|orm|version|for|here|to|from|as|test|tests|runner|db|database|after|no|yes|btw|fwiw|fyi|please|pls|queries|joke|for your info|your|info|sorry to say|sorry|say|side|part|nowadays|these days|don't laugh|laugh|believe it or not|sadly)\b/gi

export function runtimeChanges(
  marked: Marked,
  context: ReplyContext,
  /** Runtimes that the same reply has already named. */
  named: number,
): readonly RuntimeChange[] {
  const text = marked.text
  const found = [...text.matchAll(/([\uE100-\uE2FF])((?:\s*v?\d+)?(?:\.\d+)*)/g)].flatMap(
    (match) => {
      const spot = marked.spots.get(match[1] ?? '')
      if (spot?.role == null || !tellsStack(spot)) return []
      // The label of a row is what it is about, not its value.
      if (
        /^[^:]*$/.test(text.slice(0, match.index)) &&
        /^[^:]{0,20}:\s/.test(text.slice(match.index))
      )
        return []
      const before = text.slice(Math.max(0, match.index - 24), match.index)
      const after = text.slice(match.index + match[0].length, match.index + match[0].length + 24)
      const denied =
        /(?:\bnot|\bno|don't run|don't use|doesn't use|instead of|rather than|no longer|isn't|aren't|never|without|besides|next to|assumed|you assume|guessed|never had|never used|migrated from|moved from|moved off|from|away from)\s+(?:a\s+|an\s+|on\s+|in\s+|the\s+)?$/i.test(
          before,
        ) ||
        /^\s+(?:is|was)\s+(?:history|gone|dead|long gone|retired|only in the old|(?:in )?the old)/i.test(
          after,
        )
      // "Ruby 3.4 landed" is news of the world.
      if (
        /^\s+(?:landed|is out|is finally out|was released|got released|came out|is coming|just dropped)/i.test(
          after,
        )
      )
        return []
      const name = spot.words
        .replace(/^(?:written\s+)?(?:in|into)\s+/i, '')
        .replace(/\s+(?:service|backend|app|code|repo)$/i, '')
      const to = `${name}${match[2] ?? ''}`
      return [{ spot, denied, to, start: match.index, end: match.index + match[0].length }]
    },
  )
  if (found.length === 0) return []
  const hasDenied = found.some((each) => each.denied)
  const said = found.filter((each) => each.denied || isStated(text, each.start))
  const meant = said.filter((each) => !each.denied)
  let empty = named === 0 && context.runtimes.length === 0
  return meant.flatMap(({ spot, to, start, end }): readonly RuntimeChange[] => {
    if (
      spot.dependency !== null &&
      (spot.role !== 'database' || !databaseFits(partAt(text, start)))
    )
      return []
    const target = targetOf(spot, marked.restore(text), context)
    const isNew = /\b(?:moved|switched|migrated|changed|went over)(?:\s+over)?\s+to\s*$/i.test(
      text.slice(0, start),
    )
    const replaces =
      isNew ||
      (hasDenied &&
        !/\bbesides\b/i.test(text.slice(Math.max(0, start - 40), end + 12)) &&
        found.some(
          (each) =>
            each.denied &&
            (each.spot.role === spot.role ||
              !meant.some((other) => other.spot.role === each.spot.role)),
        ))
    const known = context.runtimes.some(
      (each) => each.role === spot.role || (target === 'orm' && each.role === 'library'),
    )
    if (
      !hasDenied &&
      !/\d/.test(to) &&
      context.runtimes.some((each) => each.runtime === spot.runtime)
    )
      return []
    if (
      hasDenied &&
      !/\d/.test(to) &&
      context.runtimes.some((each) => each.runtime === spot.runtime) &&
      meant.length > 1
    )
      return []
    const beside =
      /\bbesides\b/i.test(text.slice(end, end + 12)) ||
      /\b(?:plus|also|and additionally)\s*$/i.test(text.slice(0, start))
    const op =
      target === 'database' || target === 'test-database'
        ? replaces || (/\d$/.test(to) && isNamed(spot, context))
          ? 'set'
          : 'add'
        : beside
          ? 'add'
          : replaces || known || empty || target === 'consumer' || /\d$/.test(to)
            ? 'set'
            : 'add'
    empty = false
    return [{ target, op, to: to.toLowerCase().replaceAll(/\s+/g, ' '), start, end }]
  })
}

/** The packet names the product already, so that a version says more about it. */
const isNamed = (spot: Spot, context: ReplyContext): boolean =>
  context.dependencies.some((each) => each.dependency === spot.dependency)

const tellsStack = (spot: Spot): boolean =>
  spot.role === 'database' ||
  spot.role === 'language' ||
  spot.role === 'framework' ||
  spot.role === 'test-runner' ||
  spot.role === 'orm' ||
  (spot.runtime !== null && orms.has(spot.runtime))

/** The stretch between commas in which a name stands. */
function partAt(text: string, at: number): string {
  const before =
    text
      .slice(0, at)
      .split(/[,;(▮—\p{Extended_Pictographic}]/u)
      .at(-1) ?? ''
  return before + (text.slice(at).split(/[,;)▮—]/)[0] ?? '')
}

/** How many words of a stretch are neither names nor small words. */
function contentOf(text: string): number {
  const rest = text
    .replaceAll(/[\uE000-\uE2FF](?:\s*v?\d+)?(?:\.\d+)*/g, ' ')
    .replaceAll(/:[a-z_]+:/g, ' ')
    .replaceAll(/\bsince\s+\w+/gi, ' ')
    .replaceAll(smallWords, ' ')
    .replaceAll(/[^\p{L}\d]+/gu, ' ')
    .trim()
  return rest === '' ? 0 : rest.split(' ').length
}

function isStated(text: string, at: number): boolean {
  const part = partAt(text, at)
  const content = contentOf(part)
  return content <= 1 || (content <= 6 && states.test(part))
}

/** A database is a runtime fact only where it is said what the thing runs on, not in talk about a dependency. */
const databaseFits = (text: string): boolean =>
  (contentOf(text) === 0 && !/▮/.test(text)) ||
  /\b(?:db|database|engine|runtime|stack|tests?|prod|production|services?|app|orders|data|backend)\b.{0,20}\b(?:is|are|on|run|runs|sits? (?:on|in)|lives? (?:on|in)|=)\b/i.test(
    text,
  )

function targetOf(spot: Spot, text: string, context: ReplyContext): string {
  if (spot.role === 'database') {
    return context.verdict === 'needs-framing' &&
      (/\btests?\b/i.test(text) || /^\s*(?:no|nope|not really)\b/i.test(text))
      ? 'test-database'
      : 'database'
  }
  if (
    spot.role !== 'test-runner' &&
    /\b(?:consumer|subscriber|reader|warehouse|downstream|receiver)\b/i.test(text)
  )
    return 'consumer'
  if (spot.runtime !== null && orms.has(spot.runtime)) return 'orm'
  return spot.role ?? 'language'
}
