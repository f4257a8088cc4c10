/** "Mails go through Mailgun, stub it": the order at the end is about what was named before it. */
import type { ReplyWords } from './knowledge.ts'
import type { Marked } from './spots.ts'
import type { Tagger } from './tags.ts'

const pronoun =
  '(?:it|them|both of them|both|those two|these two|all of them|that one|this one|that|this|the (?:layer|row|case|scenario|check|job))'

/** Orders of the references that may stand before a pronoun: "stub it", "cross it out". */
export function pronounOrders(words: ReplyWords): RegExp {
  const orders = words.tags
    .filter((each) => ['use', 'remove', 'takeaway', 'move', 'swap'].includes(each.value))
    .flatMap((each) => each.phrases)
    .filter((phrase) => /^[a-z]+$/.test(phrase) && phrase !== 'no' && phrase !== 'let')
  return new RegExp(
    `(?:^|[,;:—–.!-]\\s*|\\s(?:so|and|then|but)\\s+)(?:(?:so|then|and|please|pls|just|we|you|can|could|should|let's|better|i'd)\\s+){0,4}(${[...new Set(orders)].join('|')})\\s+${pronoun}\\b(.*)$`,
    'i',
  )
}

const verb =
  /\s(?:is|are|was|isn't|aren't|takes?|costs?|needs?|has|have|goes|go|runs?|eats?|can't|cannot|never|only|must|should|doesn't|don't|won't|makes?|sits?|blocks?|fails?|depends?|belongs?)\b/i

const offWithIt =
  /(?:^|[,;:—–.!-]\s*|\s(?:so|and|then)\s+)((?:off|out of|onto|into) (?:the )?\S+(?: \S+)?) with (?:it|them|that)[\s.!]*$/i

const outWithIt =
  /(?:^|[,;:—–.!-]\s*|\s(?:so|and|then)\s+)(?:so\s+)?(?:out(?: of here| with it| then| please)?|gone)[\s.!]*$/i

/** The order with a name in the place of the pronoun: the sentence's own name first, then the ones `before` it. */
export function namedAgain(
  marked: Marked,
  before: readonly Marked[],
  { pronounOrders, tag }: { readonly pronounOrders: RegExp; readonly tag: Tagger },
): readonly string[] {
  const match = pronounOrders.exec(marked.text)
  const off = match ? null : offWithIt.exec(marked.text)
  const out = match || off ? null : outWithIt.exec(marked.text)
  const at = match?.index ?? off?.index ?? out?.index
  if (at === undefined) return []
  return [{ ...marked, text: marked.text.slice(0, at) }, ...before].flatMap((each) => {
    const own = nameIn(each.text, tag)
    if (own === null) return []
    const name = each.restore(own)
    if (off) return [`take ${name} ${off[1]}`]
    return [match ? `${match[1]} ${name}${marked.restore(match[2] ?? '')}` : `drop ${name}`]
  })
}

function nameIn(head: string, tag: Tagger): string | null {
  const spot =
    /[\uE000-\uE0FF\uE200-\uE2FF](?:\s+(?:(?:in|on|at)\s+)?(?:the\s+)?(?:pr|nightly|release|elsewhere)\b)?/i.exec(
      head,
    )?.[0]
  if (spot !== undefined) return spot
  const numbered = /\b(?:scenario|case|cause)\s*#?\d{1,2}\b|#\d{1,2}\b/i.exec(head)?.[0]
  if (numbered !== undefined) return numbered
  const listed =
    /^(?:(?:scenarios?|cases?|causes?)\s+)?\d{1,2}(?:(?:,\s*|\s*(?:and|&|\+)\s*)\d{1,2})+(?=\s)/i.exec(
      head,
    )?.[0]
  if (listed !== undefined) return listed
  const tagged = tag(head)
  const whole = tagged.at(0).find((each) => each.name === 'layers')
  if (whole !== undefined && whole.to >= tagged.tokens.filter(isWord).length)
    return head.replace(/[\s?!.:]+$/, '')
  const layer =
    /\b(?:unit|integration|contract|smoke)\b(?=:|\s+(?:layer|row|tests?|part|is|are|can|could|should|must|has|needs|checks?)\b)/i.exec(
      head,
    )?.[0]
  if (layer !== undefined) return layer
  const code = /`[^`]+`/.exec(head)?.[0]
  if (code !== undefined) return code
  const end = verb.exec(head)?.index ?? -1
  const subject =
    end < 0 && !/[,;:?!]/.test(head)
      ? head
      : (head.slice(0, Math.max(end, 0)).split(/[,;:]/).at(-1) ?? '')
  const name = subject.trim()
  const count = name === '' ? 0 : name.split(/\s+/).length
  return count === 0 ||
    count > 6 ||
    /^(?:i|we|you|they|it|that|this|there|nobody|what|who)\b/i.test(name)
    ? null
    : name
}

const isWord = (token: { readonly text: string }): boolean => /[\p{L}\d]/u.test(token.text)
