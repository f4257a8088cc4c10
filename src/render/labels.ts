/** Words of verdicts as Slack's card, dialog and lists show them. */
import type { Confidence, Framing, VerdictLabel } from '../engine/packet.ts'

export const labelWords: Readonly<Record<VerdictLabel, string>> = {
  'coverage-plan': 'Coverage plan',
  'fixture-and-reset-plan': 'Fixture and reset plan',
  'contract-and-api-checks': 'Contract and API checks',
  'flake-stabilization': 'Flake stabilization',
  'execution-lane-split': 'Execution lane split',
  'testing-strategies': 'Testing strategies',
  'api-design': 'API design',
  'authentication-setup': 'Authentication setup',
  debugging: 'Debugging',
  'frontend-testing': 'Frontend testing',
  'needs-framing': 'Needs framing',
}

export const confidenceWords: Readonly<Record<Confidence, string>> = {
  high: 'high confidence',
  medium: 'medium confidence',
  low: 'low confidence',
}

/** A slug of `references/` as words: `side-effects` becomes `side effects`. */
export function slugWords(slug: string): string {
  return slug.replaceAll('-', ' ')
}

/** The method's word for a risk beside the words that led to it; what nobody said is marked as assumed. */
export function riskWords({ risk, words, stated }: Framing['risks'][number]): string {
  const name = slugWords(risk)
  if (!stated) return words === name ? `${name} (assumed)` : `${name}: ${words} (assumed)`
  return words === name ? name : `${name} (“${words}”)`
}
