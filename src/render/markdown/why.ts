import { decisionsOf } from '../../engine/decisions.ts'
import type { Explanation } from '../../engine/explain.ts'
import type { Rule } from '../../engine/knowledge.ts'
import type { Evidence, RuleId, Verdict } from '../../engine/packet.ts'
import { titleOf } from '../title.ts'
import { ruleText } from '../why/rule-words.ts'
import { insteadLines, weightWords } from '../why/words.ts'
import { code, inline, opening } from './text.ts'

/**
 * What most decisions rest on; then every decision with the words of the request and the rule of the reference that led
 * to it, the smallest change of the framing that would turn it, and what it could have been instead.
 */
export function renderWhyText(
  verdict: Verdict,
  rules: ReadonlyMap<RuleId, Rule>,
  explanation: Explanation,
): string {
  const lines = [
    `## Why: ${inline(titleOf(verdict))}`,
    ...weightLines(explanation),
    ...decisionsOf(verdict).flatMap((decision) => [
      `### ${opening(decision.key)}`,
      inline(decision.text),
      ...unique(decision.evidence.map((proof) => `- ${proofWords(proof, rules)}`)),
      ...insteadLines(decision, explanation, verdict, longestBecomes).map(
        (line) => `- ${inline(line)}`,
      ),
    ]),
  ]
  return `${lines.join('\n')}\n`
}

const mostWeights = 5

function weightLines({ weights }: Explanation): readonly string[] {
  if (weights.length === 0) return []
  return [
    '### what most decisions rest on',
    ...weights.slice(0, mostWeights).map((each) => `- ${inline(weightWords(each))}`),
  ]
}

/** Long enough for a row that becomes another one. */
const longestBecomes = 300

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
    : `${code(id)} (references/${rule.document}:${rule.line}, ${inline(rule.section)}): ${inline(ruleText(rule, longestRule))}`
}

/** A row of cues can hold a hundred; the reference has them all. */
const longestRule = 200

const unique = (lines: readonly string[]): readonly string[] => [...new Set(lines)]
