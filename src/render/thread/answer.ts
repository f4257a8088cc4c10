/** An answer to a question about a packet: the decisions it names, with what led to them and what would turn them. */
import { decisionsOf } from '../../engine/decisions.ts'
import type { Decision } from '../../engine/decisions.ts'
import type { Explanation } from '../../engine/explain.ts'
import type { Rule } from '../../engine/knowledge.ts'
import type { Amendment, Evidence, RuleId, Verdict } from '../../engine/packet.ts'
import { actionIds } from '../ids.ts'
import { noteButton } from '../notes.ts'
import { blocksOf } from '../pack.ts'
import type { MessagePayload } from '../pack.ts'
import { shorten } from '../split.ts'
import { ruleText } from '../why/rule-words.ts'
import { insteadLines } from '../why/words.ts'
import { laneWords, layerWords } from '../words.ts'

export interface QuestionView {
  readonly packetId: string
  /** The decisions that are asked about, by their place in the verdict; none when the question names none. */
  readonly asked: readonly number[]
  readonly verdict: Verdict
  readonly amendments: readonly Amendment[]
  readonly rules: ReadonlyMap<RuleId, Rule>
  readonly explanation: Explanation
}

const shownDecisions = 3

export function questionAnswer(view: QuestionView): MessagePayload {
  const decisions = decisionsOf(view.verdict)
  const asked = view.asked.flatMap((at) => decisions[at] ?? [])
  const opening =
    asked.length === 0
      ? 'The question names no decision of this packet that I know; this is why it is what it is:'
      : ''
  const shown =
    asked.length === 0 ? decisions.filter((each) => each.key === 'packet choice') : asked
  return {
    text: `About ${shown.map((each) => each.key).join(', ')}`,
    blocks: [
      ...blocksOf([
        ...(opening === '' ? [] : [{ type: 'paragraph', text: opening } as const]),
        ...shown.flatMap((each) => [
          { type: 'subheading', text: opened(each.key) } as const,
          { type: 'paragraph', text: shorten(each.text, 700) } as const,
          { type: 'list', ordered: false, items: reasonsOf(each, view) } as const,
        ]),
      ]),
      {
        type: 'actions',
        elements: [noteButton('Every reason', actionIds.packetWhy, view.packetId)],
      },
    ],
  }
}

/** Decisions whose name the question says, by their place in the verdict: as many as one answer holds. */
export function decisionsAsked(question: string, verdict: Verdict): readonly number[] {
  const words = ` ${question.toLowerCase().replaceAll(/[^\p{L}\p{N}#]+/gu, ' ')} `
  const says = (name: string): boolean => {
    const plain = name
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}#]+/gu, ' ')
      .trim()
    return plain !== '' && words.includes(` ${plain} `)
  }
  return decisionsOf(verdict)
    .flatMap(({ key }, at) => (namesOf(key, verdict).some(says) ? [at] : []))
    .slice(0, shownDecisions)
}

/** What people call a decision. */
function namesOf(key: string, verdict: Verdict): readonly string[] {
  const [topic = '', ...rest] = key.split(' ')
  const name = rest.join(' ')
  if (key === 'packet choice')
    return ['packet kind', 'this kind', 'primary', verdict.classification.primary]
  if (key === 'gates') return ['gate', 'gates', 'before merge', 'rollback']
  if (topic === 'scenario') return [`scenario ${name}`, `case ${name}`, `#${name}`]
  if (topic === 'layer')
    return [
      name,
      ...(name in layerWords ? layerWords[name as keyof typeof layerWords].split(' / ') : []),
    ]
  if (topic === 'lane')
    return [
      `${name} lane`,
      ...(name === 'pr' ? ['pr ci', 'pr'] : []),
      ...(name in laneWords ? laneWords[name as keyof typeof laneWords].split(' / ') : []),
    ]
  if (topic === 'dependency' && verdict.verdict === 'packet') {
    const [dependency = ''] = name.split('@')
    const row = verdict.dependencies.find((each) => each.dependency === dependency)
    return [dependency, ...(row === undefined ? [] : [row.name])]
  }
  if (topic === 'constraint') return [name.replace('@', ' '), name.split('@')[0] ?? name]
  return [name]
}

function reasonsOf(decision: Decision, view: QuestionView): readonly string[] {
  return [
    ...new Set(decision.evidence.slice(0, 4).map((each) => proofWords(each, view))),
    ...insteadLines(decision, view.explanation, view.verdict, 200)
      .slice(0, shownInstead)
      .map((line) => shorten(opened(line), 500)),
  ]
}

/** What would change it, and two alternatives. */
const shownInstead = 3

function proofWords(proof: Evidence, { rules, amendments }: QuestionView): string {
  switch (proof.from) {
    case 'request':
      return `You wrote “${shorten(proof.quote, 160)}”; ${ruleWords(rules, proof.rule)}`
    case 'assumption':
      return `Assumed, nobody said it; ${ruleWords(rules, proof.rule)}`
    case 'reference':
      return `By the method; ${ruleWords(rules, proof.rule)}`
    case 'amendment': {
      const because = amendments.find((each) => each.id === proof.amendment)?.because ?? null
      return `Said in this thread${because === null ? '' : `, because ${because}`}`
    }
  }
  return ''
}

function ruleWords(rules: ReadonlyMap<RuleId, Rule>, id: RuleId): string {
  const rule = rules.get(id)
  return rule === undefined
    ? `rule \`${id}\``
    : `rule \`${id}\` (${rule.document}, ${rule.section}): ${ruleText(rule, 160)}`
}

const opened = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
