import { decisionsOf } from '../../engine/decisions.ts'
import type { Rule } from '../../engine/knowledge.ts'
import type { Evidence, RuleId, Verdict } from '../../engine/packet.ts'
import { titleOf } from '../title.ts'
import { code, inline, opening } from './text.ts'

/** Every decision with the words of the request and the rule of the reference that led to it. */
export function renderWhyText(verdict: Verdict, rules: ReadonlyMap<RuleId, Rule>): string {
  const lines = [
    `## Why: ${inline(titleOf(verdict))}`,
    ...decisionsOf(verdict).flatMap(({ key, text, evidence }) => [
      `### ${opening(key)}`,
      inline(text),
      ...unique(evidence.map((proof) => `- ${proofWords(proof, rules)}`)),
    ]),
  ]
  return `${lines.join('\n')}\n`
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
    : `${code(id)} (references/${rule.document}:${rule.line}, ${inline(rule.section)}): ${inline(rule.text)}`
}

const unique = (lines: readonly string[]): readonly string[] => [...new Set(lines)]
