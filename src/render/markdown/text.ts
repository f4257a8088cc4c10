/**
 * Escaping for Markdown. Sentences of a verdict are plain text in which only `code spans` are markup, and the
 * requester's own words stand in them: whatever else Markdown or HTML would read as markup is made literal.
 */

/** One line of running text. */
export const inline = (text: string): string => escapeText(text, false)

/** One cell of a pipe table. */
export const cell = (text: string): string => (text === '' ? '-' : escapeText(text, true))

/** Text that begins a list item or paragraph, where `#`, `>` or `1.` would open a block. */
export function opening(text: string): string {
  const escaped = inline(text)
  const numbered = /^(\d+)([.)])(?=\s|$)/.exec(escaped)
  if (numbered) return `${numbered[1]}\\${escaped.slice((numbered[1] ?? '').length)}`
  return /^(#{1,6}(\s|$)|>|[-+*](\s|$)|={3,}|-{3,}|~{3,}|\|)/.test(escaped)
    ? `\\${escaped}`
    : escaped
}

/** A command as a code span; one that holds backticks itself gets a longer fence. */
export function code(text: string): string {
  const line = oneLine(text)
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map((run) => run[0].length))
  if (longest === 0) return `\`${line}\``
  const fence = '`'.repeat(longest + 1)
  return `${fence} ${line} ${fence}`
}

function escapeText(text: string, inTable: boolean): string {
  const line = oneLine(text)
  let escaped = ''
  let at = 0
  while (at < line.length) {
    const open = line.indexOf('`', at)
    if (open === -1) return escaped + escapeProse(line.slice(at), inTable)
    escaped += escapeProse(line.slice(at, open), inTable)
    const fence = /^`+/.exec(line.slice(open))?.[0] ?? '`'
    const close = closingFence(line, open + fence.length, fence)
    if (close === -1) {
      escaped += '\\`'.repeat(fence.length)
      at = open + fence.length
      continue
    }
    const span = line.slice(open, close + fence.length)
    escaped += inTable ? span.replaceAll('|', '\\|') : span
    at = close + fence.length
  }
  return escaped
}

/** Where a run of exactly these backticks begins again, -1 when it never does. */
function closingFence(line: string, from: number, fence: string): number {
  for (let at = line.indexOf('`', from); at !== -1;) {
    const run = /^`+/.exec(line.slice(at))?.[0] ?? '`'
    if (run === fence) return at
    at = line.indexOf('`', at + run.length)
  }
  return -1
}

function escapeProse(text: string, inTable: boolean): string {
  const escaped = text
    .replaceAll(/\\(?=[!-/:-@[-`{-~])/g, '\\\\')
    .replaceAll(/&(?=#?\w+;)/g, '&amp;')
    // `< 3 min` stays readable; whatever could open a tag or an autolink does not.
    .replaceAll(/<(?=[a-z/!?])/gi, '&lt;')
    .replaceAll(/!(?=\[)/g, '\\!')
    .replaceAll(/\](?=[([:])/g, '\\]')
    // Emphasis needs a run that touches a word; `2 * 3` and `snake_case` are none.
    .replaceAll(/\*(?=\S)|(?<=\S)\*/g, '\\*')
    .replaceAll(
      /(?<![\p{L}\p{N}_])_+(?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}])_+(?![\p{L}\p{N}_])/gu,
      (run) => '\\_'.repeat(run.length),
    )
    .replaceAll(/~(?=~)|(?<=~)~/g, '\\~')
  return inTable ? escaped.replaceAll('|', '\\|') : escaped
}

/** Line breaks and control characters become spaces; characters that reverse or hide text are dropped. */
function oneLine(text: string): string {
  return text
    .replaceAll(/[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replaceAll(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
}
