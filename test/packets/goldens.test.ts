/**
 * Golden packets: `<name>.request.txt` beside `<name>.packet.md`, which a person has read. A new case is the request alone;
 * `npx vitest run test/packets -u` writes the packet, and its diff is reviewed. A missing or other packet fails.
 */
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findRepeatedRows, lintText } from '../../src/engine/lint.ts'
import { Verdict } from '../../src/engine/packet.ts'
import { plan } from '../../src/engine/plan.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'
import { goldens, knowledge } from './golden.ts'
import { fixedRows } from './fixed-rows.ts'
import { findSlips } from './slips.ts'

describe('golden packets', () => {
  // A packet that is missing is written by the next case and fails here once: nobody has read it yet.
  it('are all there', () => {
    const packets = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.packet.md'))
    expect(packets.toSorted()).toEqual(goldens.map((each) => `${each.name}.packet.md`).toSorted())
  })

  it.each(goldens)('$name reads as reviewed', async ({ markdown, packetFile }) => {
    await expect(markdown).toMatchFileSnapshot(packetFile)
  })

  it('are planned without changing a list of the references', () => {
    const own = loadKnowledge('references')
    freezeLists(own)
    for (const { request, verdict } of goldens)
      expect(plan({ text: request }, [], own)).toEqual(verdict)
    // All documents read anew and every golden planned: seconds on a busy machine.
  }, 30_000)

  it.each(goldens)('$name passes its own checks', ({ verdict }) => {
    expect(verdict.findings).toEqual([])
  })

  it.each(goldens)('$name is as long as the method allows', ({ verdict, markdown }) => {
    const lines = markdown.trimEnd().split('\n').length
    const [least, most] = verdict.verdict === 'packet' ? [45, 90] : [15, 40]
    expect(lines).toBeGreaterThanOrEqual(least)
    expect(lines).toBeLessThanOrEqual(most)
  })

  it.each(goldens)('$name fits the schema', ({ verdict }) => {
    expect(Verdict.parse(structuredClone(verdict))).toEqual(verdict)
  })

  it.each(goldens)('$name has no forbidden phrase', ({ markdown, request }) => {
    expect(lintText(markdown, request, knowledge.phrases)).toEqual([])
  })

  it.each(goldens)('$name has no slip of grammar', ({ markdown, request }) => {
    expect(findSlips(markdown, request)).toEqual([])
  })

  /** Beyond that nobody reads a cell to its end; one that quotes the request's own limit may say a little more. */
  it.each(goldens)('$name gives short reasons for its stand-ins', ({ markdown }) => {
    const section = markdown.split('### Dependency realism')[1]?.split('###')[0] ?? ''
    const reasons = section.split('\n').flatMap((row) => row.split(' | ').slice(2))
    const isLong = (reason: string): boolean => reason.length > (reason.startsWith('“') ? 250 : 202)
    expect(reasons.filter((each) => isLong(each))).toEqual([])
  })

  /**
   * A row that could stand unchanged in another packet says nothing about this one. The bar is none; the number is where
   * the references stand, and may only go down. A suite's name in a row binds nothing: rows that differ by it alone were
   * counted as different once, and are not any more.
   */
  it('share ever fewer rows', () => {
    const repeated = findRepeatedRows(goldens, (row) => fixedRows.some((fixed) => fixed.test(row)))
    expect(repeated.slice(mostRepeatedRows)).toEqual([])
  })
})

const mostRepeatedRows = 57

/** The engine gets its lists unfrozen, for speed, and must leave them alone all the same. */
function freezeLists(value: unknown, seen = new Set<unknown>()): void {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return
  if (seen.has(value)) return
  seen.add(value)
  if (Array.isArray(value)) Object.freeze(value)
  for (const each of value instanceof Map ? value.values() : Object.values(value))
    freezeLists(each, seen)
}
