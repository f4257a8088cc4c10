/** The sentences of a reply one after the other: which are passed over, and what the others change. */
import type { Change } from './change.ts'
import type { ReplyContext } from './context.ts'
import type { Machine } from './machine.ts'
import { isElliptic, readAsMeant } from './read-as-meant.ts'
import { subjectOf } from './read-sentence.ts'
import type { SentenceRead } from './read-sentence.ts'
import type { SentenceSigns } from './sentences.ts'
import { withDue } from './settle-changes.ts'
import type { Spot } from './spots.ts'
import type { ReplyText, Sentence } from './text.ts'
import { tidy } from './tidy.ts'

export interface Read {
  readonly changes: readonly Change[]
  readonly unclear: readonly string[]
  readonly isDirective: boolean
  /** "For all of them": what stands somewhere is to stand everywhere. */
  readonly widens: boolean
}

export interface SentencesRead {
  readonly reads: readonly Read[]
  /** One of them asks for an answer. */
  readonly asks: boolean
  /** "RSpec? We moved to Minitest" names what comes; alone it asks. */
  readonly names: boolean
}

export function readSentences(
  { sentences, quoted }: ReplyText,
  context: ReplyContext,
  machine: Machine,
): SentencesRead {
  const reads: Read[] = []
  let asks = false
  let names = false
  // A quoted line of the packet says what the answer below it is about.
  let subject: Spot | null = subjectOf(machine.find(quoted.at(-1) ?? '', context))
  // A reason that stood alone belongs to the sentence behind it.
  let reason: string | null = null
  let isPassed = false
  for (const [at, sentence] of sentences.entries()) {
    // What opens with "if" or "why" reaches over a semicolon.
    if (isPassed && sentences[at - 1]?.text.endsWith(';') === true) continue
    isPassed = true
    const signs = signsOf(sentence, context, machine)
    if (signs.isQuestion) {
      const next = sentences[at + 1]?.text ?? ''
      // "Redis real? Overkill." answers itself.
      if (machine.sentences.answers(next))
        subject = subjectOf(machine.find(sentence.text, context)) ?? subject
      else if (isElliptic(sentence.text) && next !== '') names = true
      else asks = true
      continue
    }
    if (isIdle(sentence, signs, machine)) {
      // "No Redis since v3. The row can go."
      if (!signs.isUnreal) subject = subjectOf(machine.find(sentence.text, context)) ?? subject
      continue
    }
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
        verdict: verdictOf(reads.flatMap((each) => each.changes).at(-1)),
        named: reads.flatMap((each) => each.changes).filter((each) => each.on === 'runtime').length,
      },
      machine,
    )
    const own = withAnswers(read, reads, signs, machine.answers(sentence.text, context))
    reads.push({
      changes: own.map((each) => ({ ...each, because: each.because ?? reason })),
      unclear: read.unclear,
      isDirective: signs.isDirective || isLabelled(sentence, signs) || machine.orders(signs.core),
      widens: machine.widens(signs.core),
    })
    reason = own.length === 0 && read.fronted ? read.because : null
    subject = read.subject ?? subject
  }
  return { reads, asks, names }
}

/** Whether something came or went last, for "smoke too". */
const verdictOf = (change: Change | undefined): 'in' | 'out' | null => {
  if (change === undefined) return null
  if (change.on === 'layer') return change.to === 'in' ? 'in' : 'out'
  return change.op === 'remove' ? 'out' : null
}

const signsOf = (sentence: Sentence, context: ReplyContext, machine: Machine): SentenceSigns =>
  machine.sentences.signs(
    machine.withoutKept(withoutRest(sentence.text.replace(/;$/, '')), context),
  )

/** News, jokes and agreement, unless an order stands behind them. */
const isIdle = (sentence: Sentence, signs: SentenceSigns, machine: Machine): boolean =>
  signs.isInert &&
  !signs.isDirective &&
  sentence.form === 'prose' &&
  !reportsOutcome(signs.core) &&
  (signs.isUnreal || !machine.ordersLater(signs.core))

const isLabelled = (sentence: Sentence, signs: SentenceSigns): boolean =>
  /^[^.!?]{1,30}(?::|=|→|->)\s/.test(signs.core) || sentence.form !== 'prose'

/** What answers the packet's questions counts beside the changes, except for what they say themselves or once the kind is said. */
function withAnswers(
  read: SentenceRead,
  before: readonly Read[],
  signs: SentenceSigns,
  answers: readonly Change[],
): readonly Change[] {
  const saysKind = [read, ...before].some(({ changes }) =>
    changes.some((each) => each.on === 'packet-kind'),
  )
  const fresh = answers.filter((each) => !read.changes.some((other) => other.on === each.on))
  return withDue(saysKind ? read.changes : [...read.changes, ...fresh], signs.core, true)
}

/** "…, the rest as you wrote" confirms only what was not named. */
const withoutRest = (text: string): string =>
  text.replace(
    /(?:[,;]|\s[-–—])\s*(?:and\s+|but\s+)?(?:(?:all\s+)?the\s+(?:rest|others?)|rest|everything else|all else|all others|otherwise)\b(?=[^,;:]*\b(?:as|stays?|remains?|ok|okay|fine|good|great|perfect|agreed|unchanged|keep|leave|lgtm|makes sense)\b)[^,;:]*$/i,
    '',
  )

/** "Outcome: no smoke" binds although it is told as news. */
const reportsOutcome = (text: string): boolean =>
  /^(?:outcome|result|decision|decided|agreed)\b/i.test(text)
