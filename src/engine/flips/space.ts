/**
 * Every change of the framing that says one thing otherwise. What is in it is what "no change turns this" speaks of: each
 * framed thing taken away; each thing that the references know said as well (of dependencies one a kind, since those of
 * a kind are planned alike); a stack in another language; another packet kind. Changes of decisions themselves ("smoke: in") are not
 * framing and not in it.
 */
import type { Knowledge } from '../knowledge.ts'
import { laneIds, layerIds, verdictLabels } from '../packet.ts'
import type { Amendment, Framing, Verdict } from '../packet.ts'
import { clipped, listed, plain } from '../phrasing.ts'
import { tried } from './tried.ts'

/** How far a change goes from what was said, the nearest first. The order that "smaller" means: `isSmaller` in size.ts. */
export const reaches = ['taken away', 'said as well', 'another stack', 'another kind'] as const
export type Reach = (typeof reaches)[number]

export interface OneChange {
  readonly amendment: Amendment
  /** What follows the word "if": `containers were allowed on the PR lane`. */
  readonly says: string
  readonly reach: Reach
}

/** In the order in which equals are preferred: by reach, then by topic, then as the references have them. */
export function changesOfFraming(verdict: Verdict, knowledge: Knowledge): readonly OneChange[] {
  const changes = [
    ...takenAway(verdict, knowledge),
    ...(verdict.verdict === 'needs-framing'
      ? answers(verdict, knowledge)
      : saidAsWell(verdict, knowledge)),
    ...otherKinds(verdict),
  ]
  const known = new Set<string>()
  return changes.filter(({ amendment: { id } }) => !known.has(id) && known.add(id))
}

function takenAway(
  { framing, classification }: Verdict,
  { whatIf, framing: { dependencies } }: Knowledge,
): OneChange[] {
  const { secondary } = classification
  /** A general word ("database") takes an article. */
  const called = ({ dependency, name }: Framing['dependencies'][number]): string =>
    (dependencies.get(dependency)?.instead ?? []).length > 0 ? `the ${name.toLowerCase()}` : name
  return [
    ...framing.risks.map((each) =>
      away('risk', each.risk, null, `${quoted(each.words)} were no risk here`),
    ),
    ...framing.dependencies.map((each) =>
      away('dependency', each.dependency, null, `${called(each)} were not involved`),
    ),
    ...framing.surfaces.map((each) =>
      away('surface', 'surface', each.surface, `it were not about ${quoted(each.words)}`),
    ),
    ...framing.constraints.map((each) =>
      away(
        'constraint',
        each.constraint,
        // A limit without a value is named as it stands by what lifts it.
        each.value ?? 'allowed',
        whatIf.limits.find((row) => row.limit === each.constraint)?.gone ??
          `${quoted(each.words)} were no limit`,
      ),
    ),
    ...framing.exclusions.map((each) =>
      away(
        'constraint',
        'left-out',
        each.exclusion,
        whatIf.exclusions.find((row) => row.exclusion === each.exclusion)?.gone ??
          `${quoted(each.words)} were not left out`,
      ),
    ),
    ...framing.coverage.map((each) =>
      away('coverage', each.layer ?? 'existing', null, `${quoted(each.words)} were not the case`),
    ),
    ...framing.lanes.map((each) =>
      away(
        'lane',
        'evidence',
        each.lane,
        `the evidence did not have to hold ${lanePlaces[each.lane]}`,
      ),
    ),
    ...framing.runtime.map((each) =>
      away('runtime', 'runtime', each.runtime, `${each.name} were not part of the stack`),
    ),
    ...(secondary === null
      ? []
      : [
          away(
            'packet-kind',
            'secondary',
            null,
            `${labelPhrases[secondary]} were not asked on the side`,
          ),
        ]),
  ]
}

function saidAsWell(verdict: Verdict, knowledge: Knowledge): readonly OneChange[] {
  const { framing } = verdict
  return [
    ...moreRisks(framing, knowledge),
    ...moreDependencies(framing, knowledge),
    ...moreSurfaces(framing, knowledge),
    ...askedOnTheSide(verdict),
    ...moreLimits(framing, knowledge),
    ...moreLeftOut(framing, knowledge),
    ...layerIds
      .filter((layer) => !framing.coverage.some((each) => each.layer === layer))
      .map((layer) =>
        more('coverage', layer, `${layer} tests exist`, `${layer} tests existed already`),
      ),
    ...(framing.coverage.length > 0
      ? []
      : [more('coverage', 'existing', 'some tests exist', 'some tests existed already')]),
    ...laneIds
      .filter((lane) => !framing.lanes.some((each) => each.lane === lane))
      .map((lane) =>
        more('lane', 'evidence', lane, `the evidence had to hold ${lanePlaces[lane]}`),
      ),
    ...otherStacks(framing, knowledge),
  ]
}

const moreRisks = (framing: Framing, knowledge: Knowledge): readonly OneChange[] =>
  [...knowledge.framing.risks]
    .filter(([risk]) => !framing.risks.some((each) => each.risk === risk))
    .map(([risk, { words }]) => more('risk', risk, words, `${quoted(words)} were a risk as well`))

const away = (on: Amendment['on'], target: string, to: string | null, says: string): OneChange => ({
  amendment: tried(on, target, 'remove', to),
  says,
  reach: 'taken away',
})

/** One dependency of each kind that the framing has none of. */
function moreDependencies(framing: Framing, knowledge: Knowledge): readonly OneChange[] {
  const kinds = new Set(framing.dependencies.map((each) => each.kind))
  return [...knowledge.framing.dependencies].flatMap(([dependency, { kind, name, instead }]) => {
    // A general word ("database") says no more than the first product of its kind.
    if (kinds.has(kind) || instead.length > 0) return []
    kinds.add(kind)
    return [more('dependency', dependency, null, `${name} were involved`)]
  })
}

const moreSurfaces = (framing: Framing, knowledge: Knowledge): readonly OneChange[] =>
  [...knowledge.framing.surfaces]
    .filter(([surface]) => !framing.surfaces.some((each) => each.surface === surface))
    .map(([surface, { name }]) =>
      more('surface', 'surface', surface, `it were also about the ${name}`),
    )

const moreLimits = (framing: Framing, { whatIf }: Knowledge): readonly OneChange[] =>
  whatIf.limits
    .filter(({ limit }) => !framing.constraints.some((each) => each.constraint === limit))
    .map(({ limit, value, holds }) => more('constraint', limit, value, holds))

const moreLeftOut = (framing: Framing, { whatIf }: Knowledge): readonly OneChange[] =>
  whatIf.exclusions
    .filter(({ exclusion }) => !framing.exclusions.some((each) => each.exclusion === exclusion))
    .map(({ exclusion, holds }) => more('constraint', 'left-out', exclusion, holds))

/**
 * While framing is missing only what would be asked counts: every choice of surface and risk, each of which makes a packet,
 * and one answer to each further question, since any settles it. To plan all else is dear and changes nothing.
 */
const answers = (
  verdict: Extract<Verdict, { verdict: 'needs-framing' }>,
  { framingQuestions: { questions, choices } }: Knowledge,
): readonly OneChange[] =>
  questions.flatMap(({ id, text, answers: { on, target, op } }) => {
    const own = choices.filter((each) => each.question === id)
    const isFraming = on === 'surface' || on === 'risk'
    const isAsked = verdict.questions.some((each) => each.id === id)
    if (on === 'packet-kind' || !(isFraming || isAsked)) return []
    return own.slice(0, isFraming ? own.length : 1).map(({ value, label }) => ({
      amendment: tried(on, target, op, value),
      says: on === 'surface' ? `it were about ${label}` : `“${text}” were answered with “${label}”`,
      reach: 'said as well' as const,
    }))
  })

const askedOnTheSide = ({ classification }: Verdict): readonly OneChange[] =>
  verdictLabels
    .filter((label) => label !== 'needs-framing')
    .filter((label) => label !== classification.primary && label !== classification.secondary)
    .map((label) => ({
      amendment: tried('packet-kind', 'secondary', 'set', label),
      says: `${labelPhrases[label]} were asked on the side`,
      reach: 'said as well' as const,
    }))

/** One runtime of each language that the framing does not have, its framework where it has one. */
function otherStacks(framing: Framing, knowledge: Knowledge): readonly OneChange[] {
  const { runtimes } = knowledge.framing
  const languageOf = (runtime: string): string | null => {
    const entry = runtimes.get(runtime)
    return entry?.role === 'language' ? runtime : (entry?.language ?? null)
  }
  const spoken = new Set(framing.runtime.map((each) => languageOf(each.runtime)))
  const named = new Map<string, { readonly runtime: string; readonly role: string }>()
  for (const [runtime, { stack, role }] of runtimes) {
    const language = languageOf(runtime)
    if (stack === null || language === null || spoken.has(language)) continue
    const known = named.get(language)
    if (!known || (known.role !== 'framework' && role === 'framework'))
      named.set(language, { runtime, role })
  }
  const replaced = framing.runtime.filter((each) =>
    ['framework', 'language'].includes(runtimes.get(each.runtime)?.role ?? ''),
  )
  const instead =
    replaced.length === 0 ? '' : ` instead of ${listed(replaced.map((each) => each.name))}`
  return [...named.values()].map(({ runtime }) => ({
    amendment: tried('runtime', 'runtime', 'set', runtime),
    says: `it ran on ${runtimes.get(runtime)?.name ?? runtime}${instead}`,
    reach: 'another stack' as const,
  }))
}

/** The kind that was next likely comes first of equals. */
function otherKinds({ classification }: Verdict): readonly OneChange[] {
  const { primary, runnerUp } = classification
  return [...(runnerUp === null ? [] : [runnerUp.label]), ...verdictLabels]
    .filter((label) => label !== primary)
    .map((label) => ({
      amendment: tried('packet-kind', 'primary', 'set', label),
      says: `the team settled on ${labelPhrases[label]}`,
      reach: 'another kind' as const,
    }))
}

const more = (on: Amendment['on'], target: string, to: string | null, says: string): OneChange => ({
  amendment: tried(on, target, 'add', to),
  says,
  reach: 'said as well',
})

const quoted = (words: string): string => `“${clipped(plain(words), 80)}”`

const lanePlaces = {
  'local-fast': 'before a push',
  pr: 'on the PR',
  scheduled: 'at night',
  release: 'at the release',
} as const

/** A verdict as what a team asks for. */
const labelPhrases = {
  'coverage-plan': 'a coverage plan',
  'fixture-and-reset-plan': 'a fixture and reset plan',
  'contract-and-api-checks': 'contract and API checks',
  'flake-stabilization': 'a flake stabilization',
  'execution-lane-split': 'an execution lane split',
  'testing-strategies': 'a testing strategy',
  'api-design': 'API design',
  'authentication-setup': 'an authentication set-up',
  debugging: 'debugging',
  'frontend-testing': 'frontend testing',
  'needs-framing': 'framing it first',
} as const
