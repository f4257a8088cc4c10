/** The flake memo: ranked causes with the experiment that tells each apart, commands of the stack, quarantine and exit. */
import type { PacketContext } from '../context.ts'
import { numberTable } from '../numbers/follows.ts'
import type { RuleId, Shape } from '../packet.ts'
import { matchOf } from '../realism/choose-row.ts'
import type { DependencyMatch } from '../realism/tables.ts'
import { stackFor } from '../stacks.ts'
import { cleanRuns, demandedRuns, failureRateIn } from './failure-rate.ts'
import { rankedCauses } from './flake-causes.ts'
import type { CauseRow, FailCondition, RankedCause } from './flake-causes.ts'
import type { ShapeKnowledge, ShapeRecipe } from './shape-recipe.ts'
import { fallsBack, referenceProof, rowFiller } from './shape-recipe.ts'

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
    /** What the rule is about; of each the first that fits is printed. */
    readonly about: string
    readonly text: string
    /** Null: whatever the request says of a rate. */
    readonly needsRate: boolean | null
    /** Null: under any condition. */
    readonly under: FailCondition | null
  }[]
  readonly conditions: readonly { readonly condition: FailCondition; readonly called: string }[]
  readonly deadlocks: readonly { readonly dependency: DependencyMatch; readonly where: string }[]
}

export const flakeMemo: ShapeRecipe = (context, _parts, knowledge) => {
  const bind = rowFiller(context, knowledge)
  const deadlock = deadlockReport(context, knowledge.flake)
  const fill = (text: string): string => bind(text.replaceAll('{deadlock}', deadlock))
  const causes = rankedCauses(context, knowledge.flake.causes)
  const numbers = numberTable(context, knowledge.numbers, bind)
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
          evidenceWords(each, fill),
          fill(each.row.proof),
          fill(each.row.fix),
        ]),
        evidence: causes.flatMap((each) => each.evidence),
      },
      ...(numbers ? [numbers] : []),
    ],
  }
  return [causeTable, exitRules(context, knowledge, causes)]
}

/** A symptom is quoted; a product that is in use, and a cause without any word of the request, are called what they are. */
function evidenceWords(
  { row, quotes, inUse }: RankedCause,
  fill: (text: string) => string,
): string {
  const said = quotes.map((quote) => `"${quote.quote}"`).join(', ')
  if (quotes.length === 0)
    return `no word of the request: only likely in such a suite; tell-tale: ${fill(row.hint)}`
  return inUse ? `no symptom named, only ${said} in use; tell-tale: ${fill(row.hint)}` : said
}

function deadlockReport({ framing }: PacketContext, knowledge: FlakeKnowledge): string {
  const rows = knowledge.deadlocks
  const named = framing.dependencies.flatMap(
    (each) => rows.find((row) => matchOf(row.dependency, each) === 'product') ?? [],
  )
  return (named[0] ?? rows.at(-1))?.where ?? ''
}

function exitRules(
  context: PacketContext,
  knowledge: ShapeKnowledge,
  causes: readonly RankedCause[],
): Shape {
  const { commands, conditions, rules: all } = knowledge.flake
  const under = causes[0]?.row.under ?? null
  const called = conditions.find((each) => each.condition === under)
  const rate = failureRateIn(context.reading.text)
  const demand = rate ? demandedRuns(rate.probability) : 100
  const bind = rowFiller(context, knowledge, {
    rate: rate?.said ?? '',
    clean: String(rate ? cleanRuns(rate.probability) : 0),
    demand: String(demand),
    n: String(demand),
    cause: rowFiller(context, knowledge)(causes[0]?.row.cause ?? 'the cause'),
    condition: called?.called ?? '',
  })
  const rules = all
    .filter(
      (each) =>
        (each.needsRate === null || each.needsRate === (rate !== null)) &&
        (each.under === null || each.under === under),
    )
    .filter((each, at, fitting) => fitting.findIndex((other) => other.about === each.about) === at)
  const [stack, runner] = (stackFor(knowledge.stacks, context.framing) ?? '').split('+')
  const command =
    commands.find((each) => runner !== undefined && each.stacks.includes(runner)) ??
    fallsBack(commands, stack ?? null)
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
        items: [...steps, ...rules.map((each) => each.text)].map(bind),
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
