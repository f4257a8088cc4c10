import type { Knowledge } from '../knowledge.ts'
import type { Amendment, RouteOutDecision, RouteOutId } from '../packet.ts'
import { contextOf } from '../plan.ts'
import { handOver } from '../route-out.ts'
import type { Brief } from './brief.ts'
import { matchHandoff, mostPoints } from './handoff.ts'
import type { HandoffMatch } from './handoff.ts'
import { decisionFor } from './neighbour-rows.ts'

/** The brief for `to` as the amended request stands; whether anything is to be handed over is the verdict's business. */
export function briefOf(
  request: { readonly text: string },
  amendments: readonly Amendment[],
  to: RouteOutId,
  knowledge: Knowledge,
): Brief {
  const { context, routed } = contextOf(request, amendments, knowledge)
  const matches = matchHandoff(context, to, knowledge.routeOuts)
  const { title } = context.framing
  if (routed === to) {
    const { handoff, staysHere, comeBackWith } = handOver(context, to, knowledge)
    const neighbour = knowledge.routeOuts.neighbours.find((each) => each.to === to)
    return {
      to,
      title,
      undecided: pointsOf(matches),
      dependsOnIt: handoff.dependsOnIt,
      staysHere: staysHere.map((each) => each.text),
      comeBackWith,
      becomes: neighbour?.becomes ?? null,
      words: null,
    }
  }
  const row = decisionFor(context, to, routed, knowledge.routeOuts)
  const raised = matches.filter((match) => isAbout(row, match))
  return {
    to,
    title,
    undecided: [
      ...(row.text === null ? [] : [{ point: row.text, asked: null }]),
      ...pointsOf(raised),
    ].slice(0, mostPoints),
    dependsOnIt: raised.flatMap((match) => (match.isQuestion ? [] : (match.row.dependsOnIt ?? []))),
    staysHere: [],
    comeBackWith: '',
    becomes: null,
    words: null,
  }
}

const pointsOf = (matches: readonly HandoffMatch[]): Brief['undecided'] =>
  matches.slice(0, mostPoints).map(({ row, text, asked, isQuestion }) => ({
    point: isQuestion ? text : row.undecided,
    asked,
  }))

/** Of what the neighbour decides, a packet leaves open only what its row is about. */
const isAbout = ({ evidence }: RouteOutDecision, { asked }: HandoffMatch): boolean =>
  asked !== null &&
  evidence.some(
    (each) => each.from === 'request' && asked.toLowerCase().includes(each.quote.toLowerCase()),
  )
