import { lemmaOf } from '../lemma.ts'

export interface Word {
  readonly start: number
  readonly end: number
  readonly word: string
  readonly lemma: string
}

/**
 * Numbers keep their fraction, ratio or per cent sign (`1/50`, `0.4%`); `C#`, `C++` and `.NET` are words; everything else
 * is a run of letters and digits, so `ci-only` and `order_items` are two words each, as are the phrases of the references.
 */
const wordPattern =
  /\p{N}{1,20}(?:[.,/:]\p{N}{1,20}){0,4}%|\p{N}{1,20}(?:[.,/:]\p{N}{1,20}){1,4}(?!\p{L})|\.net\b|\b[cf]#|\bc\+\+|[\p{L}\p{N}]{1,80}(?:['’]\p{L}{1,10}){0,2}/giu

export function wordsOf(text: string): readonly Word[] {
  return Array.from(text.matchAll(wordPattern), (match) => {
    const word = match[0].toLowerCase().replaceAll('’', "'")
    return { start: match.index, end: match.index + match[0].length, word, lemma: lemmaOf(word) }
  })
}

/** A phrase of a reference in the form in which requests are matched. */
export const lemmasOf = (phrase: string): readonly string[] =>
  wordsOf(phrase).map((each) => each.lemma)
