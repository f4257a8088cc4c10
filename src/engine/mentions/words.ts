/**
 * The request as words, cut finer than the tokenizer does: `golang-migrate`, `EF.Core` and `KafkaContainer` are names
 * whose parts matter here. Addresses, user mentions and emoji are left out: a host name in a link is not a dependency.
 */
export interface Word {
  /** Lower case. */
  readonly text: string
  /** As written. */
  readonly raw: string
  readonly start: number
  readonly end: number
  /** Index of the sentence-like stretch it stands in; phrases never reach over its border. */
  readonly stretch: number
  /** Lower-case parts of a camel-case name, joined from each start: `kafka`, `kafkacontainer`; empty for plain words. */
  readonly parts: readonly string[]
}

const hidden = /https?:\/\/[^\s|>]+|<[@#!][^>\s]{1,80}>|:[a-z][a-z0-9_+-]{1,40}:/g
/** A number keeps its groups and decimals together (`1,400`, `2.5h`); a name its `++` or `#`. */
const word =
  /\d{1,12}(?:[.,]\d{1,6}){1,4}\p{L}{0,20}(?![\p{L}\p{N}])|[\p{L}\p{N}]+(?:\+\+(?![\p{L}\p{N}])|#(?![\p{L}\p{N}]))?/gu
const camelPart = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+/g
const stretchEnd = /[.!?…][)\]"'»”]*\s|\n|;|\s[—–]\s/
/** A name has few parts; more is noise such as an encoded key. */
const longestName = 80

/** All words of the text in order. Linear in its length. */
export function wordsOf(text: string): readonly Word[] {
  const visible = text.replace(hidden, (match) => ' '.repeat(match.length))
  const words: Word[] = []
  let stretch = 0
  let last = 0
  for (const match of visible.matchAll(word)) {
    const raw = match[0]
    if (words.length > 0 && stretchEnd.test(visible.slice(last, Math.min(match.index, last + 40))))
      stretch += 1
    last = match.index + raw.length
    words.push({
      text: raw.toLowerCase(),
      raw,
      start: match.index,
      end: last,
      stretch,
      parts: partsOf(raw),
    })
  }
  return words
}

function partsOf(raw: string): readonly string[] {
  if (raw.length > longestName || !/[a-z0-9][A-Z]|[A-Z]{2}[a-z]/.test(raw)) return []
  const parts = raw.match(camelPart) ?? []
  if (parts.length < 2) return []
  return parts.flatMap((_, at) =>
    [1, 2, 3]
      .filter((count) => at + count <= parts.length)
      .map((count) =>
        parts
          .slice(at, at + count)
          .join('')
          .toLowerCase(),
      ),
  )
}
