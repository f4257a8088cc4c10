/** Answers say something, in sentences that could not stand anywhere, and quote what was really written. */
import { decisionsOf } from '../decisions.ts'
import { lintText, suspectsIn } from '../lint.ts'
import { mostCases } from '../route-out.ts'
import type { Check } from './check.ts'
import { unless } from './check.ts'

/** What a route-out or needs-framing answer owes. */
export const answerChecks: readonly Check[] = [
  {
    name: 'handoff-is-a-brief',
    problems: ({ verdict }) =>
      verdict.verdict !== 'route-out'
        ? []
        : [
            ...unless(
              verdict.handoff.undecided.length > 0,
              'the handoff says nothing is undecided',
            ),
            ...unless(verdict.comeBackWith !== '', 'the handoff does not say what to bring back'),
            ...unless(
              verdict.staysHere.length <= mostCases,
              `more than ${mostCases} cases stay here`,
            ),
          ],
  },
  {
    name: 'questions-can-be-answered',
    problems: ({ verdict }) =>
      verdict.verdict !== 'needs-framing'
        ? []
        : [
            ...unless(verdict.questions.length > 0, 'nothing is asked'),
            ...verdict.questions
              .filter((each) => each.choices.length < 2)
              .map((each) => `question "${each.id}" offers no choice`),
          ],
  },
]

export const wordingChecks: readonly Check[] = [
  {
    name: 'no-forbidden-phrase',
    problems: ({ verdict, request, phrases }) => {
      const ours = decisionsOf(verdict).filter((each) => !isRequesters(each.key))
      const suspects = suspectsIn(ours.map((each) => each.text).join('\n'), phrases)
      return ours.flatMap((each) =>
        lintText(each.text, request, suspects).map(
          (problem) => `"${problem.found}" in ${each.key}: say ${problem.instead}`,
        ),
      )
    },
  },
  {
    name: 'quote-stands-in-the-request',
    problems: ({ verdict, request }) =>
      decisionsOf(verdict).flatMap((each) =>
        each.evidence.flatMap((proof) =>
          proof.from === 'request' && request.slice(proof.start, proof.end) !== proof.quote
            ? [`"${proof.quote}" of ${each.key} does not stand there in the request`]
            : [],
        ),
      ),
  },
  {
    name: 'rule-stands-in-the-references',
    problems: ({ verdict, rules }) =>
      decisionsOf(verdict).flatMap((each) =>
        each.evidence.flatMap((proof) =>
          proof.rule === null || rules.has(proof.rule)
            ? []
            : [`${each.key} points to ${proof.rule}, which no reference has`],
        ),
      ),
  },
]

/** Decisions that hold the requester's own words or a quote of them. */
const isRequesters = (key: string): boolean =>
  /^(packet choice|surface|risk|runtime|coverage|constraint|exclusion|evidence must|smell)/.test(
    key,
  )
