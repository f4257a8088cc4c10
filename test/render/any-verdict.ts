import * as fc from 'fast-check'
import {
  confidences,
  controlIds,
  laneIds,
  layerIds,
  packetKinds,
  routeOutIds,
  strategies,
  verdictLabels,
} from '../../src/engine/packet.ts'
import type { Framing, Packet, Shape, Verdict } from '../../src/engine/packet.ts'

/** Words that try to be live in Slack, to break out of a carrier, or to be miscounted. */
const odd = fc.constantFrom(
  '<!channel>',
  '<@U0MAYA0001>',
  '<https://evil.example|https://good.example>',
  '&lt;!here&gt;',
  '&amp;&amp;&amp;',
  '`code`',
  '```',
  '*bold* _it_ ~no~',
  '😀👩‍👩‍👧‍👦',
  '\u200B\u200D\u2060',
  '\u202Egnirts',
  'שלום עולם',
  '\uD83D',
  '| a | b |',
  '\n\n- x\n',
)

let counter = 0
/** A word that no other place of the verdict has, so that a lost one is noticed. */
const unique = fc.constant(null).map(() => {
  counter += 1
  return `w${counter}w`
})

const words = (most: number) =>
  fc
    .array(fc.oneof({ weight: 4, arbitrary: unique }, { weight: 1, arbitrary: odd }), {
      minLength: 1,
      maxLength: most,
    })
    .map((all) => all.join(' '))

const sentence = fc.oneof({ weight: 8, arbitrary: words(25) }, { weight: 1, arbitrary: words(900) })
const short = words(6)
/** Slugs and marks are not shown as they are. */
const slug = fc.constantFrom('first', 'second')
const evidence = fc.constant([])
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null })
const some = <Value>(value: fc.Arbitrary<Value>, maxLength = 8) => fc.array(value, { maxLength })

const framing: fc.Arbitrary<Framing> = fc.record({
  title: words(3).map((title) => Array.from(title).slice(0, 80).join('').trim() || 'title'),
  surfaces: some(fc.record({ surface: slug, words: sentence, stated: fc.boolean(), evidence })),
  risks: some(fc.record({ risk: slug, words: sentence, stated: fc.boolean(), evidence })),
  dependencies: some(
    fc.record({
      dependency: slug,
      name: slug,
      kind: slug,
      stated: fc.boolean(),
      evidence,
    }),
  ),
  runtime: some(fc.record({ runtime: slug, name: short, stated: fc.boolean(), evidence })),
  stack: fc.constant(null),
  coverage: some(
    fc.record({ words: sentence, layer: maybe(fc.constantFrom(...layerIds)), evidence }),
  ),
  constraints: some(fc.record({ constraint: slug, value: maybe(slug), words: sentence, evidence })),
  exclusions: some(fc.record({ exclusion: slug, words: sentence, evidence })),
  lanes: some(fc.record({ lane: fc.constantFrom(...laneIds), words: slug, evidence }), 4),
  contradictions: some(fc.record({ text: sentence, evidence }), 2),
  slice: maybe(fc.record({ text: sentence, evidence })),
})

const classification = (primary: fc.Arbitrary<(typeof verdictLabels)[number]>) =>
  fc.record({
    primary,
    secondary: maybe(fc.constantFrom(...verdictLabels)),
    confidence: fc.constantFrom(...confidences),
    probability: fc.constant(0.9),
    runnerUp: fc.constant(null),
    reason: sentence,
    evidence,
  })

const common = {
  framing,
  routeOuts: some(
    fc.record({ to: fc.constantFrom(...routeOutIds), text: maybe(sentence), evidence }),
    5,
  ),
  caveats: some(
    fc.record({
      kind: fc.constantFrom('assumption', 'conflict', 'smell'),
      text: sentence,
      evidence,
    }),
  ),
  findings: some(fc.record({ check: short, message: sentence }), 2),
}

const scenarios = some(
  fc.record({
    number: fc.constant(1),
    text: sentence,
    layer: fc.constantFrom(...layerIds),
    lane: fc.constantFrom(...laneIds),
    risks: some(slug, 2),
    evidence,
  }),
  40,
)

const layers: fc.Arbitrary<Packet['layers']> = fc.array(
  fc.record({
    layer: fc.constantFrom(...layerIds),
    inScope: fc.boolean(),
    extent: maybe(short),
    protects: maybe(sentence),
    notes: sentence,
    evidence,
  }),
  { minLength: 4, maxLength: 4 },
)

const shapes: fc.Arbitrary<Packet['shapes']> = some(
  fc.record<Shape>({
    after: fc.constantFrom('framing', 'layers', 'dependencies', 'control', 'lanes'),
    parts: some(
      fc.oneof(
        fc.integer({ min: 1, max: 24 }).chain((width) =>
          fc.record({
            type: fc.constant('table' as const),
            title: maybe(short),
            columns: fc.array(short, { minLength: width, maxLength: width }),
            rows: fc.array(fc.array(sentence, { minLength: width, maxLength: width }), {
              minLength: 1,
              maxLength: 6,
            }),
            evidence,
          }),
        ),
        fc.record({
          type: fc.constant('list' as const),
          title: maybe(short),
          ordered: fc.boolean(),
          items: fc.array(sentence, { minLength: 1, maxLength: 12 }),
          evidence,
        }),
        fc.record({
          type: fc.constant('paragraph' as const),
          title: maybe(short),
          text: sentence,
          evidence,
        }),
      ),
      3,
    ),
  }),
  3,
)

const packet = fc.record({
  verdict: fc.constant('packet' as const),
  kind: fc.constantFrom(...packetKinds),
  classification: classification(fc.constantFrom(...packetKinds)),
  ...common,
  layers,
  scenarios,
  dependencies: some(
    fc.record({
      dependency: slug,
      name: short,
      scope: maybe(short),
      stated: fc.boolean(),
      strategy: maybe(fc.constantFrom(...strategies)),
      means: sentence,
      why: sentence,
      doesNotProve: maybe(sentence),
      keptHonestBy: maybe(sentence),
      evidence,
    }),
    120,
  ),
  control: some(fc.record({ control: fc.constantFrom(...controlIds), text: sentence, evidence })),
  lanes: fc.array(
    fc.record({
      lane: fc.constantFrom(...laneIds),
      runs: maybe(sentence),
      budget: maybe(short),
      command: maybe(short),
      note: maybe(sentence),
      evidence,
    }),
    { minLength: 4, maxLength: 4 },
  ),
  gates: fc.record({
    beforeMerge: sentence,
    beforeRelease: sentence,
    rollbackTrigger: sentence,
    evidence,
  }),
  shapes,
})

const routeOut = fc.record({
  verdict: fc.constant('route-out' as const),
  to: fc.constantFrom(...routeOutIds),
  classification: classification(fc.constantFrom(...routeOutIds)),
  ...common,
  handoff: fc.record({ undecided: some(sentence), dependsOnIt: some(sentence), evidence }),
  staysHere: scenarios,
  comeBackWith: sentence,
})

const needsFraming = fc.record({
  verdict: fc.constant('needs-framing' as const),
  classification: classification(fc.constant('needs-framing' as const)),
  ...common,
  questions: some(
    fc.record({
      id: slug,
      text: sentence,
      answers: fc.constant({ on: 'surface', target: 'surface', op: 'set' } as const),
      choices: some(fc.record({ value: slug, label: sentence }), 4),
      evidence,
    }),
    3,
  ),
  provisional: fc.record({ kind: fc.constantFrom(...packetKinds), text: sentence, layers }),
})

export const anyVerdict: fc.Arbitrary<Verdict> = fc.oneof(packet, routeOut, needsFraming)
