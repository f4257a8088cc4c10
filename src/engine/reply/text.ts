/** A reply as people type it in Slack, cut into sentences: markup, quotations, code blocks and tables are read here. */

export interface Sentence {
  readonly text: string
  /** How it was set: a line of a code block, a table's row or a list's item is terser than prose. */
  readonly form: 'prose' | 'item' | 'row'
}

export interface ReplyText {
  readonly sentences: readonly Sentence[]
  /** Lines of the packet that the person quoted. */
  readonly quoted: readonly string[]
}

/** More than this is no reply but a document; the rest is not read. */
const longestReply = 4_000
/** A longer sentence is a list or a log; it is cut, so that no pattern works on an unbounded one. */
const longestSentence = 280

export function readReplyText(raw: string): ReplyText {
  const text = plain(raw.slice(0, longestReply))
  const sentences: Sentence[] = []
  const quoted: string[] = []
  let inFence = false
  let label = ''
  for (const part of text.replaceAll('```', '\n```\n').split('\n')) {
    const line = part.trim()
    if (line === '```') inFence = !inFence
    else if (line === '') continue
    else if (line.startsWith('>')) quoted.push(line.replace(/^[>\s]+/, ''))
    else if (inFence) sentences.push({ text: line, form: 'item' })
    else if (/^\|.*\|$/.test(line)) {
      const row = rowOf(line)
      if (row !== null) sentences.push({ text: row, form: 'row' })
    } else if (label !== '' && /^[+-]\s/.test(line))
      sentences.push(...sentencesOf(`${label}: ${line}`))
    else {
      // "Debug signals:" heads the lines with + and - below it.
      label = /^([^:]{2,40}):$/.exec(line)?.[1] ?? ''
      sentences.push(...sentencesOf(line))
    }
  }
  return { sentences, quoted }
}

/** Slack's escapes and markup as the words they stand for. */
function plain(raw: string): string {
  return (
    raw
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
      .replaceAll(/[\u200B-\u200F\u2060\uFEFF]/g, '')
      // The private use area marks names while templates are matched, so nothing else may stand there.
      .replaceAll(/[\uE000-\uF8FF\u25AE]/g, ' ')
      .replaceAll(/[‘’]/g, "'")
      .replaceAll(/[“”]/g, '"')
      .replaceAll(/\u00A0/g, ' ')
      .replaceAll(/(?:➡️?|:arrow_right:|👉|={2,}>|»|⟶|➜)/gu, '→')
      .replace(/^\s*(?:(?:<@[A-Z0-9]+(?:\|[^>]*)?>|@bot\b)[\s,:]*)/, '')
      .replaceAll(/<(?:https?|mailto):[^|>]*\|([^>]*)>/g, '$1')
      .replaceAll(/<#[A-Z0-9]+\|([^>]*)>/g, '#$1')
      .replaceAll(/<@([A-Z0-9]+)\|[^>]*>/g, '<@$1>')
      .replaceAll(/\bs\/([^/\n]{1,60})\/([^/\n]{1,60})\/?/g, '$2')
      .replaceAll(/\bw\/\s*(?=\S)/gi, (_, at: number, all: string) =>
        /^w\/\s*o\b/i.test(all.slice(at)) ? 'w/' : 'with ',
      )
      .replaceAll(/\bshd\b/gi, 'should')
      .replaceAll(/\bsc(?:n|en)?\.?\s*(?=\d)/gi, 'scenario ')
      // A line that opens with struck out words and goes on with a reason takes them out.
      .replaceAll(
        /^\s*~{1,2}([^~\n]{4,80})~{1,2}\s+(?=(?:we|they|it|this|that|not|no|is|are|has|our|already)\b)/gim,
        'drop "$1", ',
      )
      // Struck out words are the old value.
      .replaceAll(/(^|[\s(:])~{1,2}[^~\n]{1,80}~{1,2}(?=[\s.,;:!?)]|$)/g, '$1')
      .replaceAll(/\*([^*\n]{1,80})\*/g, '$1')
      .replaceAll(/(^|[\s(])_([^_\n]{1,80})_(?=[\s.,;:!?)]|$)/g, '$1$2')
  )
}

/** `| Postgres | shared external | why |` says the same as `Postgres: shared external`. */
function rowOf(line: string): string | null {
  const cells = line
    .slice(1, -1)
    .split('|')
    .map((each) => each.trim())
  const [first = '', second = ''] = cells
  if (first === '' || /^[\s:-]*$/.test(second)) return null
  return `${first}: ${second}`
}

const bullet = /^(?:[-*•]\s+|\(?(?:\d{1,2}|[a-h])\)\s*)/
/** Full stops that end no sentence. */
const abbreviation = /(?:\b(?:e\.g|i\.e|etc|vs|approx|resp|incl|nr|min|max|mrs?|dr|st)|\b[a-z])\.$/i

/** "1. … 2. …", "1 = …, 2 = …" and "Q3: … Q1: …" number answers like "1) … 2) …". */
function numbered(line: string): string {
  for (const form of [
    /(^|[,;:.]?\s)(\d)\.\s+(?=\S)/g,
    /(^|[,;:.]?\s)(\d)\s*=\s*(?=\S)/g,
    /(^|[,;.]?\s)(?:[Qq](?:uestion)?\s*)(\d)\s*[:=]\s*(?=\S)/g,
  ]) {
    const numbers = [...line.matchAll(form)].map((match) => Number(match[2]))
    const isNamed = form.source.includes('Qq')
    if (numbers.length > 1 && (isNamed || numbers.every((each, at) => each === at + 1)))
      return line.replaceAll(form, (_, before: string, number: string) =>
        before === '' ? `${number}) ` : ` ${number}) `,
      )
  }
  return line
}

function sentencesOf(raw: string): readonly Sentence[] {
  const line = numbered(raw)
  const items = line.split(/(?:^|\s)(?=\(?(?:\d|[a-h])\)\s)/).filter((each) => each.trim() !== '')
  // A single "7) …" numbers a case, it lists nothing.
  if (items.length === 1 && /^\d{1,2}\)\s/.test(line))
    return cutSentences(line.replace(/^(\d{1,2})\)/, '$1.')).map((text) => ({
      text,
      form: 'prose',
    }))
  const listed = items.length > 1 || bullet.test(line)
  return items.flatMap(unfolded).flatMap((item) =>
    cutSentences(item.trim().replace(bullet, '')).map((text): Sentence => ({
      text,
      form: listed ? 'item' : 'prose',
    })),
  )
}

/** `debug: + lag, - locks` is two lines under one label. */
function unfolded(item: string): readonly string[] {
  const label = /^([^:]{2,40}):\s*(?=[+-]\s)/.exec(item)
  if (!label) return [item]
  return item
    .slice(label[0].length)
    .split(/[,;]\s*(?=[+-]\s)/)
    .map((part) => `${label[1]}: ${part.trim()}`)
}

/** "Smoke: in; scope: payments": what has a label stands for itself; the `;` stays, so that "if" still reaches over it. */
const labelled = /^[^:=;,]{2,30}?\s*(?::|=)\s/

function cutSentences(text: string): readonly string[] {
  const parts: string[] = []
  let start = 0
  for (const match of text.matchAll(
    /[.!?…]+["')\]]*(?=\s|$)|;(?=\s)|(?:[\p{Extended_Pictographic}\uFE0F]+|\s:[a-z_]{2,30}:)(?=\s+\S)/gu,
  )) {
    const end = match.index + match[0].length
    const piece = text.slice(start, end)
    if (match[0] === ';' && !labelled.test(piece.trim()) && !labelled.test(text.slice(end).trim()))
      continue
    if (/\bno\.$/i.test(piece) && /^\s*\d/.test(text.slice(end))) continue
    // "30 min. I asked" goes on with another sentence.
    const isEnd = /\b(?:min|etc)\.$/i.test(piece) && /^\s+\p{Lu}/u.test(text.slice(end))
    if (
      match[0] === '.' &&
      !isEnd &&
      (abbreviation.test(piece) || /^\d{1,2}\.$/.test(piece.trim()))
    )
      continue
    if ((piece.split('`').length - 1) % 2 === 1) continue
    if (piece.trim() !== '') parts.push(piece.trim())
    start = end
  }
  const rest = text.slice(start).trim()
  return (rest === '' ? parts : [...parts, rest]).flatMap(shortened)
}

const shortened = (text: string): readonly string[] =>
  text.length <= longestSentence
    ? [text]
    : (text.match(new RegExp(`.{1,${longestSentence}}(?=\\s|$)|.{1,${longestSentence}}`, 'gsu')) ??
      [])
