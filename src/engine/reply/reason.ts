/** Reasons: what stands after a word that marks one. "Since 2023" and "as well" mark none. */

export interface Reasoned {
  /** The sentence without its reason. */
  readonly text: string
  readonly because: string | null
  /** Where in `text` the reason stood: it belongs to the change before it, a fronted one to the first. */
  readonly at: number
}

const marker =
  /(?:^|[\s,(])(because of|because|bcs|bc|cuz|cos|since|as|given that|seeing that|due to|on account of|inasmuch as)\s+/gi
const verb =
  /\b(?:is|are|isn't|aren't|was|were|am|be|been|has|have|haven't|hasn't|had|do|does|don't|doesn't|did|didn't|can|can't|cannot|could|couldn't|will|won't|would|must|may|might|should|need|needs|\w{3,}(?:ed|es)|run|runs|takes?|costs?|comes?|goes|go|owns?|uses?|locks?|changes?|sends?|reads?|writes?|knows?|lets?|wants?|says?|said|sits?|makes?|keeps?|gives?|gets?|got|went|broke|breaks?|fails?|works?|skips?|covers?|lives?|sees?|saw|hits?|ran|lost|loses?|bills?|calls?|returns?|ships?|starts?|stops?|shows?|speaks?|waits?|happens?|means?|exists?|builds?|holds?|depends?|stands?|begins?|ends?|hangs?|needs?|lands?|caught|came|found|gave|kept|knew|paid|sent|took|wrote|won|cost|proved|wants|crashes|dies|died|eats?|blocks?|writes?|hates?|loves?|expects?|asked|wants?|refuses?|handles?|tests?|checks?|proves?|they're|we're|it's|there's|nobody's|we've|they've)\b/i
const temporal =
  /^(?:\d|(?:19|20)\d\d|q\d|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|then|last|this (?:week|month|year|morning|sprint)|forever|ages|day one|always|v\d|rev\b|revision)\b/i
/** "As" opens a reason only before a subject. */
const subject =
  /^(?:we|they|it|he|she|i|you|nobody|no one|everybody|everyone|somebody|someone|the|our|their|its|his|her|there|that|this|these|those|all|most|each|every|half|both|some|any|no|one|two|three|only|\p{Lu}[\w-]*|\d+|[\w-]+s|`[^`]+`)(?!\w)/iu
const notReasonAs =
  /^(?:well|is|are|they are|it is|we do|for|part of|soon|long|far|much|many|good|before|usual|agreed|discussed|said|now|of|to|an?|such|expected|planned|above|in|on|with|if|though|fake|mock|containers?|it stands|it was|they stand|you like|you wish)\b/i

export function takeReason(sentence: string): Reasoned {
  for (const match of sentence.matchAll(marker)) {
    const word = (match[1] ?? '').toLowerCase()
    const start = match.index + match[0].length
    const after = sentence.slice(start)
    if (!marksReason(word, sentence.slice(0, match.index), after)) continue
    const fronted =
      sentence.slice(0, match.index).replaceAll(/[\W_]|\b(?:and|but|so|ok)\b/gi, '') === ''
    const length = reasonLength(after, fronted)
    const because = cleaned(after.slice(0, length))
    if (because === '') continue
    const head = sentence.slice(0, match.index).replace(/[\s,(;—–-]+$/, '')
    const tail = after.slice(length).replace(/^[\s,;)—–]+/, '')
    const text = fronted ? tail : tail === '' ? head : `${head}; ${tail}`
    return { text, because, at: fronted ? 0 : head.length }
  }
  return { text: sentence, because: null, at: 0 }
}

function marksReason(word: string, before: string, after: string): boolean {
  if (word === 'since')
    return (
      !temporal.test(after) &&
      !/^(?:you ask|we're at it|we are at it)\b/i.test(after) &&
      (verb.test(clauseOf(after)) || isLong(clauseOf(after)))
    )
  if (word !== 'as') return true
  if (notReasonAs.test(after) || !subject.test(after)) return false
  if (
    /\b(?:as|same|such|so|just|exactly|treat\w*|count\w*|use\w*|run\w*|keep|mark\w*|known|regard\w*|named?)(?:\s+\S+){0,2}$/i.test(
      before,
    )
  )
    return false
  return verb.test(clauseOf(after))
}

/** "Since the last deploy" is a time, "since people leave otherwise" a reason. */
const isLong = (text: string): boolean =>
  text.trim().split(/\s+/).length > (/^(?:the|a|an|our|my|their)\b/i.test(text) ? 3 : 2)

const clauseOf = (text: string): string => text.split(/[,;]/, 1)[0] ?? ''

/** A reason ends at a semicolon, a closing bracket of its own, or where the next order begins. */
function reasonLength(after: string, fronted: boolean): number {
  if (fronted) {
    const comma = after.search(/,|:\s|\s+so\s|\s(?:→|->)\s/)
    return comma < 0 ? after.length : comma
  }
  const end = after.search(
    /;|(?:,\s*|\s+)and (?:also |then |please )?(?:mock|fake|stub|drop|remove|cut|exclude|add|move|put|make|set|use|run|smoke|unit|contract|integration|scenario)\b|,\s*(?:so|and|but|please|pls)\s/i,
  )
  const bracket = after.includes('(') ? -1 : after.indexOf(')')
  const ends = [end, bracket].filter((each) => each >= 0)
  return ends.length === 0 ? after.length : Math.min(...ends)
}

const cleaned = (text: string): string =>
  text
    .replaceAll(/\s*(?::[a-z_]+:|\p{Extended_Pictographic}\uFE0F?)\s*/gu, ' ')
    .trim()
    .replace(/[.!,;:\s]+$/, '')
