/** The causes of a flake that fit a request, ranked by its words. Knowledge: references/flake-causes.md. */
import type { PacketContext } from '../context.ts'
import { isProduct } from '../fill/surface-nouns.ts'
import type { Evidence, RuleId } from '../packet.ts'
import { apart, isDenied, wordsOf } from '../request-words.ts'
import type { Cue } from '../request-words.ts'
import type { Span } from '../read-request.ts'

/** What makes the failure likely, so how it is reproduced. */
export const failConditions = [
  'cpu',
  'order',
  'parallel',
  'ties',
  'start',
  'clock',
  'network',
  'many',
] as const
export type FailCondition = (typeof failConditions)[number]

export interface CauseRow {
  readonly rule: RuleId
  readonly cause: string
  readonly cues: readonly Cue[]
  /** Dependency kinds; empty: none needed. */
  readonly needs: readonly string[]
  readonly runtimes: readonly string[]
  readonly under: FailCondition
  readonly hint: string
  readonly proof: string
  readonly fix: string
}

export interface RankedCause {
  readonly row: CauseRow
  /** As first ranked; a number stays with its cause when the thread moves or removes others. */
  readonly number: number
  readonly quotes: readonly Quote[]
  /** The quotes only name products, which shows that they are in use and no symptom. */
  readonly inUse: boolean
  readonly evidence: readonly Evidence[]
}

/** Three to five causes. */
export function rankedCauses(
  context: PacketContext,
  rows: readonly CauseRow[],
): readonly RankedCause[] {
  const words = wordsOf(context)
  const { framing, reading } = context
  const runtimes = framing.runtime.map((each) => each.runtime)
  const symptoms = rows.map((row) =>
    row.cues.flatMap((cue): readonly Symptom[] => {
      const span = words.find(cue)
      return span
        ? [
            {
              ...span,
              several: cue.text.includes(' '),
              isName: cue.text !== cue.text.toLowerCase(),
            },
          ]
        : []
    }),
  )
  const ranked = rows
    .flatMap((row, order) => {
      const quotes = symptomsApart(symptoms, order)
        // "without adding sleeps" is a wish about the repair, not a symptom.
        .filter((span) => !isDenied(context, span))
        .map((span) => ({ ...span, ...wholeWords(reading.text, span) }))
        // Two words of one error text are one symptom, and a test's name is none.
        .filter(
          (span, at, all) =>
            all.findIndex((other) => other.start <= span.start && span.end <= other.end) === at &&
            !/^\w+(?:Test|Tests|Spec|IT)$/.test(reading.text.slice(span.start, span.end)),
        )
        .map((span) => ({
          from: 'request' as const,
          rule: row.rule,
          quote: reading.text.slice(span.start, span.end),
          ...span,
        }))
        .toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)
      const needed =
        row.needs.length === 0 || framing.dependencies.some((each) => row.needs.includes(each.kind))
      const common =
        row.runtimes.includes('any') ||
        runtimes.some((each) => row.runtimes.includes(languageOf(each)))
      if (!needed || (!common && quotes.length === 0)) return []
      const score =
        // A cue of several words is rarer, and tells more, than a cue of one.
        Math.min(
          quotes.reduce((sum, quote) => sum + weightOf(context, quote), 0),
          7,
        ) +
        (row.needs.length > 0 ? 0.8 : 0) +
        (common && !row.runtimes.includes('any') ? 0.8 : 0)
      const inUse = quotes.length > 0 && quotes.every((quote) => isInUse(context, quote))
      const proof = quotes.map(({ from, rule, quote, start, end }): Quote => ({
        from,
        rule,
        quote,
        start,
        end,
      }))
      return [{ row, quotes: asPhrases(reading.text, proof).slice(0, 2), inUse, score, order }]
    })
    .toSorted((a, b) => b.score - a.score || a.order - b.order)
  const strong = ranked.filter((each) => each.score >= 2)
  const quoted = ranked.filter((each) => each.quotes.length > 0)
  const shown = [strong, quoted].find((each) => each.length >= 3)?.slice(0, 5) ?? ranked.slice(0, 3)
  const causes = shown.map(({ row, quotes, inUse }, index) => ({
    row,
    number: index + 1,
    quotes,
    inUse,
    evidence: quotes.length > 0 ? quotes : [{ from: 'reference' as const, rule: row.rule }],
  }))
  return amendedCauses(context, causes)
}

/** Where a cue stands, whether it has several words, and whether the reference writes it as a name. */
interface Symptom extends Span {
  readonly several: boolean
  readonly isName: boolean
}

/** A longer phrase of another cause takes the place of one inside it: a "pool timed out" is no wait that "timed out". */
const symptomsApart = (
  symptoms: readonly (readonly Symptom[])[],
  order: number,
): readonly Symptom[] => {
  const own = symptoms[order] ?? []
  return own.filter(
    (span, at) =>
      apart(own).includes(span) &&
      own.indexOf(span) === at &&
      !(
        span.several &&
        symptoms.some((others) =>
          others.some(
            (other) =>
              other.start <= span.start &&
              span.end <= other.end &&
              other.end - other.start > span.end - span.start,
          ),
        )
      ),
  )
}

type SymptomQuote = Quote & Pick<Symptom, 'several' | 'isName'>

/** A name alone: `Kafka`, `WireMock`; no `OwnershipError` or `PoolTimedOut`, which are symptoms, and no "Locally, …". */
const isInUse = (
  { framing, reading }: PacketContext,
  { quote, start, isName }: SymptomQuote,
): boolean =>
  isProduct(framing, quote) ||
  (/^[A-Z]\w*[a-z]\w*$/.test(quote) &&
    !failed.test(quote) &&
    (isName || /[A-Z]/.test(quote.slice(1)) || !opensSentence.test(reading.text.slice(0, start))))

const failed =
  /(?:Exception|Error|Timeout|TimedOut|Exhausted|Refused|Closed|Failed|Reset|Violation|NotFound|Lost|Denied)$/
const opensSentence = /(?:^|[.!?:]\s+)$/

/** A symptom of several words is rarer, and tells more, than one word; a product's name only says that it is in use. */
const weightOf = (context: PacketContext, quote: SymptomQuote): number =>
  isInUse(context, quote) ? 0.6 : quote.several || quote.quote.includes(' ') ? 2.5 : 1.4

/**
 * A cue inside a longer word is quoted with all of it ("ConditionTimeoutException", "DBConnection.OwnershipError", "-p 1"),
 * one inside an error text with that text, and one with its object ("duplicate key on customer_email") with both.
 */
function wholeWords(text: string, span: Span): Span {
  const before = text.slice(Math.max(0, span.start - longestError), span.start)
  const after = text.slice(span.end, span.end + longestError)
  // A space behind the mark ends a quotation that stands inside this one.
  const opened = /(?<!\w)(['"`“])(?!\s)([^'"`“”\n]*)$/.exec(before)
  const closed = /^[^'"`“”\n]*(?=['"`”](?!\w))/.exec(after)
  if (opened && closed)
    return { start: span.start - (opened[2] ?? '').length, end: span.end + closed[0].length }
  const object = /^ on `?\w*[_.]\w+/.exec(after)?.[0].length ?? 0
  return {
    start: span.start - (/[-.\w]*$/.exec(before)?.[0].length ?? 0),
    end: span.end + Math.max(object, /^\w*(?:[.:]{1,2}\w+)*/.exec(after)?.[0].length ?? 0),
  }
}

/** In characters. */
const longestError = 48

type Quote = Extract<Evidence, { from: 'request' }>

/** Cues that stand close together are one phrase of the requester: "seeded Postgres state", not two words. */
function asPhrases(text: string, quotes: readonly Quote[]): readonly Quote[] {
  return quotes
    .toSorted((a, b) => a.start - b.start)
    .reduce<readonly Quote[]>((before, each) => {
      const last = before.at(-1)
      if (!last || each.start - last.end > widestGap) return [...before, each]
      const between = text.slice(last.end, each.start)
      if (/[.,;:!?()\n]/.test(between)) return [...before, each]
      const quote = text.slice(last.start, each.end)
      return [...before.slice(0, -1), { ...last, quote, end: each.end }]
    }, [])
    .toSorted((a, b) => b.quote.length - a.quote.length || a.start - b.start)
}

/** In characters: about two words. */
const widestGap = 18

function amendedCauses(
  context: PacketContext,
  causes: readonly RankedCause[],
): readonly RankedCause[] {
  return context.amendments.reduce((before, amendment) => {
    const number = /^cause\s*#?\s*(\d+)$/i.exec(amendment.target)?.[1]
    const target = before.find((each) => String(each.number) === number)
    if (amendment.on !== 'scenario' || !target) return before
    const others = before.filter((each) => each !== target)
    const moved: RankedCause = {
      ...target,
      evidence: [
        ...target.evidence,
        { from: 'amendment', rule: target.row.rule, amendment: amendment.id },
      ],
    }
    if (amendment.op === 'remove') return others
    if (amendment.op !== 'move') return before
    return /\blast\b|\bend\b/i.test(amendment.to ?? '') ? [...others, moved] : [moved, ...others]
  }, causes)
}

/** Runtimes name frameworks and tools too; causes are common in languages. */
function languageOf(runtime: string): string {
  return languages.find(([pattern]) => pattern.test(runtime))?.[1] ?? runtime
}

const languages: readonly (readonly [RegExp, string])[] = [
  [
    /^(java|kotlin|scala|clojure|groovy|jvm|spring|spring-boot|quarkus|micronaut|ktor|play|junit)/,
    'java',
  ],
  [
    /^(node|javascript|typescript|express|nestjs|fastify|nextjs|jest|vitest|mocha|koa|hono|deno|bun)/,
    'node',
  ],
  [/^(python|django|flask|fastapi|pytest|celery|starlette)/, 'python'],
  [/^(ruby|rails|rspec|sidekiq|minitest)/, 'ruby'],
  [/^(php|laravel|symfony|pest|phpunit)/, 'php'],
  [/^(dotnet|csharp|aspnet|xunit|nunit|fsharp)/, 'dotnet'],
  [/^(go|gin|echo|fiber|chi)$/, 'go'],
  [/^(rust|axum|actix|tokio)/, 'rust'],
  [/^(elixir|phoenix|exunit|ecto)/, 'elixir'],
]

/** Under which condition the first cause fails; null when no cause fits. */
export const suspectOf = (
  context: PacketContext,
  rows: readonly CauseRow[],
): FailCondition | null => rankedCauses(context, rows)[0]?.row.under ?? null
