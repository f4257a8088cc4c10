/** What of a verdict is not final while a neighbour's answer is out. */
import type { Packet, RouteOutId, Scenario, Verdict } from '../packet.ts'
import type { RouteOutKnowledge, WaitRow } from '../route-out.ts'

/** Decisions by their keys (see `decisionsOf`), or what a route-out cannot begin without, as sentences. */
export interface Waiting {
  readonly decisions: readonly string[]
  readonly sentences: readonly string[]
}

export function waitingFor(
  verdict: Verdict,
  to: RouteOutId,
  knowledge: Pick<RouteOutKnowledge, 'waits'>,
): Waiting {
  if (verdict.verdict === 'route-out' && verdict.to === to)
    return { decisions: [], sentences: verdict.handoff.dependsOnIt }
  if (verdict.verdict !== 'packet') return { decisions: [], sentences: [] }
  const rows = knowledge.waits.filter((row) => row.to === to)
  const quotes = quotesOf(verdict, to)
  const scenarios = verdict.scenarios.filter(
    (each) => rows.some((row) => namesCase(row, each)) || quotes.some((quote) => says(each, quote)),
  )
  return {
    decisions: [
      ...rows.flatMap((row) => rowsNamed(row, verdict)),
      ...scenarios.map((each) => `scenario ${each.number}`),
    ],
    sentences: [],
  }
}

/** The neighbours that have something to decide here: what is shown as "none" or was left out on request is nobody's task. */
export function openRouteOuts(verdict: Verdict): readonly RouteOutId[] {
  const excluded = new Set(verdict.framing.exclusions.map((each) => each.exclusion))
  return verdict.routeOuts.flatMap(({ to, text }) =>
    text === null || excluded.has(to) ? [] : [to],
  )
}

function rowsNamed({ waits }: WaitRow, packet: Packet): readonly string[] {
  return waits.flatMap(({ on, name }) => {
    if (on === 'gates') return ['gates']
    if (on === 'layer')
      return packet.layers.some((each) => each.layer === name && each.inScope)
        ? [`layer ${name}`]
        : []
    if (on === 'control')
      return packet.control.some((each) => each.control === name) ? [`control ${name}`] : []
    return []
  })
}

const namesCase = ({ waits }: WaitRow, scenario: Scenario): boolean =>
  waits.some(
    ({ on, name }) =>
      on === 'scenarios' && (scenario.layer === name || scenario.risks.includes(name)),
  )

/** Words shorter than this stand in too many cases to prove anything. */
const shortestQuote = 3

const quotesOf = (packet: Packet, to: RouteOutId): readonly string[] =>
  packet.routeOuts
    .filter((row) => row.to === to)
    .flatMap((row) =>
      row.evidence.flatMap((each) =>
        each.from === 'request' && each.quote.length >= shortestQuote ? [each.quote] : [],
      ),
    )

/** As words of their own: `409` is not in `4096`. */
const says = ({ text }: Scenario, quote: string): boolean => wordsOf(text).includes(wordsOf(quote))

const wordsOf = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
