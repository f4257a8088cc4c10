/**
 * "Contract: the gateway team took it with them, so out": a layer is named, and a later clause of the sentence or of the
 * next one passes the verdict on it. Read when the rows found nothing said about layers.
 */
import { clausesOf } from './clauses.ts'
import type { Window } from './clauses.ts'
import type { Change } from './change.ts'
import type { Tag, Tagged } from './tags.ts'
import type { ValueReader } from './values.ts'

export interface LayerVerdict {
  readonly change: Change
  readonly start: number
  readonly end: number
}

/** What makes a clause a case, a question or somebody else's. */
const blocking = new Set(['hypo', 'ask', 'others', 'not', 'past', 'lacks', 'dep', 'lane'])
/** A verdict in a clause that names one of these and no layer is about that. */
const rivals = new Set(['cases', 'control', 'code', 'kind', 'num'])
const verdicts = new Map([
  ['class-layer-no', 'out'],
  ['class-layer-yes', 'in'],
  ['class-short-no', 'out'],
  ['class-short-yes', 'in'],
])

export interface LayersBefore {
  /** The layers that the sentence before spoke of. */
  readonly spoken: string | null
  /** What was last said to come or go, for "smoke too". */
  readonly verdict: 'in' | 'out' | null
}

export function layerVerdicts(
  tagged: Tagged,
  values: ValueReader,
  before: LayersBefore,
): readonly LayerVerdict[] {
  const found: LayerVerdict[] = []
  let words = before.spoken
  let last = before.verdict
  for (const clause of wholeClauses(tagged)) {
    const mention = mentionIn(tagged, clause)
    if (mention !== null) words = textOf(tagged, mention)
    if (words === null) continue
    const isFar = words === before.spoken && found.length === 0
    const verdict =
      verdictIn(tagged, clause, mention, isFar) ??
      partsOf(tagged, clause)
        .map((part) => verdictIn(tagged, part, mentionIn(tagged, part), isFar))
        .findLast((each) => each !== null) ??
      (mention !== null && isSame(tagged, clause, mention) ? last : null)
    if (verdict === null) continue
    for (const layer of values.layers(words))
      found.push({
        change: { on: 'layer', target: layer, op: 'set', to: verdict, because: null },
        start: tagged.tokens[clause.from]?.start ?? 0,
        end: tagged.tokens[clause.to - 1]?.end ?? 0,
      })
    words = null
    last = verdict
  }
  return found
}

const inner = new Set([':', '=', '→', '⇒', '->', '-->', '=>'])

/** "Contract to out: no clients", "QA won't sign → in": a sign parts the verdict from its reason. */
function partsOf(tagged: Tagged, clause: Window): readonly Window[] {
  const parts: Window[] = []
  let from = clause.from
  for (let at = clause.from; at <= clause.to; at += 1)
    if (at === clause.to || inner.has(tagged.tokens[at]?.text ?? '')) {
      if (at > from) parts.push({ from, to: at })
      from = at + 1
    }
  return parts.length > 1 ? parts : []
}

/** "Smoke too", "no contract either". */
const isSame = (tagged: Tagged, clause: Window, mention: Tag): boolean =>
  tagged.at(mention.to).some((each) => each.name === 'class-likewise' && each.to <= clause.to)

/** The last layers that a text names, to be gone on about. */
export function layersNamed(tagged: Tagged): string | null {
  let last: string | null = null
  for (const clause of wholeClauses(tagged)) {
    const mention = mentionIn(tagged, clause)
    if (mention !== null) last = textOf(tagged, mention)
  }
  return last
}

/** Clauses; "unit and smoke" is no border. */
function wholeClauses(tagged: Tagged): readonly Window[] {
  const whole: Window[] = []
  for (const clause of clausesOf(tagged)) {
    const last = whole.at(-1)
    if (last !== undefined && isCrossed(tagged, last, clause))
      whole[whole.length - 1] = { from: last.from, to: clause.to }
    else whole.push(clause)
  }
  return whole
}

const isCrossed = (tagged: Tagged, one: Window, next: Window): boolean => {
  for (let at = one.from; at < one.to; at += 1)
    if (tagged.at(at).some((each) => each.name === 'layers' && each.to > next.from)) return true
  return false
}

const mentionIn = (tagged: Tagged, clause: Window): Tag | null => {
  for (let at = clause.from; at < clause.to; at += 1) {
    const [longest] = tagged.at(at)
    const tag = tagged.at(at).find((each) => each.name === 'layers' && each.to <= clause.to)
    if (tag !== undefined && tag.to === longest?.to) return tag
    if (longest !== undefined && longest.name === 'kind') at = longest.to - 1
  }
  return null
}

const textOf = (tagged: Tagged, tag: Tag): string =>
  tagged.text.slice(tagged.tokens[tag.from]?.start ?? 0, tagged.tokens[tag.to - 1]?.end ?? 0)

/** The one verdict of a clause, or null when there is none, more than one, or something stands against it. */
function verdictIn(
  tagged: Tagged,
  clause: Window,
  mention: Tag | null,
  isFar = false,
): 'in' | 'out' | null {
  const said = new Set<'in' | 'out'>()
  for (let at = clause.from; at < clause.to; at += 1) {
    if (mention !== null && at === mention.from) {
      at = mention.to - 1
      continue
    }
    const verdict = tagged.at(at).find((each) => verdicts.has(each.name) && each.to <= clause.to)
    // "Contract? No thanks" answers what was only asked.
    if (
      isFar &&
      mention === null &&
      /^(?:no|yes|n|y|none|nope|yep)$/.test(tagged.tokens[at]?.text ?? '')
    )
      return null
    if (verdict !== undefined && counts(tagged, clause, mention, verdict)) {
      said.add(verdicts.get(verdict.name) === 'in' ? 'in' : 'out')
      at = verdict.to - 1
      continue
    }
    if (tagged.at(at).some((each) => isAgainst(each, mention))) return null
  }
  const [only] = said
  return said.size === 1 && only !== undefined ? only : null
}

const isAgainst = (tag: Tag, mention: Tag | null): boolean =>
  blocking.has(tag.name) || (mention === null && rivals.has(tag.name)) || tag.name === 'layers'

/** "In" and "no" are verdicts only beside the layer or at an end of the clause: "contract in", "no smoke". */
function counts(tagged: Tagged, clause: Window, mention: Tag | null, verdict: Tag): boolean {
  if (!verdict.name.startsWith('class-short-')) return true
  const isEnd = !hasWords(tagged, verdict.to, clause.to)
  if (mention === null) return isEnd && !hasNames(tagged, clause.from, verdict.from)
  const isIn = tagged.tokens[verdict.from]?.text === 'in'
  if (verdict.to <= mention.from)
    return (
      !hasWords(tagged, verdict.to, mention.from) &&
      // "In the unit layer" says where.
      !(isIn && (verdict.from > clause.from || tagged.tokens[verdict.to]?.text === 'the'))
    )
  // "The unit helper is in" is about the helper.
  if (verdict.from > mention.to && isPlain(tagged, mention.to)) return false
  return (
    isEnd ||
    (!hasWords(tagged, mention.to, verdict.from) && (!isIn || givesReason(tagged, verdict.to)))
  )
}

/** "Contract in because …", not "contract tests in the other repo". */
const givesReason = (tagged: Tagged, at: number): boolean =>
  /^(?:because|since|as|bc|cause|so|please|pls|too|now|again)$/.test(tagged.tokens[at]?.text ?? '')

const hasWords = (tagged: Tagged, from: number, to: number): boolean =>
  tagged.tokens
    .slice(from, to)
    .some(({ text }, at) => /[\p{L}\d\uE000-\uE2FF]/u.test(text) && !isSmall(tagged, from + at))

/** More than small words before the verdict is another matter. */
const hasNames = (tagged: Tagged, from: number, to: number): boolean =>
  tagged.tokens
    .slice(from, to)
    .filter(
      (token, at) => /[\p{L}\d\uE000-\uE2FF]/u.test(token.text) && !isSmall(tagged, from + at),
    ).length > 1

const isPlain = (tagged: Tagged, at: number): boolean =>
  /^\p{L}/u.test(tagged.tokens[at]?.text ?? '') && tagged.at(at).length === 0

const isSmall = (tagged: Tagged, at: number): boolean =>
  tagged.at(at).some((each) => each.name === 'filler')
