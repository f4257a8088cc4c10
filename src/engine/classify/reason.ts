import type { VerdictLabel } from '../packet.ts'
import type { Reading } from '../read-request.ts'
import type { Cue } from './cues.ts'

const openings: Readonly<Record<VerdictLabel, string>> = {
  'coverage-plan': 'Asks which tests a concrete change needs',
  'fixture-and-reset-plan': 'Asks how test data, users and state get there and are cleared again',
  'contract-and-api-checks': 'Asks to keep an interface that others use from changing unnoticed',
  'flake-stabilization': 'Asks for tests that can be trusted again',
  'execution-lane-split': 'Asks what should run where and when',
  'testing-strategies': 'Asks for a rule that holds beyond one backend',
  'api-design': 'Asks what an interface should look like, which comes before its tests',
  'authentication-setup': 'Asks how to build or choose authentication',
  debugging: 'Reports a defect whose cause is still unknown',
  'frontend-testing': 'Is about what a browser or a screen shows',
  'needs-framing': 'Names no concrete backend behavior to protect yet',
}
const longestQuote = 90

/** One sentence, with the clauses that carried the verdict in the requester's words. */
export function reasonFor(reading: Reading, primary: VerdictLabel, cues: readonly Cue[]): string {
  const quotes = [...new Set(cues.map((cue) => cue.clause))]
    .slice(0, 2)
    .map((clause) => quoteOf(reading, clause))
    .filter((quote) => quote !== '')
  const opening = openings[primary]
  return quotes.length === 0 ? `${opening}.` : `${opening} (${quotes.join('; ')}).`
}

function quoteOf(reading: Reading, clause: number): string {
  const span = reading.clauses[clause]
  if (span === undefined) return ''
  const words = reading.text.slice(span.start, span.end).replaceAll(/\s+/g, ' ')
  return `"${words.length <= longestQuote ? words : `${words.slice(0, longestQuote - 1)}…`}"`
}
