import model from 'wink-eng-lite-web-model'
import winkNlp from 'wink-nlp'
import type { Span } from './read-request.ts'

/** What a language model knows of a text. Offsets are UTF-16. */
export interface TaggedText {
  readonly sentences: readonly Span[]
  /** Universal part of speech (`VERB`, `NOUN`, `AUX` …) by the offset at which a token starts. */
  readonly tags: ReadonlyMap<number, string>
}

export interface Language {
  tag(text: string): TaggedText
}

/** English, by wink-nlp. Creating it loads the model (about a tenth of a second): share one. */
export function createLanguage(): Language {
  const nlp = winkNlp(model, ['sbd', 'pos'])
  // wink-nlp knows these functions by identity: a bound copy would silently give the word instead of its tag.
  // oxlint-disable-next-line typescript/unbound-method
  const { value: valueOf, pos: tagOf, span: spanOf } = nlp.its
  return {
    tag(text) {
      const tags = new Map<number, string>()
      const sentences: Span[] = []
      let at = 0
      const readable = withoutLongRuns(text)
      const doc = nlp.readDoc(readable)
      const values = doc.tokens().out(valueOf)
      const tagsOf = doc.tokens().out(tagOf)
      for (const sentence of doc.sentences().out(spanOf)) {
        // Indices of its first and last token; the library's types name the default output too.
        if (typeof sentence === 'string') continue
        const [first = 0, last = -1] = sentence
        let open: number | null = null
        for (let token = first; token <= last; token += 1) {
          const value = values[token] ?? ''
          const start = locate(readable, value, at)
          if (start === null) continue
          tags.set(start, tagsOf[token] ?? '')
          open ??= start
          at = start + value.length
        }
        if (open !== null) sentences.push({ start: open, end: at })
      }
      return { sentences, tags }
    },
  }
}

/** The tokenizer takes quadratic time over a run without spaces, so a run no word is as long as becomes filler of its length. */
const withoutLongRuns = (text: string): string =>
  text.replaceAll(/\S{100,}/g, (run) =>
    `${'x'.repeat(49)} `.repeat(run.length / 50 + 1).slice(0, run.length),
  )

/** The tokenizer drops some spaces and invisible characters, so a token is looked for a little ahead, never far. */
function locate(text: string, value: string, from: number): number | null {
  if (text.startsWith(value, from)) return from
  const ahead = text.slice(from, from + value.length + 200).indexOf(value)
  return ahead < 0 ? null : from + ahead
}
