/**
 * The lane split: what it can lose, what its numbers say, where its timed parts go, which checks after a deploy may roll
 * it back, when a case moves, and the first week.
 */
import type { PacketContext } from '../context.ts'
import { spoken } from '../numbers/arithmetic.ts'
import { numberTable } from '../numbers/follows.ts'
import { numbersOf, spokenNumbers } from '../numbers/read-numbers.ts'
import type { Evidence, LaneId, RuleId, ShapePart } from '../packet.ts'
import { quoteOf } from '../route-out/quote.ts'
import { isDenied } from '../request-words.ts'
import type { Cue } from '../request-words.ts'
import type { ShapeKnowledge, ShapeRecipe } from './shape-recipe.ts'
import { cueProof, rowFiller, rowsFor, withSaid } from './shape-recipe.ts'

export interface LaneSplitKnowledge {
  readonly stakes: readonly {
    readonly rule: RuleId
    readonly cues: readonly Cue[]
    readonly risk: string
  }[]
  readonly moves: readonly {
    readonly rule: RuleId
    /** Of rows about one topic the first that fits stands; null: about nothing else. */
    readonly topic: string | null
    readonly cues: readonly Cue[]
    readonly text: string
  }[]
  readonly week: readonly {
    readonly rule: RuleId
    readonly cues: readonly Cue[]
    readonly text: string
  }[]
  /** A request with one of these asks what runs after the deploy. */
  readonly releaseCues: readonly Cue[]
  readonly releaseChecks: readonly {
    readonly rule: RuleId
    readonly cues: readonly Cue[]
    readonly check: string
    readonly red: string
  }[]
}

export const laneSplit: ShapeRecipe = (context, _parts, knowledge) => {
  const { moves, week } = knowledge.laneSplit
  const reckoned = numbersOf(context, knowledge.numbers)
  const minutes = reckoned.values.get('minutes')
  const fill = rowFiller(context, knowledge, {
    shards: spokenNumbers(reckoned)['shards'] ?? '',
    length: minutes === undefined ? 'the suite' : `its ${spoken(minutes)} min`,
    cheap: spoken(((reckoned.values.get('budget') ?? 0) * 60) / 100),
  })
  const rules = rowsFor(context, moves, 4)
  const steps = rowsFor(context, week, 6)
  const numbers = numberTable(context, knowledge.numbers, fill)
  const timed = partTable(context, knowledge)
  const release = releaseTable(context, knowledge, fill)
  const stakes = stakesOf(context, knowledge)
  return [
    {
      after: 'framing',
      parts: [
        {
          type: 'list',
          title: 'At stake',
          ordered: false,
          items: stakes.map(({ row, evidence }) => fill(withSaid(row.risk, evidence))),
          evidence: stakes.flatMap((each) => each.evidence),
        },
        ...(numbers ? [numbers] : []),
        ...(timed ? [timed] : []),
      ],
    },
    {
      after: 'lanes',
      parts: [
        ...(release ? [release] : []),
        {
          type: 'list',
          title: 'Promote and demote',
          ordered: false,
          items: rules.map(({ row }) => fill(row.text)),
          evidence: rules.flatMap((each) => each.evidence),
        },
        {
          type: 'list',
          title: 'First week',
          ordered: true,
          items: steps.map(({ row }) => fill(row.text)),
          evidence: steps.flatMap((each) => each.evidence),
        },
      ],
    },
  ]
}

/** What a request says of itself ("our tests aren't flaky") is not at stake; the row without cues stands alone. */
function stakesOf(
  context: PacketContext,
  { laneSplit: { stakes } }: ShapeKnowledge,
): ReturnType<typeof rowsFor<(typeof stakes)[number]>> {
  const isSaid = (each: Evidence): boolean => each.from !== 'request' || !isDenied(context, each)
  const open = stakes.filter(({ cues, rule }) => cueProof(context, cues, rule).every(isSaid))
  return rowsFor(context, open, mostStakes).filter(({ row }, at) => at === 0 || row.cues.length > 0)
}

const laneNames: Readonly<Record<LaneId, string>> = {
  'local-fast': 'local and PR',
  pr: 'PR',
  scheduled: 'nightly',
  release: 'release',
}
const mostParts = 7
const mostStakes = 3

function timeOf(minutes: number | null): string {
  if (minutes === null) return 'not timed'
  return minutes < 1 ? `${spoken(minutes * 60)} s` : `${spoken(minutes)} min`
}

/** The requester's own list of parts, each with its lane. */
function partTable(context: PacketContext, knowledge: ShapeKnowledge): ShapePart | null {
  const { parts } = numbersOf(context, knowledge.numbers)
  if (parts.length === 0) return null
  const shown = parts.slice(0, mostParts)
  return {
    type: 'table',
    title: 'Where each part goes',
    columns: ['Part', 'Today', 'Lane', 'Because'],
    rows: shown.map((each) => [
      each.name,
      timeOf(each.minutes),
      laneNames[each.lane],
      each.because,
    ]),
    evidence: shown.map((each) => quoteOf(context, each, each.rule)),
  }
}

const mostChecks = 6

function releaseTable(
  context: PacketContext,
  knowledge: ShapeKnowledge,
  fill: (text: string) => string,
): ShapePart | null {
  const { releaseCues, releaseChecks } = knowledge.laneSplit
  const asked = cueProof(context, releaseCues, releaseChecks[0]?.rule ?? 'lane-split/rc-version')
  if (asked.length === 0) return null
  const checks = rowsFor(context, releaseChecks, mostChecks)
  return {
    type: 'table',
    title: 'Checks after the deploy',
    columns: ['Check', 'Red'],
    rows: checks.map(({ row }) => [row.check, row.red].map(fill)),
    evidence: [...asked, ...checks.flatMap((each) => each.evidence)],
  }
}
