/** A sentence that says nothing alone may go on about what was named before it: "cut it", "Contract? Bin it". */
import { laneWishes } from './lane-wishes.ts'
import type { Said } from './lane-wishes.ts'
import type { Machine } from './machine.ts'
import { namedAgain } from './pronouns.ts'
import { readSentence } from './read-sentence.ts'
import type { SentenceAround, SentenceRead } from './read-sentence.ts'

export function readAsMeant(
  sentence: string,
  /** What was said before it, last first. */
  earlier: readonly string[],
  around: SentenceAround,
  machine: Machine,
): SentenceRead {
  const plain = readSentence(sentence, around, machine)
  if (saysSomething(plain)) return plain
  const named = namedAgain(
    plain.marked,
    earlier.map((each) => machine.find(each, around.context)),
    machine,
  )
  const [asked = ''] = earlier
  const labelled =
    isElliptic(asked) && !machine.sentences.answers(sentence)
      ? [`${asked.replace(/[\s?]+$/, '')}: ${sentence}`]
      : []
  for (const meant of [...named, ...labelled]) {
    const read = readSentence(meant, { ...around, isDirective: true }, machine)
    if (saysSomething(read)) return read
  }
  const said = (text: string): Said => {
    const marked = machine.find(text, around.context)
    return { marked, tagged: machine.tag(marked.text) }
  }
  const wished = laneWishes(said(sentence), earlier.map(said), around.context, machine.values)
  return wished.length === 0 ? plain : { ...plain, changes: wished }
}

const saysSomething = ({ changes, unclear }: SentenceRead): boolean =>
  changes.length > 0 || unclear.length > 0

/** A few words and a question mark, without a verb: "RSpec?" names what comes. */
export const isElliptic = (text: string): boolean =>
  /^\S+(?:\s\S+){0,7}(?<!\?)\?$/.test(text) &&
  !/\b(?:is|are|was|were|do|does|did|can|could|should|shall|will|would|may|has|have|any|what|why|who|how|when|where|which|or|really|seriously|anyone|anybody|ok|okay|right|agreed|not|no|objections?|sure|huh|we|i|you|it)\b/i.test(
    text,
  )
