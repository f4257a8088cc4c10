/** A reply in the thread: what it wants changed, or that it is a question, a command or just talk. */
import type { Change } from './reply/change.ts'
import type { ReplyContext } from './reply/context.ts'
import type { CommandName } from './reply/knowledge.ts'
import { machineFor } from './reply/machine.ts'
import { isElliptic, readAsMeant } from './reply/read-as-meant.ts'
import { subjectOf } from './reply/read-sentence.ts'
import type { SentenceReader } from './reply/sentences.ts'
import { distinct, withDue, withoutPresent } from './reply/settle-changes.ts'
import { tidy } from './reply/tidy.ts'
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

interface Read {
  readonly changes: readonly Change[]
  readonly unclear: readonly string[]
  readonly isDirective: boolean
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

  let asks = false
  // "RSpec? We moved to Minitest" names what comes; alone it asks.
  let names = false
  const reads: Read[] = []
  // A quoted line of the packet says what the answer below it is about.
  let subject = subjectOf(machine.find(quoted.at(-1) ?? '', context))
  let reason: string | null = null
  let named = 0
  let isPassed = false
  sentences.forEach((sentence, at) => {
    // What opens with "if" or "why" reaches over a semicolon.
    if (isPassed && sentences[at - 1]?.text.endsWith(';') === true) return
    isPassed = true
    const signs = machine.sentences.signs(
      machine.withoutKept(withoutRest(sentence.text.replace(/;$/, '')), context),
    )
    // "Redis real? Overkill." answers itself.
    if (signs.isQuestion && machine.sentences.answers(sentences[at + 1]?.text ?? '')) {
      subject = subjectOf(machine.find(sentence.text, context)) ?? subject
      return
    }
    if (signs.isQuestion) {
      if (isElliptic(sentence.text) && at < sentences.length - 1) names = true
      else asks = true
      return
    }
    if (
      signs.isInert &&
      !signs.isDirective &&
      sentence.form === 'prose' &&
      !reportsOutcome(signs.core) &&
      (signs.isUnreal || !machine.ordersLater(signs.core))
    )
      return
    isPassed = false
    const earlier = sentences.slice(0, at).map((each) => tidy(each.text))
    const read = readAsMeant(
      signs.core,
      [...earlier.toReversed(), quoted.at(-1) ?? ''],
      {
        context,
        quoted,
        before: earlier.at(-1) ?? '',
        isDirective: signs.isDirective,
        subject,
        named,
      },
      machine,
    )
    const answers = machine.answers(sentence.text, context)
    const isSaid = (each: Change): boolean => read.changes.some((other) => other.on === each.on)
    const own = withDue(
      read.changes.some((each) => each.on === 'packet-kind') ||
        reads.some((each) => each.changes.some((other) => other.on === 'packet-kind'))
        ? read.changes
        : [...read.changes, ...answers.filter((each) => !isSaid(each))],
      signs.core,
      true,
    )
    const changes =
      reason === null ? own : own.map((each) => ({ ...each, because: each.because ?? reason }))
    reason = own.length === 0 && read.fronted ? read.because : null
    subject = read.subject ?? subject
    named += own.filter((each) => each.on === 'runtime').length
    const isLabel = /^[^.!?]{1,30}(?::|=|→|->)\s/.test(signs.core) || sentence.form !== 'prose'
    reads.push({
      changes,
      unclear: read.unclear,
      isDirective: signs.isDirective || isLabel || machine.orders(signs.core),
    })
  })
  const changes = withDue(distinct(reads.flatMap((each) => each.changes)), whole, false)
  const unclear = [...new Set(reads.flatMap((each) => each.unclear))]
  if (asks && !reads.some((each) => each.isDirective && each.changes.length > 0))
    return nothing('question')
  const isPasted = sentences.some((each) => each.form !== 'prose')
  const settled = withoutPresent(changes, context, isPasted || machine.sentences.confirms(whole))
  if (settled.length > 0 || unclear.length > 0)
    return { kind: 'amendment', changes: settled, unclear, command: null }
  return nothing(asks || names ? 'question' : 'talk')
}

/** "…, the rest as you wrote" confirms only what was not named. */
const withoutRest = (text: string): string =>
  text.replace(
    /(?:[,;]|\s[-–—])\s*(?:and\s+|but\s+)?(?:(?:all\s+)?the\s+(?:rest|others?)|rest|everything else|all else|all others|otherwise)\b(?=[^,;:]*\b(?:as|stays?|remains?|ok|okay|fine|good|great|perfect|agreed|unchanged|keep|leave|lgtm|makes sense)\b)[^,;:]*$/i,
    '',
  )

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
  /^(?:<@[A-Z0-9]+>|@(?!bot\b)[\w.-]+)[\s,:]+(?:do|did|does|can|could|would|will|what|when|why|how|have|has|are|is|you|told|see|fyi|look|please|pls|thanks|any|remember|ping|this|let's|were|was|check)\b/i.test(
    text,
  )

/** "Outcome: no smoke" binds although it is told as news. */
const reportsOutcome = (text: string): boolean =>
  /^(?:outcome|result|decision|decided|agreed)\b/i.test(text)
