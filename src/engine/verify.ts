/**
 * Step 8: the scope boundaries before an answer leaves. Each check is a named function that can fail; what fails becomes
 * a finding, and renderers show findings as a warning instead of posting as if nothing were wrong.
 */
import type { Finding, Verdict } from './packet.ts'
import { boundaryChecks } from './verify/boundary-checks.ts'
import type { Check, CheckSubject } from './verify/check.ts'
import { constraintChecks } from './verify/constraint-checks.ts'
import { kindChecks } from './verify/kind-checks.ts'
import { partChecks } from './verify/part-checks.ts'
import { traceChecks } from './verify/trace-checks.ts'
import { answerChecks, wordingChecks } from './verify/wording-checks.ts'

export const packetChecks = [
  ...partChecks,
  ...traceChecks,
  ...constraintChecks,
  ...kindChecks,
] as const

/** The verdict with the findings of every check that failed on it, in the order of the checks. */
export function verify<V extends Verdict>(verdict: V, subject: Omit<CheckSubject, 'verdict'>): V {
  const findings = [
    ...(verdict.verdict === 'packet' ? run(packetChecks, verdict, subject) : []),
    ...run([...boundaryChecks, ...answerChecks, ...wordingChecks], verdict, subject),
  ]
  return { ...verdict, findings }
}

function run<V extends Verdict>(
  checks: readonly Check<V>[],
  verdict: V,
  subject: Omit<CheckSubject, 'verdict'>,
): readonly Finding[] {
  const whole = { ...subject, verdict }
  return checks.flatMap((check) =>
    check.problems(whole).map((message) => ({ check: check.name, message })),
  )
}
