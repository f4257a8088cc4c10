import type {
  Caveat,
  Classification,
  Finding,
  Framing,
  RouteOutDecision,
} from '../../engine/packet.ts'
import { laneWords, possibly, routeOutWords } from '../words.ts'
import { code, inline } from './text.ts'

/** The heading, and a warning under it when the verdict failed checks of its own. */
export const titleLines = (title: string, findings: readonly Finding[]): readonly string[] => [
  `## Backend Test Packet: ${inline(title)}`,
  ...(findings.length === 0
    ? []
    : [
        '',
        `> **Warning:** this answer failed ${findings.length === 1 ? 'one of its own checks' : `${findings.length} of its own checks`}; read it with that in mind.`,
        ...findings.map((finding) => `> - ${code(finding.check)}: ${inline(finding.message)}`),
      ]),
]

/** `about` says of what the confidence is one, where that is not the packet. */
export function choiceLines(
  primary: string,
  classification: Classification,
  about: string | null = null,
): readonly string[] {
  const { secondary, confidence, runnerUp } = classification
  const close =
    confidence !== 'high' && runnerUp !== null && runnerUp.label !== secondary
      ? ` (closest other reading: ${runnerUp.label})`
      : ''
  return [
    '### Packet choice',
    `- Primary packet: ${primary}`,
    `- Secondary concern: ${secondary === null ? 'none' : `${possibly(classification)}${secondary}`}`,
    `- Confidence: ${confidence}${about === null ? '' : ` (${about})`}${close}`,
  ]
}

/** Step 2 of any answer; `own` are the lines that only a packet has. */
export function framingLines(
  framing: Framing,
  caveats: readonly Caveat[],
  {
    own = [],
    coverage = coverageWords(framing),
    atStake = [],
    surface = surfaceWords(framing),
  }: {
    readonly own?: readonly string[]
    readonly coverage?: string
    /** What goes wrong while a neighbour has not decided. */
    readonly atStake?: readonly string[]
    /** What the request is about, where that is no part of a backend. */
    readonly surface?: string
  } = {},
): readonly string[] {
  const assumed = caveats.filter((caveat) => caveat.kind === 'assumption')
  return [
    '### Change framing',
    `- Surface: ${inline(surface)}`,
    `- Main risks: ${inline(riskWords(framing.risks, atStake))}`,
    `- Runtime: ${inline(runtimeWords(framing))}`,
    `- Existing coverage: ${inline(coverage)}`,
    ...own,
    ...line(
      'Assumed',
      assumed.map((caveat) => caveat.text),
    ),
    ...framing.contradictions.flatMap((each) => line('Contradiction', [each.text])),
    ...caveats
      .filter((caveat) => caveat.kind !== 'assumption')
      .flatMap((caveat) => line(caveat.kind === 'conflict' ? 'Conflict' : 'Smell', [caveat.text])),
  ]
}

/** What only a packet obeys: its limits, where it must hold, and the slice chosen for a vague request. */
export const packetFramingLines = (framing: Framing): readonly string[] => [
  ...line('Constraints', limitWords(framing)),
  ...line(
    'Must hold in',
    framing.lanes.map((each) => laneWords[each.lane]),
  ),
  ...line('First slice', framing.slice === null ? [] : [framing.slice.text]),
]

/** For answers without a table of them: whoever takes over needs the engine's name. */
export const dependencyLines = ({ dependencies }: Framing): readonly string[] =>
  line(
    'Dependencies',
    dependencies.filter((each) => each.stated).map((each) => each.name),
  )

/** Limits and what is not wanted, in the requester's words. */
function limitWords(framing: Framing): readonly string[] {
  const words = new Set([...framing.constraints, ...framing.exclusions].map((each) => each.words))
  return words.size === 0 ? ['none stated'] : [...words]
}

const line = (label: string, texts: readonly string[]): readonly string[] =>
  texts.length === 0 ? [] : [`- ${label}: ${inline(texts.join('; '))}`]

export const routeOutLines = (routeOuts: readonly RouteOutDecision[]): readonly string[] => [
  '### Route-outs',
  ...routeOuts.map(
    (each) => `- ${routeOutWords[each.to]}: ${each.text === null ? 'none' : inline(each.text)}`,
  ),
]

const surfaceWords = ({ surfaces }: Framing): string =>
  surfaces.length === 0 ? 'not stated' : stated(surfaces)

/** What the requester said first; what only the references imply is marked. */
function stated(parts: readonly { readonly words: string; readonly stated: boolean }[]): string {
  const said = parts.filter((part) => part.stated).map((part) => part.words)
  const implied = parts.filter((part) => !part.stated).map((part) => part.words)
  return [
    ...said,
    ...(implied.length === 0 ? [] : [`${implied.join(', ')} (assumed, not stated)`]),
  ].join('; ')
}

/** `concurrency and persistence ("oversold twice")`: the method's word, and the requester's that led there. */
function riskWords(risks: Framing['risks'], atStake: readonly string[]): string {
  const said = risks.filter((each) => each.stated)
  const quotes = [...new Set(said.map((each) => each.words))]
  const implied = risks.filter((each) => !each.stated).map((each) => spoken(each.risk))
  if (risks.length === 0 && atStake.length === 0) return 'not stated'
  return [
    ...quotes.map((quote) => {
      const names = said.filter((each) => each.words === quote).map((each) => spoken(each.risk))
      return `${names.join(' and ')} ("${quote}")`
    }),
    ...(implied.length === 0 ? [] : [`${implied.join(', ')} (assumed, not stated)`]),
    ...atStake,
  ].join('; ')
}

const spoken = (slug: string): string => slug.replaceAll('-', ' ')

function runtimeWords(framing: Framing): string {
  if (framing.runtime.length === 0) return 'not stated'
  return framing.runtime
    .map((each) => (each.stated ? each.name : `${each.name} (assumed)`))
    .join(', ')
}

/** "coverage from 40" counts executed lines; which outcomes these protect it does not say. */
function withoutPercent(words: string): string {
  const [, percent] = /^coverage (?:from|is|at|of) (\d{1,3})(?: ?%)?$/i.exec(words) ?? []
  return percent === undefined
    ? words
    : `${percent} % of the lines, which outcomes they protect is not stated`
}

/** A suite that is split, steadied or fed exists already; where its layers are not stated, that is said. */
export function suiteCoverageWords(framing: Framing): string {
  if (framing.coverage.length > 0)
    return framing.coverage.map((each) => withoutPercent(each.words)).join('; ')
  // "Rails suite" says no more than the runtime does, and that there is one.
  const suite = framing.surfaces.find(
    ({ words }) => /\b(?:tests?|specs?)\b/i.test(words) && !/\bsuites?$/i.test(words),
  )
  const whole = framing.surfaces.find((each) => each.surface === 'suite' && each.stated)
  if (suite === undefined)
    return whole === undefined ? 'not stated' : `${whole.words} exists, layers not stated`
  return /\b(?:unit|integration|contract|e2e|end-to-end|smoke|system)\b/i.test(suite.words)
    ? suite.words
    : `${suite.words}, layers not stated`
}

function coverageWords(framing: Framing): string {
  if (framing.coverage.length > 0) return suiteCoverageWords(framing)
  const top = framing.risks[0]
  if (top === undefined) return 'not stated'
  const quote = top.stated ? ` ("${top.words}")` : ''
  return `not stated; assuming that no test covers ${spoken(top.risk)}${quote}`
}
