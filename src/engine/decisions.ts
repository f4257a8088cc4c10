import type { DependencyDecision, Evidence, Scenario, Verdict } from './packet.ts'

/** One decision of a verdict under a key that stays the same over revisions: `layer unit`, `dependency postgres@pr`. */
export interface Decision {
  readonly key: string
  /** Everything the decision says, as one sentence: two verdicts differ in it when their texts differ. */
  readonly text: string
  readonly evidence: readonly Evidence[]
}

/** All decisions of a verdict in the order in which they are printed. */
export function decisionsOf(verdict: Verdict): readonly Decision[] {
  return [...commonDecisions(verdict), ...ownDecisions(verdict), ...closingDecisions(verdict)]
}

/** How many decisions differ, appear or vanish between two verdicts. */
export function countChanges(before: Verdict, after: Verdict): number {
  const old = textByKey(before)
  const fresh = textByKey(after)
  const keys = new Set([...old.keys(), ...fresh.keys()])
  return [...keys].filter((key) => old.get(key) !== fresh.get(key)).length
}

const textByKey = (verdict: Verdict): ReadonlyMap<string, string> =>
  new Map(decisionsOf(verdict).map((each) => [each.key, each.text]))

function commonDecisions({ classification, framing, ...verdict }: Verdict): readonly Decision[] {
  const { primary, secondary, confidence } = classification
  return [
    {
      key: 'packet choice',
      text: `${primary}, ${secondary === null ? 'no secondary concern' : `secondary ${secondary}`}, ${confidence} confidence. ${classification.reason}`,
      evidence: classification.evidence,
    },
    ...framing.surfaces.map((each) => ({
      key: `surface ${each.surface}`,
      text: each.words,
      evidence: each.evidence,
    })),
    ...framing.risks.map((each) => ({
      key: `risk ${each.risk}`,
      text: each.words,
      evidence: each.evidence,
    })),
    ...framing.runtime.map((each) => ({
      key: `runtime ${each.runtime}`,
      text: each.name,
      evidence: each.evidence,
    })),
    ...framing.coverage.map((each) => ({
      key: `coverage ${each.words}`,
      text: each.words,
      evidence: each.evidence,
    })),
    ...framing.constraints.map((each) => ({
      key: `constraint ${each.constraint}`,
      text: `${each.words}${each.value === null ? '' : ` (${each.value})`}`,
      evidence: each.evidence,
    })),
    ...framing.exclusions.map((each) => ({
      key: `exclusion ${each.exclusion}`,
      text: each.words,
      evidence: each.evidence,
    })),
    ...framing.lanes.map((each) => ({
      key: `evidence must hold in ${each.lane}`,
      text: each.words,
      evidence: each.evidence,
    })),
    ...verdict.caveats.map((each) => ({
      key: `${each.kind} ${each.text}`,
      text: each.text,
      evidence: each.evidence,
    })),
  ]
}

function ownDecisions(verdict: Verdict): readonly Decision[] {
  if (verdict.verdict === 'packet')
    return [
      ...verdict.layers.map((each) => ({
        key: `layer ${each.layer}`,
        text: `${each.inScope ? 'in scope' : 'out of scope'}${each.extent === null ? '' : `, ${each.extent}`}: ${each.protects ?? '-'}; ${each.notes}`,
        evidence: each.evidence,
      })),
      ...verdict.scenarios.map(scenarioDecision),
      ...verdict.dependencies.map(dependencyDecision),
      ...verdict.control.map((each) => ({
        key: `control ${each.control}`,
        text: each.text,
        evidence: each.evidence,
      })),
      ...verdict.lanes.map((each) => ({
        key: `lane ${each.lane}`,
        text: [each.runs ?? 'nothing', each.budget, each.command, each.note]
          .filter((part) => part !== null)
          .join('; '),
        evidence: each.evidence,
      })),
      {
        key: 'gates',
        text: `${verdict.gates.beforeMerge}; ${verdict.gates.beforeRelease}; ${verdict.gates.rollbackTrigger}`,
        evidence: verdict.gates.evidence,
      },
      ...verdict.shapes.flatMap((shape) =>
        shape.parts.map((part, index) => ({
          key: `part after ${shape.after} ${index + 1}`,
          text: partText(part),
          evidence: part.evidence,
        })),
      ),
    ]
  if (verdict.verdict === 'route-out')
    return [
      {
        key: 'handoff',
        text: [...verdict.handoff.undecided, ...verdict.handoff.dependsOnIt].join('; '),
        evidence: verdict.handoff.evidence,
      },
      ...verdict.staysHere.map(scenarioDecision),
    ]
  return verdict.questions.map((each) => ({
    key: `question ${each.id}`,
    text: each.text,
    evidence: each.evidence,
  }))
}

const closingDecisions = (verdict: Verdict): readonly Decision[] =>
  verdict.routeOuts.map((each) => ({
    key: `route-out ${each.to}`,
    text: each.text ?? 'none',
    evidence: each.evidence,
  }))

const scenarioDecision = (each: Scenario): Decision => ({
  key: `scenario ${each.number}`,
  text: `${each.text} (${each.layer}, ${each.lane})`,
  evidence: each.evidence,
})

const dependencyDecision = (each: DependencyDecision): Decision => ({
  key: `dependency ${each.dependency}${each.scope === null ? '' : `@${each.scope}`}`,
  text: [
    `${each.strategy ?? 'stays out'}: ${each.means}`,
    each.why,
    ...(each.doesNotProve === null ? [] : [`does not prove ${each.doesNotProve}`]),
  ].join('; '),
  evidence: each.evidence,
})

type Part = Extract<Verdict, { verdict: 'packet' }>['shapes'][number]['parts'][number]

function partText(part: Part): string {
  const title = part.title === null ? '' : `${part.title}: `
  if (part.type === 'table') return title + part.rows.map((row) => row.join(', ')).join('; ')
  return title + (part.type === 'list' ? part.items.join('; ') : part.text)
}
