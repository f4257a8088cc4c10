/** Answers to the questions of a packet that is not settled yet: bare words, by their number or without. */
import type { ReplyContext } from './context.ts'
import type { ValueReader } from './values.ts'
import { tidy } from './ways.ts'
import type { Change } from './ways.ts'

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
  const words = tidy(sentence).replace(/\s+(?:in|last|this)\s+\w+$/i, '')
  const path = /^((?:GET|POST|PUT|PATCH|DELETE)\s+\S+)\s+(.+)$/.exec(words)
  if (path) {
    const [, route = '', symptom = ''] = path
    return [
      { on: 'surface', target: 'surface', op: 'set', to: route, because: null },
      { on: 'risk', target: values.risk(symptom), op: 'add', to: symptom, because: null },
    ]
  }
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
    /\b(?:i|we|you|is|are|was|were|will|would|lol|thanks|ok)\b/i.test(words)
  )
    return []
  const risk = values.risk(words)
  return [{ on: 'risk', target: risk, op: 'add', to: words, because: null }]
}
