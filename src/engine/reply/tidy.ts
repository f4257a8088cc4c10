/** Free words as an amendment keeps them: no emoji, no final punctuation, no politeness. */
export function tidy(words: string): string {
  const [plain = ''] = words.split(/\s*(?:\p{Extended_Pictographic}|:[a-z_]{2,}:)/u)
  return plain
    .trim()
    .replace(/^[\s:;,.=–—-]+/, '')
    .replace(/^(?:so|but|then)\s+(?=\S)/i, '')
    .replace(
      /\s*,?\s*\b(?:please|pls|plz|thanks|thx|too|as well|then|instead|though|ok|for now)\b[\s.!]*$/i,
      '',
    )
    .replace(/[\s.!,;:]+$/, '')
    .replace(/^\((.*)\)$/, '$1')
    .trim()
}
