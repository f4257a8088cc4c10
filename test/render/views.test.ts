import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Explanation } from '../../src/engine/explain.ts'
import { fieldsFor, readValues, writeValues } from '../../src/render/dialog-fields.ts'
import { renderDialog } from '../../src/render/dialog.ts'
import { renderFoundModal } from '../../src/render/history.ts'
import { renderHome } from '../../src/render/home.ts'
import { renderMarkdownModal } from '../../src/render/markdown-modal.ts'
import { renderNote } from '../../src/render/notes.ts'
import { renderWhy } from '../../src/render/why.ts'
import { checkView } from '../../src/workspace/blocks/check-view.ts'
import { sampleNeedsFraming, samplePacket } from '../engine/sample-verdicts.ts'
import { anyVerdict } from './any-verdict.ts'

const vocabulary = { risks: ['permissions', 'persistence', 'retries'], surfaces: ['endpoint'] }
const problemsOf = (view: unknown, surface: 'modal' | 'home' = 'modal') =>
  checkView(view as never, surface)

test('the dialog of any verdict is one that Slack opens', () => {
  fc.assert(
    fc.property(anyVerdict, fc.string({ unit: 'binary', maxLength: 5000 }), (verdict, text) => {
      const kind = verdict.classification.primary
      const fields = Object.values(fieldsFor(verdict, kind, vocabulary)).flat()
      const view = renderDialog({
        requestText: text,
        verdict,
        vocabulary,
        values: Object.fromEntries(fields.map((field) => [field.id, field.read(verdict)])),
        kind,
        generations: {},
        channelId: 'C0BACKEND1',
        isInThread: false,
        notices: ['A notice.'],
        draft: text,
        privateMetadata: '{}',
      })
      expect(problemsOf(view)).toEqual({ ok: true })
    }),
    { numRuns: 30 },
  )
})

/** Nothing was tried. */
const noExplanation: Explanation = {
  flips: new Map(),
  weights: [],
  alternatives: new Map(),
  tried: { changes: 0, pairs: 0, everyPair: true },
}

test('Why? and Markdown of any verdict and the longest request are modals that Slack opens', () => {
  const requestText = 'retries & <timeouts> '.repeat(1900)
  fc.assert(
    fc.property(anyVerdict, (verdict) => {
      for (const shown of ['In short', 'Layers', 'Everything', 'of old']) {
        const why = renderWhy({
          packetId: 'packet-1',
          requestText,
          verdict,
          amendments: [],
          rules: new Map(),
          explanation: noExplanation,
          shown,
        })
        expect(problemsOf(why)).toEqual({ ok: true })
      }
      expect(problemsOf(renderMarkdownModal(verdict))).toEqual({ ok: true })
    }),
    { numRuns: 20 },
  )
})

test('Home with odd words is one that Slack publishes', () => {
  const line = {
    id: 'id',
    name: 'calm-otter-27',
    title: '<!channel> '.repeat(50),
    kind: 'Coverage plan',
    authorId: 'U0MAYA0001',
    channelId: 'C0BACKEND1',
    createdAt: 1_700_000_000_000,
    isAccepted: true,
  }
  const note = { text: '<!channel> '.repeat(400), due: '2027-03-14', line }
  const handedOver = {
    id: 'hand-off',
    line,
    handOff: {
      to: 'api-design' as const,
      state: 'sent' as const,
      channelId: 'C0BACKEND1',
      by: 'U0MAYA0001',
      words: '<!channel> '.repeat(90),
      waits: { decisions: ['layer contract', 'scenario 3', 'scenario 4'], sentences: [] },
      silentDays: 4,
      holds: false,
    },
  }
  const view = renderHome({
    waiting: {
      questions: { notes: Array.from({ length: 5 }, () => note), total: 50 },
      conflicts: { notes: Array.from({ length: 5 }, () => note), total: 5 },
      toAccept: { lines: Array.from({ length: 5 }, () => line), total: 500 },
    },
    handOffs: {
      waiting: { handOffs: Array.from({ length: 5 }, () => handedOver), total: 7 },
      taken: { handOffs: Array.from({ length: 5 }, () => handedOver), total: 5 },
    },
    isAdmin: true,
    recent: Array.from({ length: 8 }, () => line),
    total: 20,
    draft: '<@U1> '.repeat(900),
    stuck: [renderNote('It is stuck.')],
  })
  expect(problemsOf(view, 'home')).toEqual({ ok: true })
  expect(JSON.stringify(view)).not.toContain('<!channel>')
})

test('what was found, whatever stands in it, is a view that Slack takes and in which nothing is live', () => {
  const words = fc.string({ unit: 'binary', maxLength: 300 })
  const live = fc.constantFrom('<!channel>', '<@U1>', '*a* _b_', '```', '')
  fc.assert(
    fc.property(
      fc.array(fc.tuple(words, live, fc.boolean()), { maxLength: 6 }),
      words,
      (runs, text) => {
        const view = renderFoundModal({
          found: Array.from({ length: 8 }, (_, at) => ({
            id: `id-${at}`,
            name: 'calm-otter-7',
            title: text,
            kind: 'Coverage plan',
            authorId: 'U1',
            channelId: 'C1',
            createdAt: 1,
            isAccepted: false,
            excerpt: runs
              .map(([typed, mark, isMatch]) => ({ text: `${typed}${mark}`, isMatch }))
              .filter((run) => run.text !== ''),
          })),
          total: 80,
          counts: [{ facet: 'dependency', value: text.slice(0, 40), count: 3 }],
          asked: '*words* refund',
          isRanked: true,
          hints: [text],
          corrected: [{ from: text, to: 'stripe' }],
          next: 'relevance 9 1.2',
          all: 'start',
          maybeRequest: null,
        })
        expect(problemsOf(view)).toEqual({ ok: true })
        const mrkdwn = JSON.stringify(view, (_, value: unknown) =>
          isRichText(value) ? undefined : value,
        )
        expect(mrkdwn).not.toContain('<!channel>')
      },
    ),
  )
})

function isRichText(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && 'type' in value && value.type === 'rich_text'
  )
}

test('what a field shows is what is read back from it', () => {
  const verdict = samplePacket()
  const typed = fieldsFor(verdict, 'coverage-plan', vocabulary).framing.filter(
    ({ options }) => options.length === 0,
  )
  const shown = typed.map((field) => readValues(field, writeValues(field, field.read(verdict))))
  expect(shown).toEqual(typed.map((field) => field.read(verdict)))
})

test('each question has its choices and a line for one’s own answer', () => {
  const verdict = sampleNeedsFraming()
  const { questions } = fieldsFor(verdict, 'needs-framing', vocabulary)
  expect(questions.filter(({ shape }) => shape === 'line')).toHaveLength(verdict.questions.length)
  const [first] = verdict.questions
  const chosen = questions
    .find(({ shape }) => shape === 'choice')
    ?.changes([], ['0'], { verdict, readLine: () => verdict.framing })
  expect(chosen).toEqual([{ ...first!.answers, to: first!.choices[0]!.value, because: null }])
})
