import { decisionsOf } from '../../engine/decisions.ts'
import type { Flip } from '../../engine/flips.ts'
import type { Rule } from '../../engine/knowledge.ts'
import type { Evidence, RuleId, Verdict } from '../../engine/packet.ts'
import { titleOf } from '../title.ts'
import { code, inline, opening } from './text.ts'

/**
 * Every decision with the words of the request and the rule of the reference that led to it, and the smallest change of
 * the framing that would turn it.
 */
export function renderWhyText(
  verdict: Verdict,
  rules: ReadonlyMap<RuleId, Rule>,
  flips: ReadonlyMap<string, Flip>,
): string {
  const lines = [
    `## Why: ${inline(titleOf(verdict))}`,
    ...decisionsOf(verdict).flatMap(({ key, text, evidence }) => [
      `### ${opening(key)}`,
      inline(text),
      ...unique(evidence.map((proof) => `- ${proofWords(proof, rules)}`)),
      ...flipLines(flips.get(turningPointOf(key, verdict)), verdict),
    ]),
  ]
  return `${lines.join('\n')}\n`
}

/** Flips know a case by its sentence, since its number may belong to another one after the change. */
function turningPointOf(key: string, verdict: Verdict): string {
  if (verdict.verdict !== 'packet') return key
  const scenario = verdict.scenarios.find((each) => key === `scenario ${each.number}`)
  return scenario === undefined ? key : `scenario "${scenario.text}"`
}

function flipLines(flip: Flip | undefined, verdict: Verdict): readonly string[] {
  if (flip === undefined) return []
  const others = flip.knockOn.map((point) => shortPoint(point, verdict))
  const knockOn = others.length === 0 ? 'nothing else changes' : `also ${others.join(', ')}`
  return [`- would change ${inline(flip.says)} -> ${inline(flip.becomes)}; ${inline(knockOn)}`]
}

/** `scenario 3` for a case that the packet has, `a new scenario` for one that the change brings. */
export function shortPoint(point: string, verdict: Verdict): string {
  if (!point.startsWith('scenario ') || verdict.verdict !== 'packet') return point
  const scenario = verdict.scenarios.find((each) => point === `scenario "${each.text}"`)
  return scenario === undefined ? 'a new scenario' : `scenario ${scenario.number}`
}

function proofWords(proof: Evidence, rules: ReadonlyMap<RuleId, Rule>): string {
  const rule = proof.rule === null ? '' : ruleWords(proof.rule, rules)
  switch (proof.from) {
    case 'request':
      return `said: "${inline(proof.quote)}" -> ${rule}`
    case 'reference':
      return `by the method -> ${rule}`
    case 'assumption':
      return `assumed -> ${rule}`
    case 'amendment':
      return `said in the thread (${code(proof.amendment)})${rule === '' ? '' : ` -> ${rule}`}`
  }
  return rule
}

function ruleWords(id: RuleId, rules: ReadonlyMap<RuleId, Rule>): string {
  const rule = rules.get(id)
  return rule === undefined
    ? code(id)
    : `${code(id)} (references/${rule.document}:${rule.line}, ${inline(rule.section)}): ${inline(beginning(rule.text))}`
}

/** A row of cues can hold a hundred; the reference has them all. */
const longestRule = 200
const beginning = (text: string): string =>
  text.length <= longestRule ? text : `${text.slice(0, text.lastIndexOf(' ', longestRule))} …`

const unique = (lines: readonly string[]): readonly string[] => [...new Set(lines)]
