/** Slips of grammar that a sentence gets when words of a request are put into it: what a reader stumbles over. */

/** Outside code marks and quotes, whose words are the requester's or a tool's. */
const plainWords = (markdown: string): string =>
  markdown.replaceAll(/`[^`\n]*`/g, '`').replaceAll(/"[^"\n]*"|“[^”\n]*”/g, '"')

const slips: readonly (readonly [string, RegExp])[] = [
  ['a word twice', /(?<![\w'-])([a-z]{2,}) \1(?![\w'-])/gi],
  [
    'a before a vowel',
    /(?<![\w.'-])a (?!one\b|one-|once\b|eu)(?:[aeio]|[AIO][a-z]|E(?!u)[a-z])[\w-]*/g,
  ],
  [
    'an before a consonant',
    /(?<![\w.'-])[Aa]n (?![AEFHILMNORSX][A-Z\d]|8)[bcdfgjklmnpqrstvwxyz][\w-]*/g,
  ],
  ['a placeholder', /\{[a-z-]+\}/g],
  ['two articles', /(?<![\w'-])(?:an?|the) (?:an|the)\b|(?<![\w'-])(?:an|the) a\b/g],
  ['an empty list', /\(\)| ;|, ,/g],
]

export interface Slip {
  readonly slip: string
  readonly found: string
}

/** What the request says word for word is not ours. */
export function findSlips(markdown: string, request: string): readonly Slip[] {
  const said = request.toLowerCase()
  return slips.flatMap(([slip, pattern]) =>
    [...plainWords(markdown).matchAll(pattern)]
      .map(([found]) => found)
      .filter((found) => !said.includes(found.toLowerCase()))
      .map((found) => ({ slip, found })),
  )
}
