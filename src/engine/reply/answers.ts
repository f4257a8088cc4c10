/** Answers to the questions of a packet that is not settled yet: bare words, by their number or without. */
import type { Change } from './change.ts'
import type { ReplyContext } from './context.ts'
import type { ValueReader } from './values.ts'
import { tidy } from './slots.ts'

/** Nouns that name a part of a backend. */
const thing =
  /\b(?:endpoint|endpoints|job|jobs|service|worker|consumer|listener|webhook|webhooks|flow|import|export|handler|api|route|model|module|task|view|viewset|controller|checkout|login|signup|queue|cron|migration|serializer)$/i

/** Only under `needs-framing`: elsewhere a bare noun phrase is talk. */
export function framingAnswer(
  sentence: string,
  context: ReplyContext,
  values: ValueReader,
): readonly Change[] {
  if (context.verdict !== 'needs-framing') return []
  const words = tidy(sentence)
    .replace(/^[^:,]{3,30}:\s+(?=\S)/, '')
    .replace(/\s+(?:in|last|this)\s+\w+$/i, '')
  if (/\b(?:today|again|this morning|right now)\b/i.test(words)) return []
  const path = /^((?:GET|POST|PUT|PATCH|DELETE)\s+\S+)\s+(.+)$/.exec(words)
  if (path) {
    const [, route = '', symptom = ''] = path
    return [
      { on: 'surface', target: 'surface', op: 'set', to: route, because: null },
      {
        on: 'risk',
        target: values.risk(symptom) ?? 'persistence',
        op: 'add',
        to: symptom,
        because: null,
      },
    ]
  }
  const kind =
    /\b(?:tests?|suite|ci|build|pipeline)\b.*\b(?:slow|\d+\s*(?:min|minutes|hours?|h))\b/i.test(
      words,
    )
      ? 'execution-lane-split'
      : /\b(?:flaky|randomly|sometimes (?:red|fail)|rerun|reruns|intermittent)\b/i.test(words)
        ? 'flake-stabilization'
        : null
  if (kind !== null)
    return [{ on: 'packet-kind', target: 'primary', op: 'set', to: kind, because: null }]
  const [subject = ''] = words.split(/,|\s-\s|\s–\s|\s—\s/)
  if (thing.test(subject) && subject.split(/\s+/).length < 7)
    return [
      {
        on: 'surface',
        target: 'surface',
        op: 'set',
        to: subject.replace(/^(?:the|our|a|an)\s+/i, ''),
        because: null,
      },
    ]
  const count = words.split(/\s+/).length
  if (
    count < 2 ||
    count > 9 ||
    /\b(?:i|we|you|is|are|was|were|will|would|imagine|suppose|happy|merged|lol|thanks|ok)\b/i.test(
      words,
    )
  )
    return []
  const risk = values.risk(words, true)
  if (risk === null) return []
  return [{ on: 'risk', target: risk, op: 'add', to: words, because: null }]
}
