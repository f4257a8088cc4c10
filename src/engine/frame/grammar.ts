/**
 * Which words of a request can stand in a noun phrase. The tagger's part of speech decides where it gave one; next to it
 * count fixed lists (`noun-phrase.ts`) and three habits of English compounds: only the last noun of a compound stands in
 * the plural ("run charges cards"), a verb is what takes an article ("calls the service"), and a participle belongs to
 * the noun behind it ("seeded state"), not to the one before ("index fed from").
 */
import type { Mention } from '../mentions.ts'
import type { Reading, Span } from '../read-request.ts'
import { onceForBoth } from '../once.ts'
import { isSmall } from './words-of-phrases.ts'

export interface Piece extends Span {
  /** Lower case. */
  readonly text: string
  /** Whether a noun phrase may hold it. */
  readonly holds: boolean
  /** A verb by its tag or its place. */
  readonly verb: boolean
  readonly tag: string | null
  /** What stands between it and the piece before: only spaces, hyphens or quote marks; a comma; anything else. */
  readonly gap: 'joined' | 'comma' | 'break'
}

const word =
  /\p{N}{1,3}(?:,\p{N}{3})+[\p{L}\p{N}-]*|(?:[\p{L}\p{N}_$.@/{}#+-][\p{L}\p{N}_$.@/{}:#+'’-]*)?[\p{L}\p{N}_}]/gu

/** Tags and names of a request by offset. */
interface Known {
  readonly tags: ReadonlyMap<number, string>
  /** Ends of product names by their starts: a name is a noun whatever the tagger thinks (`Go`, `Play`). */
  readonly names: readonly Span[]
  /** Stretches that were asked for: titles, surfaces and risks look at the same ones. */
  readonly stretches: Map<string, readonly Piece[]>
}

const tagNames: ReadonlySet<string> = new Set(
  'ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X'.split(' '),
)

const knownOf = onceForBoth((reading: Reading, mentions: readonly Mention[]): Known => ({
  tags: new Map(
    reading.tokens
      .filter((each) => tagNames.has(each.pos))
      .map((each) => [each.start, each.pos] as const),
  ),
  names: mentions.filter((each) => each.kind === 'dependency' || each.kind === 'runtime'),
  stretches: new Map(),
}))

const determiners =
  /^(?:a|an|the|this|that|these|those|our|my|your|their|its|his|her|it|them|us|him|every|each|any|all|some|no|\d+|two|three|four|five|six|seven|eight|nine|ten|one)$/
const subjects: ReadonlySet<string> = new Set(
  'we i you they it to must should can could will would not'.split(' '),
)
const ambiguousNouns =
  /^(?:run|build|deploy|replay|lock|check|import|export|upload|download|retry|request|report|order|charge|refund|transfer|release|reset|rewrite|refactor|backfill|sync|update|upgrade|post|batch|queue|cache|book|process|search|index|log|login|test|spec|pact|load|state|set|seed|commit|merge|hook|map|patch|stub|mock|drift|change|cut|split|move|work|call|use|design|plan|need|fix|start|stop|end|trial|rollback|rollout|schema|rate|limit|time|field|name|key|link|share|store|host|page|job|trigger|signal|token|role|hold|return|refresh|duplicate|address|bind|rebuild)s?$|^(?:retries|queries|replies|entries|copies)$/

/** "transfer endpoint", "import job": the first word of a sentence names a part of a backend, and asks for nothing. */
const partOfBackend =
  /^(?:endpoint|service|api|job|worker|handler|listener|consumer|webhook|queue|flow|event|controller)s?$/

/** Words of a stretch of text with what they can be. Linear in the stretch. */
export function piecesOf(
  reading: Reading,
  mentions: readonly Mention[],
  within: Span,
): readonly Piece[] {
  const known = knownOf(reading, mentions)
  const key = `${within.start}-${within.end}`
  const pieces = known.stretches.get(key) ?? cutPieces(reading.text, known, within)
  known.stretches.set(key, pieces)
  return pieces
}

function cutPieces(text: string, { tags, names }: Known, within: Span): readonly Piece[] {
  const raw: { start: number; end: number; text: string; gap: Piece['gap'] }[] = []
  let last = within.start
  for (const match of text.slice(within.start, within.end).matchAll(word)) {
    const start = within.start + match.index
    const end = start + match[0].length
    const between = text.slice(last, start)
    const gap =
      raw.length === 0
        ? 'break'
        : /^[\s`'’"*_-]*$/.test(between)
          ? 'joined'
          : /^\s*,\s*[`'"]?$/.test(between)
            ? 'comma'
            : 'break'
    raw.push({ start, end, text: match[0].toLowerCase().replaceAll('’', "'"), gap })
    last = end
  }
  const near = names.filter((each) => each.start < within.end && each.end > within.start)
  const named = (span: Span): boolean =>
    near.some((each) => each.start < span.end && each.end > span.start)
  const pieces: Piece[] = []
  for (const [at, own] of raw.entries()) {
    const tag = tags.get(own.start)
    const next = raw[at + 1]
    const isName = named(own) || isCode(own, raw[at - 1], next, text)
    const small =
      !isName &&
      isSmall(own.text) &&
      !isRun(own, own.gap === 'joined' ? pieces.at(-1) : undefined, next)
    const verb =
      !isName &&
      isVerb({
        text: own.text,
        tag,
        before: own.gap === 'joined' ? pieces.at(-1) : undefined,
        subject: subjects.has(pieces.at(-1)?.text ?? ''),
        opens: /(?:^|[.!?]\s)$/.test(text.slice(Math.max(0, own.start - 2), own.start)),
        next: next?.gap === 'joined' ? next.text : undefined,
        nextTag: next?.gap === 'joined' ? tags.get(next.start) : undefined,
        written: text.slice(own.start, own.end),
      })
    pieces.push({
      ...own,
      holds: !small && !verb,
      verb: verb || (small && (tag === 'VERB' || tag === 'AUX')),
      tag: tag ?? null,
    })
  }
  return pieces
}

/** "billing run": a noun behind a singular one, where no object follows. */
const isRun = (
  own: { text: string },
  before: Piece | undefined,
  next: { text: string } | undefined,
): boolean =>
  own.text === 'run' &&
  before?.holds === true &&
  !before.text.endsWith('s') &&
  !determiners.test(next?.text ?? '')

/** `NOT NULL`, `FOR UPDATE`: words in capitals side by side are code. */
function isCode(
  own: Span,
  before: Span | undefined,
  next: Span | undefined,
  text: string,
): boolean {
  const capitals = (span: Span | undefined): boolean =>
    span !== undefined && /^\p{Lu}{2,}$/u.test(text.slice(span.start, span.end))
  const isPath = next !== undefined && text[next.start] === '/'
  return capitals(own) && (isPath || capitals(before) || capitals(next))
}

interface Place {
  readonly text: string
  readonly tag: string | undefined
  readonly before: Piece | undefined
  /** Behind "we", "to", "must": only a verb stands there. */
  readonly subject: boolean
  /** First in its sentence, where an imperative stands. */
  readonly opens: boolean
  readonly next: string | undefined
  readonly nextTag: string | undefined
  readonly written: string
}

function isVerb({ text, tag, before, subject, opens, next, nextTag, written }: Place): boolean {
  // Code and names are no verbs: `finds_by`, FOR UPDATE.
  if (/[-_/.:\d{}]|^\p{Lu}{2}/u.test(written)) return false
  const takesObject = next !== undefined && determiners.test(next)
  const after =
    before !== undefined &&
    (before.holds || /^(?:tests?|specs?|runs?|one|first)$/.test(before.text))
  const pluralBefore = after && /[a-z]{2}s$/.test(before.text) && !before.text.endsWith('ss')
  if (tag === 'AUX') return true
  if (/^(?:leak|drift)s?$/.test(text) && /^(?:across|between|into|to|from)$/.test(next ?? ''))
    return after
  if (tag === 'VERB') {
    if (subject) return true
    if (opens && next !== undefined && !/(?:ed|ing)$/.test(text))
      return !(ambiguousNouns.test(text) && partOfBackend.test(next))
    if (text.endsWith('ing'))
      return opens || pluralBefore || takesObject || !(after || next !== undefined)
    if (/(?:ed|en|wn|lt|de|ed)$/.test(text))
      return (
        (after && before.tag !== 'ADJ') ||
        takesObject ||
        next === undefined ||
        nextTag === 'ADP' ||
        nextTag === 'ADV'
      )
    if (ambiguousNouns.test(text)) return takesObject || pluralBefore
    return true
  }
  // "each factory breaks 40 tests", "billing run charges cards"
  if (after && /[a-z]{3}s$/.test(text) && !/(?:ss|us|is)$/.test(text)) {
    if (takesObject) return true
    return next !== undefined && /[a-z]{2}[^s]s$/.test(next) && !pluralBefore
  }
  if (pluralBefore && takesObject && !/(?:s|ed|ing|er)$/.test(text)) return true
  if (before?.text === 'and' && takesObject && ambiguousNouns.test(text)) return true
  if (/^time[sd]?$/.test(text) && next === 'out') return true
  if (/^(?:log|sign)$/.test(text) && next === 'in' && after) return true
  return takesObject && after && /[a-z]ed$/.test(text)
}
