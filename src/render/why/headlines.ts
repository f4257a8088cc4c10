/** How a decision is named and under which heading it stands, what decides most first. */
import { topicOf } from '../../engine/decisions.ts'
import type { Decision, DecisionTopic } from '../../engine/decisions.ts'
import type { Verdict } from '../../engine/packet.ts'
import { labelWords, slugWords } from '../labels.ts'
import { controlWords, laneWords, layerWords, possibly, strategyText } from '../words.ts'

export interface Section {
  readonly title: string
  readonly decisions: readonly Decision[]
}

const headings: readonly (readonly [title: string, topics: readonly DecisionTopic[]])[] = [
  ['Packet choice', ['packet']],
  ['Questions', ['question']],
  ['Handoff', ['handoff']],
  ['Layers', ['layer']],
  ['Dependency strategies', ['dependency']],
  ['Scenarios', ['scenario']],
  ['Lanes', ['lane']],
  ['Gates', ['gates']],
  ['Parts of this kind', ['part']],
  ['Data and environment control', ['control']],
  ['Risks', ['risk']],
  ['Surface', ['surface']],
  ['Limits and what stays out', ['constraint', 'exclusion']],
  ['Runtime', ['runtime']],
  ['Existing coverage', ['coverage']],
  ['Where the evidence must hold', ['evidence']],
  ['Good to know', ['conflict', 'smell', 'assumption']],
  ['Route-outs', ['route-out']],
]

/** Sections with decisions; in a section what is used comes before what is not. */
export const sectionsOf = (decisions: readonly Decision[]): readonly Section[] =>
  headings
    .map(([title, topics]) => ({
      title,
      decisions: decisions
        .filter(({ key }) => topics.some((topic) => topic === topicOf(key)))
        .toSorted((one, other) => Number(isUnused(one)) - Number(isUnused(other))),
    }))
    .filter((section) => section.decisions.length > 0)

const isUnused = ({ answer }: Decision): boolean =>
  ['out of scope', 'empty', 'none', 'stays out'].includes(answer)

export function headlineOf(
  decision: Decision,
  verdict: Verdict,
): { readonly name: string; readonly says: string } {
  const { key, text } = decision
  const topic = topicOf(key)
  const rest = key.slice(topic.length + 1)
  const { classification } = verdict
  switch (topic) {
    case 'packet': {
      const { primary, secondary, confidence, reason } = classification
      const side =
        secondary === null
          ? ''
          : `, ${possibly(classification)}${labelWords[secondary].toLowerCase()} on the side`
      return { name: labelWords[primary], says: `${confidence} confidence${side}. ${reason}` }
    }
    case 'layer':
      return { name: nameIn(layerWords, rest), says: withoutDash(text) }
    case 'control':
      return { name: nameIn(controlWords, rest), says: text }
    case 'lane':
      return { name: nameIn(laneWords, rest), says: text }
    case 'evidence':
      return { name: nameIn(laneWords, rest.split(' ').at(-1) ?? ''), says: text }
    case 'route-out':
      return { name: nameIn(labelWords, rest), says: text }
    case 'scenario':
      return { name: `Scenario ${rest}`, says: placed(decision) }
    case 'dependency':
      return dependencyLine(decision, verdict)
    case 'risk':
    case 'surface':
      return { name: capital(slugWords(rest)), says: text }
    case 'exclusion':
      return { name: nameIn(excludedWords, rest, capital(slugWords(rest))), says: text }
    case 'constraint': {
      const [limit = rest, scope] = rest.split('@')
      const place = scope === undefined ? '' : ` ${placeOf(scope)}`
      return { name: `${capital(slugWords(limit))}${place}`, says: text }
    }
    case 'runtime':
      return { name: decision.name ?? rest, says: 'part of the stack' }
    case 'conflict':
      return { name: 'Conflict', says: text }
    case 'smell':
      return { name: 'Warning', says: text }
    case 'assumption':
      return { name: 'Assumed', says: text }
    case 'coverage':
      return { name: 'Exists', says: text }
    case 'question':
      return { name: 'Asked', says: text }
    case 'part':
      return decision.name === null
        ? { name: `After ${rest.replace('after ', '')}`, says: text }
        : { name: decision.name, says: withoutTitle(decision, text) }
    default:
      return { name: capital(key), says: text }
  }
}

/** The row itself says it best, where the verdict has it. */
function dependencyLine(
  { key, text, name }: Decision,
  verdict: Verdict,
): { readonly name: string; readonly says: string } {
  const target = key.slice('dependency '.length)
  const rows = verdict.verdict === 'packet' ? verdict.dependencies : []
  const row = rows.find(
    ({ dependency, scope }) => target === (scope === null ? dependency : `${dependency}@${scope}`),
  )
  const called = name ?? capital(target.split('@')[0] ?? target)
  const scope = row === undefined ? target.split('@')[1] : (row.scope ?? undefined)
  return {
    name: scope === undefined ? called : `${called} ${placeOf(scope)}`,
    says: row === undefined ? text : `${strategyText(row)}. ${row.why}`,
  }
}

const excludedWords: Readonly<Record<string, string>> = {
  ...layerWords,
  ...labelWords,
  e2e: 'End-to-end suite',
}

/** A case with its layer and lane in the method's words. */
function placed({ text, answer }: Decision): string {
  const [layer = '', lane = ''] = answer.split(' ')
  const slugs = ` (${layer}, ${lane})`
  return text.endsWith(slugs)
    ? `${text.slice(0, -slugs.length)} (${nameIn(layerWords, layer)}, ${nameIn(laneWords, lane)})`
    : text
}

/** A row may be for one lane, for several, or for what another row leaves. */
const placeOf = (scope: string): string =>
  scope === 'elsewhere' ? scope : `in ${nameIn(scopeWords, scope, scope)}`

/** Limits of a request have shorter words for some lanes. */
const scopeWords: Readonly<Record<string, string>> = {
  ...laneWords,
  ci: 'CI',
  local: laneWords['local-fast'],
  nightly: laneWords.scheduled,
}

/** Of a part only what stands below its title. */
export const withoutTitle = ({ name }: Decision, text: string): string =>
  name !== null && text.startsWith(`${name}: `) ? text.slice(name.length + 2) : text

/** A layer that is out protects nothing: what stands for that in a table says nothing in a sentence. */
export const withoutDash = (text: string): string =>
  text.replace(/^out of scope: -; /u, 'out of scope: ')

export const nameIn = (
  words: Readonly<Record<string, string>>,
  slug: string,
  otherwise: string = capital(slug),
): string => words[slug] ?? otherwise

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
