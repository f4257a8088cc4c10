/** What people reply under a posted packet, as amendments: the revision shows them, and still holds to the method. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Amendment, PacketKind, Verdict } from '../../src/engine/packet.ts'
import { plan } from '../../src/engine/plan.ts'
import { renderMarkdown } from '../../src/render/markdown.ts'
import { golden, knowledge } from './golden.ts'

/** The gold packets by the names that the corpus gives them, and the kind under which they were posted. */
const posted: Readonly<Record<string, { name: string; kind: PacketKind | null }>> = {
  E1: { name: 'stock-reservation-holds', kind: 'coverage-plan' },
  E2: { name: 'rails-shared-seeds', kind: 'fixture-and-reset-plan' },
  E3: { name: 'order-api-drift', kind: 'contract-and-api-checks' },
  E4: { name: 'shipment-listener-flake', kind: 'flake-stabilization' },
  E5: { name: 'laravel-38-minutes', kind: 'execution-lane-split' },
  E6: { name: 'company-testing-strategy', kind: null },
  E7: { name: 'bulk-import-interface', kind: null },
  E8: { name: 'passkeys-and-google-login', kind: null },
  E9: { name: 'invoices-500-aborted-transaction', kind: null },
  E10: { name: 'cypress-coupon-modal', kind: null },
  E11: { name: 'django-40-to-80', kind: null },
  E12: { name: 'customer-name-split', kind: 'coverage-plan' },
}

const kindAs = (to: PacketKind): Amendment => ({
  id: 'posted as',
  on: 'packet-kind',
  target: 'primary',
  op: 'set',
  to,
  because: null,
  by: 'U1',
})

interface Revision {
  readonly reply: string
  readonly before: Verdict
  readonly after: Verdict
}

const revisions: readonly Revision[] = readFileSync('test/corpus/replies.jsonl', 'utf8')
  .trim()
  .split('\n')
  .flatMap((line) => {
    const { id, packet, changes } = JSON.parse(line) as {
      id: string
      packet: string
      changes: Omit<Amendment, 'id' | 'by'>[]
    }
    if (changes.length === 0) return []
    const { name, kind } = posted[packet]!
    const { request } = golden(name)
    const first = kind === null ? [] : [kindAs(kind)]
    const said = changes.map((change, at) => ({ ...change, id: `${id}-${at}`, by: 'U2' }))
    const planned = (amendments: readonly Amendment[]): Verdict =>
      plan({ text: request }, amendments, knowledge)
    return [{ reply: id, before: planned(first), after: planned([...first, ...said]) }]
  })

describe('revisions by the replies of the corpus', () => {
  it('are there', () => {
    expect(revisions.length).toBeGreaterThan(90)
  })

  it('pass their own checks', () => {
    const findings = revisions.flatMap(({ reply, after }) =>
      after.findings.map((finding) => `${reply} ${finding.check}: ${finding.message}`),
    )
    expect(findings).toEqual([])
  })

  it('show what was said, but for a few that ask for what stands there already', () => {
    const silent = revisions.filter(
      ({ before, after }) => renderMarkdown(before) === renderMarkdown(after),
    )
    expect(silent.length).toBeLessThanOrEqual(5)
  })
})
