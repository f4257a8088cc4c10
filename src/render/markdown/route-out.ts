import type { RouteOut } from '../../engine/packet.ts'
import { namesSubject, titleOf } from '../title.ts'
import { dependsOnItWords, routeOutWords, staysHereWords } from '../words.ts'
import {
  choiceLines,
  dependencyLines,
  framingLines,
  routeOutLines,
  suiteCoverageWords,
  titleLines,
} from './framing.ts'
import { numberedScenarios } from './packet.ts'
import { inline, opening } from './text.ts'

/** Browser tests may exist or be asked for; either way they cover nothing below the browser. */
const coverageWords = ({ to, framing }: RouteOut): string =>
  to === 'frontend-testing' && framing.coverage.length === 0
    ? 'not stated below the browser'
    : suiteCoverageWords(framing)

export function routeOutAnswerLines(answer: RouteOut): readonly string[] {
  const { classification, handoff, staysHere } = answer
  return [
    ...titleLines(titleOf(answer), answer.findings),
    ...choiceLines(`none; routed to ${routeOutWords[answer.to]}`, classification),
    ...framingLines(answer.framing, answer.caveats, {
      own: dependencyLines(answer.framing),
      coverage: coverageWords(answer),
      atStake: handoff.atStake ?? [],
      ...(answer.to === 'testing-strategies' && !namesSubject(answer.framing)
        ? { surface: `${answer.framing.title}, not one backend behaviour` }
        : {}),
    }),
    '### Handoff',
    `Undecided, and ${routeOutWords[answer.to]} decides it:`,
    ...handoff.undecided.map((each) => `- ${opening(each)}`),
    ...(handoff.dependsOnIt.length === 0
      ? []
      : [
          '',
          `${dependsOnItWords[answer.to]}:`,
          ...handoff.dependsOnIt.map((each) => `- ${opening(each)}`),
        ]),
    ...(staysHere.length === 0
      ? []
      : ['', `${staysHereWords[answer.to]}:`, ...numberedScenarios(staysHere, null)]),
    '### Come back with',
    inline(answer.comeBackWith),
    ...routeOutLines(answer.routeOuts),
  ]
}
