/** The dependencies of a packet: what the request names, and what its surfaces and risks cannot do without. */
import type { PacketContext } from '../context.ts'
import { fillerFor } from '../fill.ts'
import type { Evidence, RuleId } from '../packet.ts'
import type { Span } from '../read-request.ts'
import { wordsOf } from '../request-words.ts'
import { fitOf } from './choose-row.ts'
import type { RealismKnowledge } from './tables.ts'

export interface NeededDependency {
  readonly dependency: string
  /** As shown to people; a product that nobody stated is marked by `stated`, not here. */
  readonly label: string
  /** As it reads inside a sentence: `Postgres`, `the database`. */
  readonly name: string
  readonly kind: string
  readonly stated: boolean
  readonly evidence: readonly Evidence[]
}

export function neededDependencies(
  context: PacketContext,
  knowledge: RealismKnowledge,
): readonly NeededDependency[] {
  const named = oneServerEach(context, knowledge).map((each): NeededDependency => {
    const general = knowledge.generalWords.find((word) => word.dependency === each.dependency)
    return {
      dependency: each.dependency,
      label: general
        ? `${capital(each.name)} (${general.kind === 'relational' ? 'engine' : 'product'} not stated)`
        : (each.label ?? each.name),
      name: general ? `the ${each.name.toLowerCase()}` : each.name,
      kind: general?.kind ?? saidKind(each, knowledge) ?? each.kind,
      // "Sidekiq" is said as a runtime, and is the queue too.
      stated:
        each.stated ||
        context.framing.runtime.some(
          (other) => other.stated && other.name.toLowerCase() === each.name.toLowerCase(),
        ),
      evidence: each.evidence,
    }
  })
  const fill = fillerFor(context, knowledge.placeholders)
  return knowledge.assumed.reduce<readonly NeededDependency[]>((before, row) => {
    if (!row.packets.includes(context.kind)) return before
    if (before.some((each) => row.unless.includes(each.kind) || each.dependency === row.dependency))
      return before
    if (fitOf(context, row.when) === null) return before
    const cue = wordsOf(context).findAny(row.cues)
    if (row.cues.length > 0 && !cue) return before
    const name = fill(row.name)
    if (name === '') return before
    return [
      ...before,
      {
        dependency: row.dependency,
        label: capital(name),
        // What the request calls by a name keeps it.
        name: row.told ? `the ${name.replace(/^the /, '')}` : inSentence(name),
        kind: row.kind,
        stated: row.told,
        evidence: [
          ...(cue ? [quoteOf(context, cue, row.rule)] : []),
          { from: row.told ? 'reference' : 'assumption', rule: row.rule },
        ],
      },
    ]
  }, named)
}

type Stated = PacketContext['framing']['dependencies'][number] & {
  /** Where it stands for another one too. */
  readonly label?: string
}

/** Without the engines that another named dependency runs in or brings along; that one is called after both. */
function oneServerEach(context: PacketContext, knowledge: RealismKnowledge): readonly Stated[] {
  const all = context.framing.dependencies
  const isDecided = (engine: string): boolean =>
    context.amendments.some(
      ({ on, target }) => on === 'dependency' && target.split('@')[0]?.toLowerCase() === engine,
    )
  const has = (dependency: string): boolean => all.some((each) => each.dependency === dependency)
  const pairs = knowledge.oneServers.filter(
    ({ engine, beside }) => has(engine) && has(beside) && !isDecided(engine),
  )
  return all
    .filter((each) => !pairs.some(({ engine }) => engine === each.dependency))
    .map((each) => {
      const pair = pairs.find(({ beside }) => beside === each.dependency)
      const engine = all.find((other) => other.dependency === pair?.engine)
      return pair && engine
        ? { ...each, label: pair.name, evidence: [...each.evidence, ...engine.evidence] }
        : each
    })
}

/** A reply may add "auth" or "the bucket": a spoken name whose kind the references know, and nobody else. */
function saidKind(
  dependency: { readonly dependency: string; readonly evidence: readonly Evidence[] },
  knowledge: RealismKnowledge,
): string | null {
  if (!dependency.evidence.some((each) => each.from === 'amendment')) return null
  const said = dependency.dependency.replaceAll('-', ' ')
  return knowledge.spokenNames.find((row) => row.said.includes(said))?.standsFor.kind ?? null
}

/** The dependency without an article: `a Celery worker`, `a job queue worker`. */
export const bareName = (needed: NeededDependency): string => needed.name.replace(/^the /, '')

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const quoteOf = (context: PacketContext, span: Span, rule: RuleId): Evidence => ({
  from: 'request',
  rule,
  quote: context.reading.text.slice(span.start, span.end),
  start: span.start,
  end: span.end,
})

/** `Database (engine not stated)` reads as `the database` inside a sentence. */
const inSentence = (name: string): string => {
  const bare = name.replace(/ \(.*\)$/, '')
  return `the ${bare.charAt(0).toLowerCase()}${bare.slice(1)}`
}
