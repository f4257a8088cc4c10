import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Verdict } from '../../src/engine/packet.ts'
import { cardBudget, partBudget } from '../../src/render/limits.ts'
import { countParts, renderMessages } from '../../src/render/messages.ts'
import type { MessagePayload } from '../../src/render/pack.ts'
import { checkBlockList } from '../../src/workspace/blocks/check-blocks.ts'
import { textLengthOf } from '../../src/workspace/blocks/text-length.ts'
import {
  sampleNeedsFraming,
  samplePacket,
  sampleRequest,
  sampleRouteOut,
} from '../engine/sample-verdicts.ts'
import { anyVerdict } from './any-verdict.ts'

const viewOf = (verdict: Verdict, requestText = sampleRequest) => ({
  id: 'packet-id',
  name: 'calm-otter-27',
  revision: 1,
  authorId: 'U0MAYA0001',
  requestText,
  verdict,
})

/** Every text of a message that a person reads, in reading order. */
function wordsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(wordsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, field]) =>
    key === 'text' && typeof field === 'string' ? [field] : wordsIn(field),
  )
}

const readable = (messages: readonly MessagePayload[]): string =>
  messages.flatMap((message) => wordsIn(message.blocks)).join('\n')

const markersIn = (value: unknown): readonly string[] =>
  JSON.stringify(value).match(/w\d+w/gu) ?? []

test('no message of any verdict exceeds a limit or a budget', () => {
  fc.assert(
    fc.property(anyVerdict, (verdict) => {
      for (const [index, message] of renderMessages(viewOf(verdict)).entries()) {
        const budget = index === 0 ? cardBudget : partBudget
        expect(checkBlockList(message.blocks as never, 'message', '/blocks')).toEqual([])
        expect(message.blocks.length).toBeLessThanOrEqual(budget.blocks)
        expect(textLengthOf(message.blocks)).toBeLessThanOrEqual(budget.characters)
        expect(Array.from(message.text).length).toBeLessThanOrEqual(budget.fallback)
        expect(message.blocks.filter((block) => block.type === 'table').length).toBeLessThanOrEqual(
          1,
        )
      }
    }),
    { numRuns: 60 },
  )
})

test('nothing that a verdict says is lost between its messages', () => {
  fc.assert(
    fc.property(anyVerdict, (verdict) => {
      const shown = new Set(readable(renderMessages(viewOf(verdict))).match(/w\d+w/gu) ?? [])
      const inThread = {
        ...verdict,
        classification: null,
        framing: { ...verdict.framing, title: '' },
      }
      expect(markersIn(inThread).filter((marker) => !shown.has(marker))).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('the number of parts is known from the verdict alone', () => {
  fc.assert(
    fc.property(anyVerdict, (verdict) => {
      expect(renderMessages(viewOf(verdict))).toHaveLength(countParts(verdict) + 1)
    }),
    { numRuns: 20 },
  )
})

test('the fallback text of a message has no live token and no broken entity', () => {
  fc.assert(
    fc.property(anyVerdict, (verdict) => {
      for (const { text } of renderMessages(viewOf(verdict))) {
        expect(text).not.toMatch(/[<>]/u)
        expect(text.replaceAll(/&(?:amp|lt|gt);/gu, '')).not.toContain('&')
        expect(text.isWellFormed()).toBe(true)
      }
    }),
    { numRuns: 40 },
  )
})

test('only the author is mentioned, whatever the request says', () => {
  const hostile = samplePacket()
  const messages = renderMessages(
    viewOf(hostile, 'ping <!channel> and <@U0JONAS001> &lt;!here&gt;'),
  )
  const mrkdwn = messages.flatMap(({ blocks }) => mrkdwnIn(blocks)).join('\n')
  expect(mrkdwn.match(/<[^>]*>/gu)).toEqual(['<@U0MAYA0001>'])
})

function mrkdwnIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(mrkdwnIn)
  if (typeof value !== 'object' || value === null) return []
  if ('type' in value && value.type === 'mrkdwn' && 'text' in value) return [String(value.text)]
  return Object.values(value).flatMap(mrkdwnIn)
}

test('the card says kind, secondary concern, confidence, main risk, surface and who asked', () => {
  const verdict = samplePacket()
  const [card] = renderMessages(viewOf(verdict))
  const words = readable([card!])
  expect(words).toContain('Packet: ')
  expect(words).toContain('Secondary concern: ')
  expect(words).toContain(verdict.framing.risks[0]!.words)
  expect(words).toContain(verdict.framing.surfaces[0]!.words)
  expect(words).toContain('asked by <@U0MAYA0001>')
  expect(words).toContain('calm-otter-27')
})

test('the card calls a doubtful second concern possible', () => {
  const verdict = samplePacket()
  const cardOf = (isSecondaryDoubtful: boolean): string => {
    const classification = {
      ...verdict.classification,
      secondary: 'flake-stabilization' as const,
      isSecondaryDoubtful,
    }
    return readable([renderMessages(viewOf({ ...verdict, classification }))[0]!])
  }
  expect(cardOf(true)).toMatch(/Secondary concern: \W*possibly /)
  expect(cardOf(false)).not.toContain('possibly')
})

test.each([
  ['Packet: ', samplePacket()],
  ['Route-out to: ', sampleRouteOut()],
  ['Answer: ', sampleNeedsFraming()],
])('the card of each answer says what it is: %s', (label, verdict) => {
  const [card] = renderMessages(viewOf(verdict))
  expect(readable([card!])).toContain(label)
})

test('parts are numbered and each table has a message of its own', () => {
  const [, ...parts] = renderMessages(viewOf(samplePacket()))
  expect(parts.length).toBeGreaterThan(2)
  for (const [index, part] of parts.entries()) {
    expect(readable([part])).toContain(`Part ${index + 1} of ${parts.length}`)
  }
  expect(
    parts.flatMap(({ blocks }) => blocks).filter(({ type }) => type === 'table').length,
  ).toBeGreaterThanOrEqual(3)
})

test('a route-out hands over its brief and keeps what stays here', () => {
  const verdict = sampleRouteOut()
  const words = readable(renderMessages(viewOf(verdict)))
  for (const line of verdict.handoff.undecided) expect(words).toContain(line.replaceAll('`', ''))
  expect(words).toContain('Come back with')
  expect(words).toContain('handed over')
})

test('a needs-framing card asks its questions and offers to answer them', () => {
  const verdict = sampleNeedsFraming()
  const [card, ...parts] = renderMessages(viewOf(verdict))
  expect(readable([card!])).toContain('Answer the questions')
  for (const question of verdict.questions) expect(readable(parts)).toContain(question.text)
})
