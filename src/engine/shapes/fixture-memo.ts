/**
 * The fixture and reset memo: what the numbers say, who the actors are, how each worker gets a database, a comparison of
 * resets where the request asks for one, and the order of the change.
 */
import type { PacketContext } from '../context.ts'
import { numberTable } from '../numbers/follows.ts'
import type { Evidence, RuleId, Shape, ShapePart } from '../packet.ts'
import { matchOf } from '../realism/choose-row.ts'
import type { DependencyMatch } from '../realism/tables.ts'
import { indexWords, wordsOf } from '../request-words.ts'
import type { Cue } from '../request-words.ts'
import type { ShapeRecipe } from './shape-recipe.ts'
import { cueProof, referenceProof, rowFiller, rowsFor, withSaid } from './shape-recipe.ts'

export interface FixtureMemoKnowledge {
  readonly actors: readonly {
    readonly rule: RuleId
    /** Of rows about one topic the first that fits stands; null: about nothing else. */
    readonly topic: string | null
    readonly actor: string
    readonly cues: readonly Cue[]
    readonly owns: string
    readonly proves: string
  }[]
  readonly resets: readonly {
    readonly rule: RuleId
    readonly strategy: string
    readonly cues: readonly Cue[]
    readonly cost: string
    readonly rightWhen: string
    readonly breaksWhen: string
  }[]
  /** Words by which a request weighs ways against each other. */
  readonly comparison: readonly Cue[]
  readonly steps: readonly {
    readonly rule: RuleId
    /** Of rows about one topic the first that fits stands; null: about nothing else. */
    readonly topic: string | null
    readonly cues: readonly Cue[]
    readonly step: string
  }[]
  /** Words by which a request speaks of workers, containers or migrations. */
  readonly databaseCues: readonly Cue[]
  readonly ways: readonly {
    readonly rule: RuleId
    readonly dependency: DependencyMatch
    readonly way: string
  }[]
  readonly hooks: readonly {
    readonly rule: RuleId
    readonly stacks: readonly string[]
    readonly hook: string
  }[]
}

const mostActors = 5
const mostSteps = 5
/** What keeps the change in place closes its list, however long that is. */
const guardRule = 'fixture-memo/st-guard'
const isGuard = ({ rule }: { readonly rule: RuleId }): boolean => rule === guardRule

export const fixtureMemo: ShapeRecipe = (context, _parts, knowledge) => {
  const memo = knowledge.fixtureMemo
  const fill = rowFiller(context, knowledge)
  const namesRow = fill('{row}') !== 'row'
  const actors = actorsOf(context, memo, namesRow)
  const steps = [
    ...rowsFor(
      context,
      memo.steps.filter((row) => !isGuard(row)),
      mostSteps,
    ),
    ...rowsFor(context, memo.steps.filter(isGuard), 1),
  ]
  const numbers = numberTable(context, knowledge.numbers, fill)
  const databases = databasesFor(context, memo)
  const asked = memo.resets.flatMap((row) => {
    const proof = cueProof(context, row.cues, row.rule)
    return proof.length > 0 ? [{ row, proof }] : []
  })
  const compares = asked.length >= 2 && wordsOf(context).findAny(memo.comparison) !== null
  const parts: Shape['parts'] = [
    ...(actors.length > 0
      ? [
          {
            type: 'table' as const,
            title: 'Actors',
            columns: ['Actor', 'Owns', 'Proves'],
            rows: actors.map(({ row, evidence }) =>
              [row.actor, row.owns, row.proves].map((cell) => fill(withSaid(cell, evidence))),
            ),
            evidence: actors.flatMap((each) => each.evidence),
          },
        ]
      : []),
    ...(databases ? [databases] : []),
    ...(compares
      ? [
          {
            type: 'table' as const,
            title: 'Ways to reset, compared',
            columns: ['Strategy', 'Cost', 'Right when', 'Breaks when'],
            rows: asked
              .slice(0, 4)
              .map(({ row }) => [row.strategy, row.cost, row.rightWhen, row.breaksWhen].map(fill)),
            evidence: asked.slice(0, 4).flatMap((each) => each.proof),
          },
        ]
      : []),
    {
      type: 'list',
      title: 'Order of the change',
      ordered: true,
      items: steps.map(({ row, evidence }) => fill(withSaid(row.step, evidence))),
      evidence: steps.flatMap((each) => each.evidence),
    },
  ]
  return [
    ...(numbers ? [{ after: 'framing' as const, parts: [numbers] }] : []),
    { after: 'control', parts },
  ]
}

/** Empty when the request speaks of nobody who calls; the roles that it lists come before what is usual. */
function actorsOf(
  context: PacketContext,
  { actors }: FixtureMemoKnowledge,
  namesRow: boolean,
): readonly Actor[] {
  const usual = actors.filter((row) => row.rule !== roleRule)
  const listed = listedRoles(context, actors)
  const named = usual.filter((row) => cueProof(context, row.cues, row.rule).length > 0)
  if (named.length === 0 && listed.length === 0) return []
  if (listed.length === 0) return rowsFor(context, usual, mostActors)
  const others = rowsFor(context, named, mostActors).filter(
    ({ row }) => !listed.some((each) => each.row.rule === row.rule),
  )
  const twin = usual
    .filter((row) => namesRow && row.rule === twinRule)
    .map((row) => ({ row, evidence: referenceProof(row.rule) }))
  return [...others.slice(0, 1), ...listed, ...others.slice(1), ...twin].slice(0, mostActors)
}

interface Actor {
  readonly row: FixtureMemoKnowledge['actors'][number]
  readonly evidence: readonly Evidence[]
}

/** The row of a role that no other row knows. */
const roleRule = 'fixture-memo/ac-role'
/** A second one of the same role shows who owns what. */
const twinRule = 'fixture-memo/ac-other'
const roleLists = [
  /\b(?:roles?|actors?|tokens? for|log ?ins? for|log in as)(?: like| such as|:)? ((?:[a-z-]{3,20}, ){0,4}[a-z-]{3,20},? and [a-z-]{3,20})/i,
  /\b((?:[a-z-]{3,20}, ){1,4}[a-z-]{3,20},? and [a-z-]{3,20}|[a-z-]{3,20} and [a-z-]{3,20}) (?:all )?(?:can )?(?:log|sign) in\b/i,
]
const isFound = (match: RegExpExecArray | null): match is RegExpExecArray => match !== null
const noRole = /^(?:roles|tenants|users|tests|permissions|accounts|login|data)$/i

/** "tokens for viewer, editor and admin": each with what is known of such a role. */
function listedRoles(
  context: PacketContext,
  actors: FixtureMemoKnowledge['actors'],
): readonly Actor[] {
  const match = roleLists.map((pattern) => pattern.exec(context.reading.text)).find(isFound)
  const list = match?.[1]
  const names =
    list
      ?.split(/,? and |, /)
      .filter((name) => !noRole.test(name))
      .map((name) => name.toLowerCase().replace(/(?<=[^s])s$/, '')) ?? []
  if (!match || list === undefined || names.length < 2) return []
  const start = match.index + match[0].indexOf(list)
  return names.flatMap((name): readonly Actor[] => {
    const words = indexWords(name)
    const row =
      actors.find((each) => words.findAny(each.cues) !== null) ??
      actors.find((each) => each.rule === roleRule)
    return row
      ? [
          {
            row: { ...row, actor: name },
            evidence: [
              { from: 'request', rule: row.rule, quote: list, start, end: start + list.length },
            ],
          },
        ]
      : []
  })
}

function databasesFor(context: PacketContext, memo: FixtureMemoKnowledge): ShapePart | null {
  const { dependencies, stack } = context.framing
  const asked = wordsOf(context).findAny(memo.databaseCues)
  const stated = dependencies.filter((each) => each.stated)
  const way = memo.ways.find((row) => stated.some((each) => matchOf(row.dependency, each) !== null))
  // Elsewhere a worker's own name is all it takes.
  const isCloned = stated.some((each) => each.kind === 'relational')
  const hook = memo.hooks.find((row) => isCloned && stack !== null && row.stacks.includes(stack))
  if (!asked || !way) return null
  const quote: Evidence = {
    from: 'request',
    rule: way.rule,
    quote: context.reading.text.slice(asked.start, asked.end),
    ...asked,
  }
  return {
    type: 'list',
    title: 'A database for each worker',
    ordered: false,
    items: [way.way, ...(hook ? [hook.hook] : [])],
    evidence: [quote, ...referenceProof(way.rule, ...(hook ? [hook.rule] : []))],
  }
}
