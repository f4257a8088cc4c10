/** The flake memo: ranked causes with the experiment that confirms each, commands of the stack, quarantine and exit. */
import type { PacketContext } from '../context.ts'
import { fillerFor } from '../fill.ts'
import type { Evidence, RuleId, Shape } from '../packet.ts'
import { apart, isDenied, wordsOf } from '../request-words.ts'
import type { Cue } from '../request-words.ts'
import type { Span } from '../read-request.ts'
import { cleanRuns, demandedRuns, failureRateIn } from './failure-rate.ts'
import type { ShapeKnowledge, ShapeRecipe } from './shape-recipe.ts'
import { fallsBack, referenceProof } from './shape-recipe.ts'

interface CauseRow {
  readonly rule: RuleId
  readonly cause: string
  readonly cues: readonly Cue[]
  /** Dependency kinds; empty: none needed. */
  readonly needs: readonly string[]
  readonly runtimes: readonly string[]
  readonly hint: string
  readonly proof: string
  readonly fix: string
}

export interface FlakeKnowledge {
  readonly causes: readonly CauseRow[]
  readonly commands: readonly {
    readonly rule: RuleId
    readonly stacks: readonly string[]
    readonly repeat: string
    readonly order: string
    readonly polluter: string
  }[]
  readonly rules: readonly {
    readonly rule: RuleId
    readonly text: string
    /** Null: whatever the request says of a rate. */
    readonly needsRate: boolean | null
  }[]
}

export const flakeMemo: ShapeRecipe = (context, _parts, knowledge) => {
  const fill = fillerFor(context, knowledge.scenarios.placeholders)
  const causes = rankedCauses(context, knowledge.flake.causes)
  const causeTable: Shape = {
    after: 'framing',
    parts: [
      {
        type: 'table',
        title: 'Likely causes, most probable first',
        columns: ['#', 'Cause', 'Evidence for it', 'Experiment that confirms it', 'Isolation fix'],
        rows: causes.map((each) => [
          String(each.number),
          fill(each.row.cause),
          each.quotes.length > 0
            ? each.quotes.map((quote) => `"${quote.quote}"`).join(', ')
            : `not stated; tell-tale: ${fill(each.row.hint)}`,
          fill(each.row.proof),
          fill(each.row.fix),
        ]),
        evidence: causes.flatMap((each) => each.evidence),
      },
    ],
  }
  return [causeTable, exitRules(context, knowledge, causes)]
}

interface RankedCause {
  readonly row: CauseRow
  /** As first ranked; a number stays with its cause when the thread moves or removes others. */
  readonly number: number
  readonly quotes: readonly Quote[]
  readonly evidence: readonly Evidence[]
}

/** Three to five causes. */
function rankedCauses(context: PacketContext, rows: readonly CauseRow[]): readonly RankedCause[] {
  const words = wordsOf(context)
  const { framing, reading } = context
  const runtimes = framing.runtime.map((each) => each.runtime)
  const ranked = rows
    .flatMap((row, order) => {
      const quotes = apart(row.cues.flatMap((cue) => words.find(cue) ?? []))
        // "without adding sleeps" is a wish about the repair, not a symptom.
        .filter((span) => !isDenied(context, span))
        .map((span) => wholeWords(reading.text, span))
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
          quotes.reduce((sum, quote) => sum + (quote.quote.includes(' ') ? 2.5 : 1.4), 0),
          7,
        ) +
        (row.needs.length > 0 ? 0.8 : 0) +
        (common && !row.runtimes.includes('any') ? 0.8 : 0)
      return [{ row, quotes: asPhrases(reading.text, quotes).slice(0, 2), score, order }]
    })
    .toSorted((a, b) => b.score - a.score || a.order - b.order)
  const strong = ranked.filter((each) => each.score >= 2)
  const quoted = ranked.filter((each) => each.quotes.length > 0)
  const shown = [strong, quoted].find((each) => each.length >= 3)?.slice(0, 5) ?? ranked.slice(0, 3)
  const causes = shown.map(({ row, quotes }, index) => ({
    row,
    number: index + 1,
    quotes,
    evidence: quotes.length > 0 ? quotes : referenceProof(row.rule),
  }))
  return amendedCauses(context, causes)
}

/** A cue inside a longer word is quoted with all of it ("ConditionTimeoutException", "-p 1"). */
function wholeWords(text: string, span: Span): Span {
  const before = /[-.\w]*$/.exec(text.slice(Math.max(0, span.start - 40), span.start))?.[0] ?? ''
  const after = /^\w*/.exec(text.slice(span.end, span.end + 40))?.[0] ?? ''
  return { start: span.start - before.length, end: span.end + after.length }
}

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

function exitRules(
  context: PacketContext,
  knowledge: ShapeKnowledge,
  causes: readonly RankedCause[],
): Shape {
  const { commands, rules: all } = knowledge.flake
  const rate = failureRateIn(context.reading.text)
  const demand = rate ? demandedRuns(rate.probability) : 100
  const fill = fillerFor(context, knowledge.scenarios.placeholders, {
    rate: rate?.words ?? '',
    clean: String(rate ? cleanRuns(rate.probability) : 0),
    demand: String(demand),
    n: String(demand),
    cause: fillerFor(
      context,
      knowledge.scenarios.placeholders,
    )(causes[0]?.row.cause ?? 'the cause'),
    causes: causes.map((each) => `#${each.number}`).join(', '),
  })
  const rules = all.filter((each) => each.needsRate === null || each.needsRate === (rate !== null))
  const command = fallsBack(commands, context.framing.stack)
  const steps = command
    ? [`Repeat {suite}: ${command.repeat}. Order: ${command.order}. Polluter: ${command.polluter}`]
    : []
  return {
    after: 'control',
    parts: [
      {
        type: 'list',
        title: 'Reproduce, quarantine, exit',
        ordered: false,
        items: [...steps, ...rules.map((each) => each.text)].map(fill),
        evidence: [
          ...(rate
            ? rules.slice(0, 1).map((each) => ({
                from: 'request' as const,
                rule: each.rule,
                quote: rate.words,
                start: rate.start,
                end: rate.end,
              }))
            : []),
          ...referenceProof(...rules.map((each) => each.rule)),
        ],
      },
    ],
  }
}
