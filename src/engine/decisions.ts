import { onceFor } from './once.ts'
import type { DependencyDecision, Evidence, LaneDecision, Scenario, Verdict } from './packet.ts'

/** One decision of a verdict under a key that stays the same over revisions: `layer unit`, `dependency postgres@pr`. */
export interface Decision {
  readonly key: string
  /** Everything the decision says, as one sentence: two verdicts differ in it when their texts differ. */
  readonly text: string
  readonly evidence: readonly Evidence[]
  /** The key, or the row that it comes from where the key holds a number or words that other decisions shift. */
  readonly identity: string
  /** The answer without its reasons and wording: the decision has turned when it reads differently and this differs too. */
  readonly answer: string
  /** What people call it where its key holds a slug; null where the key says it. */
  readonly name: string | null
}

/** What decisions are about: the first words of their keys. */
export const decisionTopics = [
  'packet',
  'surface',
  'risk',
  'runtime',
  'coverage',
  'constraint',
  'exclusion',
  'evidence',
  'conflict',
  'smell',
  'assumption',
  'layer',
  'scenario',
  'dependency',
  'control',
  'lane',
  'gates',
  'part',
  'question',
  'handoff',
  'route-out',
] as const
export type DecisionTopic = (typeof decisionTopics)[number]

/** Of a decision's key: `dependency` of `dependency postgres@pr`. */
export const topicOf = (key: string): string => key.split(' ', 1)[0] ?? key

/** All decisions of a verdict in the order in which they are printed. No two have one identity. */
export const decisionsOf = onceFor((verdict: Verdict): readonly Decision[] =>
  toldApart(
    [...commonDecisions(verdict), ...ownDecisions(verdict), ...closingDecisions(verdict)].map(
      (each) => ({ identity: each.key, answer: each.text, name: null, ...each }),
    ),
  ),
)

/** How many decisions differ, appear or vanish between two verdicts. */
export function countChanges(before: Verdict, after: Verdict): number {
  const old = textByKey(before)
  const fresh = textByKey(after)
  const keys = new Set([...old.keys(), ...fresh.keys()])
  return [...keys].filter((key) => old.get(key) !== fresh.get(key)).length
}

const textByKey = (verdict: Verdict): ReadonlyMap<string, string> =>
  new Map(decisionsOf(verdict).map((each) => [each.key, each.text]))

type Draft = Pick<Decision, 'key' | 'text' | 'evidence'> &
  Partial<Pick<Decision, 'identity' | 'answer' | 'name'>>

const stands = 'stands'

function commonDecisions({ classification, framing, ...verdict }: Verdict): readonly Draft[] {
  const { primary, secondary, confidence } = classification
  return [
    {
      key: 'packet choice',
      text: `${primary}, ${secondary === null ? 'no secondary concern' : `secondary ${secondary}`}, ${confidence} confidence. ${classification.reason}`,
      answer: primary,
      evidence: classification.evidence,
    },
    ...framing.surfaces.map((each) => ({
      key: `surface ${each.surface}`,
      text: each.words,
      answer: stands,
      evidence: each.evidence,
    })),
    ...framing.risks.map((each) => ({
      key: `risk ${each.risk}`,
      text: each.words,
      answer: stands,
      evidence: each.evidence,
    })),
    ...framing.runtime.map((each) => ({
      key: `runtime ${each.runtime}`,
      text: each.name,
      name: each.name,
      answer: stands,
      evidence: each.evidence,
    })),
    ...framing.coverage.map((each) => ({
      key: `coverage ${each.words}`,
      text: each.words,
      answer: stands,
      evidence: each.evidence,
    })),
    ...framing.constraints.map((each) => ({
      key: `constraint ${each.constraint}`,
      text:
        each.value === null || each.words.includes(each.value)
          ? each.words
          : `${each.words} (${each.value})`,
      answer: each.value ?? stands,
      evidence: each.evidence,
    })),
    ...framing.exclusions.map((each) => ({
      key: `exclusion ${each.exclusion}`,
      text: each.words,
      answer: stands,
      evidence: each.evidence,
    })),
    ...framing.lanes.map((each) => ({
      key: `evidence must hold in ${each.lane}`,
      text: each.words,
      answer: stands,
      evidence: each.evidence,
    })),
    ...verdict.caveats.map((each) => ({
      key: `${each.kind} ${each.text}`,
      text: each.text,
      identity: `${each.kind} ${each.evidence.map((proof) => proof.rule).join(' ') || each.text}`,
      answer: stands,
      evidence: each.evidence,
    })),
  ]
}

function ownDecisions(verdict: Verdict): readonly Draft[] {
  if (verdict.verdict === 'packet')
    return [
      ...verdict.layers.map((each) => ({
        key: `layer ${each.layer}`,
        text: `${each.inScope ? 'in scope' : 'out of scope'}${each.extent === null ? '' : `, ${each.extent}`}: ${each.protects ?? '-'}; ${each.notes}`,
        answer: each.inScope ? 'in scope' : 'out of scope',
        evidence: each.evidence,
      })),
      ...verdict.scenarios.map(scenarioDecision),
      ...verdict.dependencies.map(dependencyDecision),
      ...verdict.control.map((each) => ({
        key: `control ${each.control}`,
        text: each.text,
        evidence: each.evidence,
      })),
      ...verdict.lanes.map((each) => laneDecision(each, verdict.scenarios)),
      {
        key: 'gates',
        text: `${verdict.gates.beforeMerge}; ${verdict.gates.beforeRelease}; ${verdict.gates.rollbackTrigger}`,
        answer: verdict.gates.evidence.map((proof) => proof.rule).join(' '),
        evidence: verdict.gates.evidence,
      },
      ...verdict.shapes.flatMap((shape) =>
        shape.parts.map((part, index) => ({
          // By its title: a part that comes or goes before it makes it no other one.
          key: `part after ${shape.after} ${part.title === null ? index + 1 : withoutNumbers(part.title)}`,
          text: partText(part),
          name: part.title,
          answer: withoutNumbers(partText(part)),
          evidence: part.evidence,
        })),
      ),
    ]
  if (verdict.verdict === 'route-out')
    return [
      {
        key: 'handoff',
        text: [
          ...verdict.handoff.undecided,
          ...(verdict.handoff.atStake ?? []),
          ...verdict.handoff.dependsOnIt,
        ].join('; '),
        evidence: verdict.handoff.evidence,
      },
      ...verdict.staysHere.map(scenarioDecision),
    ]
  return verdict.questions.map((each) => ({
    key: `question ${each.id}`,
    text: each.text,
    answer: stands,
    evidence: each.evidence,
  }))
}

const closingDecisions = (verdict: Verdict): readonly Draft[] =>
  verdict.routeOuts.map((each) => ({
    key: `route-out ${each.to}`,
    text: each.text ?? 'none',
    evidence: each.evidence,
  }))

const scenarioDecision = (each: Scenario): Draft => ({
  key: `scenario ${each.number}`,
  text: `${each.text} (${each.layer}, ${each.lane})`,
  identity: `scenario ${rowOf(each)}`,
  answer: `${each.layer} ${each.lane}`,
  evidence: each.evidence,
})

/** The row of a case; of one that a person wrote, its words. */
const rowOf = ({ evidence, text }: Scenario): string =>
  evidence.find((proof) => proof.rule !== null)?.rule ?? text

const dependencyDecision = (each: DependencyDecision): Draft => ({
  key: `dependency ${each.dependency}${each.scope === null ? '' : `@${each.scope}`}`,
  text: [
    `${each.strategy ?? 'stays out'}: ${each.means}`,
    each.why,
    ...(each.doesNotProve === null ? [] : [`does not prove ${each.doesNotProve}`]),
  ].join('; '),
  answer: each.strategy ?? 'stays out',
  name: each.name,
  evidence: each.evidence,
})

/** Cases have other numbers as soon as one is added, so the answer names their rows. */
function laneDecision(each: LaneDecision, scenarios: readonly Scenario[]): Draft {
  const cases = scenarios.filter(({ lane }) => lane === each.lane).map(rowOf)
  return {
    key: `lane ${each.lane}`,
    text: [each.runs ?? 'nothing', each.budget, each.command, each.note]
      .filter((part) => part !== null)
      .join('; '),
    answer:
      each.runs === null ? 'empty' : [...cases.toSorted(), withoutNumbers(each.runs)].join('; '),
    evidence: each.evidence,
  }
}

const withoutNumbers = (text: string): string =>
  text.replaceAll(/\bscenarios? \d+(?:-\d+)?(?:(?:, | and )\d+(?:-\d+)?)*/g, 'cases')

type Part = Extract<Verdict, { verdict: 'packet' }>['shapes'][number]['parts'][number]

function partText(part: Part): string {
  const title = part.title === null ? '' : `${part.title}: `
  if (part.type === 'table') return title + part.rows.map((row) => row.join(', ')).join('; ')
  return title + (part.type === 'list' ? part.items.join('; ') : part.text)
}

/** Two caveats of one row, or two cases in the same words, are told apart by their order. */
function toldApart(decisions: readonly Decision[]): readonly Decision[] {
  const seen = new Map<string, number>()
  return decisions.map((each) => {
    const earlier = seen.get(each.identity) ?? 0
    seen.set(each.identity, earlier + 1)
    return earlier === 0 ? each : { ...each, identity: `${each.identity} (${earlier + 1})` }
  })
}
