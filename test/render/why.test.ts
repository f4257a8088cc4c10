import type { ModalView } from '@slack/types'
import { beforeAll, describe, expect, it } from 'vitest'
import { decisionsOf } from '../../src/engine/decisions.ts'
import { explain } from '../../src/engine/explain.ts'
import type { Explanation } from '../../src/engine/explain.ts'
import { houseRule } from '../../src/engine/house-rules.ts'
import type { Amendment } from '../../src/engine/packet.ts'
import { plan } from '../../src/engine/plan.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'
import { renderWhy } from '../../src/render/why.ts'
import { checkView } from '../../src/workspace/blocks/check-view.ts'

const knowledge = loadKnowledge('references')
const text =
  'Stock reservation moved to Postgres SELECT FOR UPDATE in our Spring Boot service. We fear overselling under concurrent checkouts, and Kafka order events that are published twice. The PR must stay under 10 minutes. We rerun until green.'
const amendments: readonly Amendment[] = [
  said('constraint', 'no-containers@pr', 'add', null, houseRule, null),
  said('layer', 'smoke', 'set', 'in', 'U1', 'the gateway rewrites headers'),
]
const verdict = plan({ text }, amendments, knowledge)

function said(
  on: Amendment['on'],
  target: string,
  op: Amendment['op'],
  to: string | null,
  by: string,
  because: string | null,
): Amendment {
  return { id: `${on} ${target}`, on, target, op, to, by, because }
}

let explanation: Explanation
beforeAll(() => {
  explanation = explain({ text }, amendments, knowledge)
}, 30_000)

const shownAs = (shown: string | null): ModalView =>
  renderWhy({
    packetId: 'packet-1',
    requestText: text,
    verdict,
    amendments,
    rules: knowledge.rules,
    explanation,
    shown,
  })

/** All words of a view, without the choices of its list. */
const wordsOf = ({ blocks }: ModalView): string =>
  blocks.map((block) => JSON.stringify('accessory' in block ? '' : block)).join('\n')

const optionsOf = (view: ModalView): readonly string[] =>
  [...JSON.stringify(view.blocks[0]).matchAll(/"value":"([^"]+)"/g)]
    .map(([, value]) => value ?? '')
    .filter((value, at, all) => all.indexOf(value) === at)

describe('Why? as a modal', () => {
  it('opens in short: what most rests on, the kind in full, a line for every other decision', () => {
    const words = wordsOf(shownAs('In short'))
    expect(words).toContain('What most decisions rest on')
    expect(words).toMatch(
      /If “overselling under concurrent checkouts” were no risk here, \d+ decisions/,
    )
    const lines = words.match(
      /Would change if|the smallest change|Nothing in the framing moves it|Nothing you can/g,
    )
    expect(lines).toHaveLength(decisionsOf(verdict).length)
  })

  it('has in one of its sections every decision with its reasons, and nothing twice', () => {
    const sections = optionsOf(shownAs('In short')).slice(1, -1)
    expect(sections.length).toBeGreaterThan(8)
    const ends = sections.map(
      (section) =>
        wordsOf(shownAs(section)).match(
          /Would change if|the smallest change|Nothing you can change/g,
        )?.length ?? 0,
    )
    expect(ends.reduce((sum, each) => sum + each, 0)).toBe(decisionsOf(verdict).length)
  })

  it('says of a strategy the words, the rule with its text, the alternatives and the flip', () => {
    const words = wordsOf(shownAs('Dependency strategies'))
    expect(words).toContain('Because you wrote “Postgres”: rule ')
    expect(words).toContain('(dependencies.md, Relational databases) says: ')
    expect(words).toContain('Instead: mock / stub, ')
    expect(words).toContain('leaves open: ')
    expect(words).toMatch(/Would change if containers were allowed on the PR lane: containerized/)
    expect(words).toMatch(
      /\d+ other decisions change: [^"]*scenarios [^"]* to PR CI; [^"]* read differently/,
    )
  })

  it('names a case by its layer and lane in the method’s words', () => {
    const words = wordsOf(shownAs('Scenarios'))
    expect(words).toMatch(/ \(Integration, (?:PR CI|Scheduled \/ nightly)\)/)
    expect(words).not.toMatch(/\(integration, /)
  })

  it('says who changed what: a house rule as such, a person with the reason', () => {
    expect(wordsOf(shownAs('Limits and what stays out'))).toContain(houseRule)
    expect(wordsOf(shownAs('Layers'))).toContain(
      'Somebody changed it, because the gateway rewrites headers',
    )
  })

  it('says in words when nothing moves a decision, and why', () => {
    expect(wordsOf(shownAs('Good to know'))).toMatch(
      /Nothing you can change in the framing moves this: it rests on the words “rerun” themselves; \d+ changes and 60 pairs of them were tried/,
    )
  })

  it('has the text of a rule once, and its id wherever it led to something', () => {
    const words = wordsOf(shownAs('Everything'))
    expect(words.match(/\(runtimes\.md, [^)]*\) says: Spring Boot/g)).toHaveLength(1)
    expect(words.match(/runtimes\/spring-boot/g)?.length).toBeGreaterThan(3)
  })

  it('is a modal that Slack opens, whatever is shown', () => {
    for (const shown of [...optionsOf(shownAs('In short')), null]) {
      const view = shownAs(shown)
      expect(checkView(view as never, 'modal')).toEqual({ ok: true })
      expect(view.blocks.length).toBeLessThanOrEqual(100)
    }
  })

  it('offers no choice where none can be answered', () => {
    expect(JSON.stringify(shownAs(null))).not.toContain('static_select')
    expect(wordsOf(shownAs(null))).toContain('Data and environment control')
  })
})
