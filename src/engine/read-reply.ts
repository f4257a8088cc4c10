/** A reply in the thread: what it wants changed, or that it is a question, a command or just talk. */
import { asTyped } from './reply/as-typed.ts'
import type { Change } from './reply/change.ts'
import type { ReplyContext } from './reply/context.ts'
import type { CommandName } from './reply/knowledge.ts'
import { machineFor } from './reply/machine.ts'
import { readSentences } from './reply/read-sentences.ts'
import type { SentenceReader } from './reply/sentences.ts'
import { distinct, withDue, withoutAgreed, withoutPresent } from './reply/settle-changes.ts'
import type { SpotKnowledge } from './reply/spots.ts'
import { readReplyText } from './reply/text.ts'

/** The slices that reading a reply needs: names, framing words and `replies.md`. */
export type ReplyKnowledge = SpotKnowledge

export interface ReplyReading {
  readonly kind: 'amendment' | 'question' | 'command' | 'talk'
  readonly changes: readonly Change[]
  /** Short questions about what could not be settled from the words. */
  readonly unclear: readonly string[]
  readonly command: { readonly name: CommandName; readonly argument: string } | null
}

/** Never throws, whatever the text; the same text, context and knowledge give the same reading. */
export function readReply(
  text: string,
  context: ReplyContext,
  knowledge: ReplyKnowledge,
): ReplyReading {
  const machine = machineFor(knowledge)
  const { sentences, quoted } = readReplyText(text)
  const [first] = sentences
  if (first === undefined) return nothing('talk')
  const whole = sentences.map((each) => each.text).join(' ')
  const command = commandOf(
    sentences.map((each) => each.text),
    machine.sentences,
  )
  if (command !== null) return { ...nothing('command'), command }
  if (machine.sentences.isSarcastic(whole) || isAddressed(whole)) return nothing('talk')

  const { reads, asks, names } = readSentences({ sentences, quoted }, context, machine)
  const wanted = withoutAgreed(reads, context, machine.sentences.assents(whole))
  const changes = withDue(distinct(wanted), whole, false)
  const unclear = [...new Set(reads.flatMap((each) => each.unclear))]
  if (asks && !reads.some((each) => each.isDirective && each.changes.length > 0))
    return nothing('question')
  const isPasted = sentences.some((each) => each.form !== 'prose')
  const settled = withoutPresent(changes, context, isPasted || machine.sentences.confirms(whole))
  if (settled.length > 0 || unclear.length > 0)
    return { kind: 'amendment', changes: asTyped(settled, text), unclear, command: null }
  return nothing(asks || names ? 'question' : 'talk')
}

const nothing = (kind: ReplyReading['kind']): ReplyReading => ({
  kind,
  changes: [],
  unclear: [],
  command: null,
})

/** A command opens the reply or is all there is after a greeting; other orders beside it make it an amendment. */
function commandOf(sentences: readonly string[], reader: SentenceReader): ReplyReading['command'] {
  for (const sentence of sentences.slice(0, 2)) {
    const parts = [sentence, ...sentence.split(/,\s+|\s+—\s+/).slice(1)]
    for (const part of parts) {
      const name = reader.command(part)
      if (name !== null) return { name, argument: part.trim() }
    }
  }
  return null
}

/** "@finance-dev do you still have the keys?" speaks to a person, not to the packet. */
const isAddressed = (text: string): boolean =>
  /^(?:<@[A-Z0-9]+>|@(?!bot\b)[\w.-]+)[\s,:]+(?:do|did|does|can|could|would|will|what|when|why|how|have|has|are|is|you|told|it's|it is|i'll|i've|see|fyi|look|please|pls|thanks|any|remember|ping|this|let's|were|was|check)\b/i.test(
    text,
  )
