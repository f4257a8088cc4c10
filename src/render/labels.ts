/** Words of verdicts as Slack's card, dialog and lists show them. */
import type { Confidence, VerdictLabel } from '../engine/packet.ts'

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
