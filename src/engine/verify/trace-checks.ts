/** Nothing stands alone: risks and cases, dependencies and rows, decisions and evidence point to each other. */
import { decisionsOf } from '../decisions.ts'
import type { Packet } from '../packet.ts'
import { packetRecipes } from '../recipes.ts'
import type { Check } from './check.ts'

export const traceChecks: readonly Check<Packet>[] = [
  {
    name: 'stated-risk-is-traced',
    problems: ({ verdict, excludedRisks }) =>
      verdict.framing.risks
        .filter((each) => each.stated && !isTraced(verdict, each.risk, excludedRisks))
        .map((each) => `the risk "${each.words}" has neither a case nor an exclusion`),
  },
  {
    name: 'case-has-a-risk',
    problems: ({ verdict }) =>
      verdict.scenarios
        .filter((each) => each.risks.length === 0)
        .map((each) => `case ${each.number} protects against no risk`),
  },
  {
    name: 'case-can-fail',
    problems: ({ verdict }) =>
      verdict.scenarios
        .filter((each) => !each.text.includes('->'))
        .map((each) => `case ${each.number} names no outcome`),
  },
  {
    name: 'case-stands-in-an-open-layer',
    problems: ({ verdict }) =>
      verdict.scenarios
        .filter((each) => verdict.layers.some((row) => row.layer === each.layer && !row.inScope))
        .map(
          (each) => `case ${each.number} belongs to the ${each.layer} layer, which is out of scope`,
        ),
  },
  {
    name: 'stated-dependency-has-a-row',
    problems: ({ verdict }) =>
      verdict.framing.dependencies
        .filter((each) => each.stated)
        .filter(
          (each) =>
            !verdict.dependencies.some(
              (row) =>
                row.dependency === each.dependency || row.name.split(/[ ()]+/).includes(each.name),
            ),
        )
        .map((each) => `${each.name} is named in the request and has no row`),
  },
  {
    name: 'stand-in-says-what-it-does-not-prove',
    problems: ({ verdict }) =>
      verdict.dependencies
        .filter((each) => each.strategy === 'mock' || each.strategy === 'fake')
        .filter((each) => each.doesNotProve === null)
        .map((each) => `the stand-in for ${each.name} does not say what it leaves unproved`),
  },
  {
    name: 'shared-environment-says-its-cost',
    problems: ({ verdict }) =>
      verdict.dependencies
        .filter((each) => each.strategy === 'shared-external' && each.why.trim() === '')
        .map((each) => `${each.name} is shared without a reason`),
  },
  {
    name: 'decision-has-evidence',
    problems: ({ verdict }) =>
      decisionsOf(verdict)
        .filter((each) => each.evidence.length === 0)
        .map((each) => `"${each.key}" has no evidence`),
  },
]

function isTraced(
  packet: Packet,
  risk: string,
  excluded: readonly { readonly risk: string; readonly text: string }[],
): boolean {
  if (packet.scenarios.some((each) => each.risks.includes(risk))) return true
  // Kinds without named cases answer a risk by the parts that their recipe owes.
  if (packet.scenarios.length === 0 && packetRecipes[packet.kind].shapes.length > 0) return true
  const exclusion = excluded.find((each) => each.risk === risk)
  return (
    exclusion !== undefined &&
    decisionsOf(packet).some((each) => each.text.includes(exclusion.text))
  )
}
