/** Strategies of dependencies: which of the two belong together in a sentence, and where the change is to hold. */
import type { Strategy } from '../packet.ts'
import type { ReplyContext } from './context.ts'
import type { ReplyWords } from './knowledge.ts'
import type { Marked, Spot } from './spots.ts'
import { alternation } from './templates.ts'
import type { ValueReader } from './values.ts'

export interface StrategyChange {
  readonly spot: Spot
  /** `pr`, `scenario-5`, `elsewhere`; null: everywhere. */
  readonly scope: string | null
  readonly strategy: Strategy | null
  readonly op: 'set' | 'add' | 'remove'
  readonly start: number
  readonly end: number
}

interface Part {
  readonly text: string
  readonly start: number
  readonly spots: readonly { readonly spot: Spot; readonly at: number; readonly denied: boolean }[]
  readonly strategies: readonly Found[]
}
interface Found {
  readonly value: string
  readonly force: 'word' | 'tool'
  readonly denied: boolean
  readonly at: number
}

export type StrategyReader = (
  marked: Marked,
  context: ReplyContext,
  isDirective: boolean,
  /** What the sentence before was about: "Not in a container though". */
  inherited: Spot | null,
  /** The quoted line that the reply answers: the name may be missing then, and the lane stand there. */
  quoted: string | null,
) => readonly StrategyChange[]

/** What a person starts as a container; the rest is somebody else's, real only in their sandbox. */
const ownKinds = new Set([
  'relational',
  'document',
  'cache',
  'broker',
  'job-system',
  'search',
  'analytics',
  'object-store',
  'mail',
  'infrastructure',
])

export function strategyReader(words: ReplyWords, values: ValueReader): StrategyReader {
  const strategyPattern = new RegExp(
    `[\\uE000-\\uE2FF]|(?<![\\p{L}\\d_.-])${alternation(words.strategies.flatMap((each) => each.phrases))}(?![\\p{L}\\d_]|-(?!mem))`,
    'giu',
  )
  const lanes = new RegExp(
    `(?<![\\p{L}\\d_/-])(?:(?:on|in|at|for|during)\\s+)?(?:(?:the|every|each|a|our)\\s+)?(${alternation(words.lanes.flatMap((each) => each.phrases))})(?![\\p{L}\\d_-])`,
    'giu',
  )
  const scopeOf = (text: string): string | null => {
    if (/\beverywhere\b(?! else)|\bin (?:all|every) (?:lanes?|scenarios?)\b/i.test(text))
      return null
    if (
      /\b(?:elsewhere|anywhere|in the other scenarios|everywhere else|for the rest|otherwise)\b/i.test(
        text,
      )
    )
      return 'elsewhere'
    const scenario =
      /\b(?:scenario|case)\s*#?(\d{1,2})\b|\b(?:in|for)\s+#?(\d{1,2})\b(?!\s*(?:min|sec|s\b|%))/i.exec(
        text,
      )
    if (scenario) return `scenario-${scenario[1] ?? scenario[2]}`
    if (/\b(?:on|in)\s+(?:the\s+)?ci\b/i.test(text)) return 'ci'
    const said = new Set(
      [...text.matchAll(lanes)]
        .filter((match) => !deniedAt(text, match.index))
        .flatMap((match) => values.lane(match[1] ?? '') ?? []),
    )
    const [lane] = said
    // In two lanes is everywhere that matters.
    return said.size === 1 ? (lane ?? null) : null
  }
  const partOf = (marked: Marked, text: string, start: number): Part => ({
    text,
    start,
    spots: [...text.matchAll(/[\uE000-\uE0FF\uE200-\uE2FF]/g)].flatMap((match) => {
      const spot = marked.spots.get(match[0])
      return spot
        ? [
            {
              spot,
              at: match.index,
              denied: /\b(?:instead of|rather than)\s+(?:the\s+)?$/i.test(
                text.slice(0, match.index),
              ),
            },
          ]
        : []
    }),
    strategies: [...text.matchAll(strategyPattern)].flatMap((match) => {
      // H2 and MinIO are products as well as stand-ins.
      const read = values.strategy(marked.spots.get(match[0])?.words ?? match[0])
      return read ? [{ ...read, denied: deniedAt(text, match.index), at: match.index }] : []
    }),
  })
  return (marked, context, isDirective, inherited, quoted) => {
    const parts = grouped(
      cut(marked.text).map(({ text, start }) => partOf(marked, text, start)),
      (text) => scopeOf(text) !== null,
    )
    return parts.flatMap((part) =>
      changesOf(part, context, isDirective, scopeOf, inherited, quoted),
    )
  }
}

const deniedAt = (text: string, at: number): boolean =>
  /\b(?:don't|do not|never|nobody|no one|wouldn't|won't)\s+(?:want|wants|let|accept|accepts)\b[^,;]*$/i.test(
    text.slice(0, at),
  ) ||
  /(?:\b(?:no|not|never|don't|do not|doesn't|without|isn't|aren't|instead of|rather than|than|nor|neither|shouldn't(?: be)?|should not(?: be)?|mustn't be|must not be|can't be|cannot be|no more|no longer|stop|quit|not be|not just)(?:\s+(?:be|as an?|in an?|a|an|the|use|using|just|even))?\s+|n't\s+(?:be\s+)?|(?:n't|\bnot|\bnever)\s+(?:need|have|needs|has)\s+(?:to\s+be\s+)?(?:an?\s+|the\s+)?|\bno need (?:for|of|to)\s+(?:an?\s+|the\s+)?)$/i.test(
    text.slice(Math.max(0, at - 40), at),
  )

function cut(text: string): readonly { readonly text: string; readonly start: number }[] {
  const parts: { text: string; start: number }[] = []
  let start = 0
  for (const match of text.matchAll(
    /[;▮]|,|\s(?:and|but|while|whereas|&|\+)\s|\.\s|\s—\s|\s–\s/gi,
  )) {
    parts.push({ text: text.slice(start, match.index), start })
    start = match.index + match[0].length
  }
  return [...parts, { text: text.slice(start), start }]
}

/** A part joins the one before until both a name and a strategy are there: "mock Stripe and S3", "real rabbit, in docker". */
function grouped(parts: readonly Part[], hasScope: (text: string) => boolean): readonly Part[] {
  const groups: Part[] = []
  for (const part of parts) {
    const before = groups.at(-1)
    const isOpen =
      before !== undefined &&
      (before.spots.length === 0 ||
        before.strategies.every((each) => each.denied) ||
        part.spots.length === 0 ||
        part.strategies.length === 0)
    // "On the PR a fake Kafka, at night the real thing" says the name once.
    const repeats =
      before !== undefined &&
      before.spots.length > 0 &&
      part.spots.length === 0 &&
      part.strategies.some((each) => !each.denied) &&
      before.strategies.some((each) => !each.denied) &&
      hasScope(part.text) &&
      hasScope(before.text)
    if (before !== undefined && repeats) groups.push({ ...part, spots: before.spots })
    else if (before !== undefined && isOpen) {
      const shift = part.start - before.start
      groups[groups.length - 1] = {
        text: `${before.text.padEnd(shift, ' ')}${part.text}`,
        start: before.start,
        spots: [...before.spots, ...part.spots.map((each) => ({ ...each, at: each.at + shift }))],
        strategies: [
          ...before.strategies,
          ...part.strategies.map((each) => ({ ...each, at: each.at + shift })),
        ],
      }
    } else groups.push(part)
  }
  return groups
}

function changesOf(
  part: Part,
  context: ReplyContext,
  isDirective: boolean,
  scopeOf: (text: string) => string | null,
  inherited: Spot | null,
  quoted: string | null,
): readonly StrategyChange[] {
  const strategy = strategyOf(part.strategies)
  if (strategy === null || !orders(part, isDirective)) return []
  const rows = rowsOf(part, strategy, context, inherited, quoted)
  const scope = scopeOf(part.text) ?? (quoted === null ? null : scopeOf(quoted))
  return rows.flatMap((spot): readonly StrategyChange[] => {
    const value = valueFor(strategy, spot)
    const confirms =
      strategy.denied &&
      context.dependencies.some(
        (each) => each.dependency === spot.dependency && each.strategy === value,
      )
    return value === null || (confirms && scope === null)
      ? []
      : [
          {
            spot,
            scope,
            strategy: value,
            op: spot.present ? 'set' : 'add',
            start: part.start,
            end: part.start + part.text.length,
          },
        ]
  })
}

/** Which rows are meant: the label's before all, products before mere nouns, and never the stand-in itself. */
function rowsOf(
  part: Part,
  strategy: Found,
  context: ReplyContext,
  inherited: Spot | null,
  quoted: string | null,
): readonly Spot[] {
  const named = part.spots.filter(
    (each) =>
      !each.denied &&
      each.spot.dependency !== null &&
      !part.strategies.some((other) => other.at === each.at),
  )
  const label = /(?::|=|→|->|=>)/.exec(part.text)?.index ?? -1
  const before = named.filter((each) => each.at < label)
  const pool = before.length > 0 ? before : named
  const products = pool.filter((each) => !each.spot.isNoun)
  const present = products.filter((each) => each.spot.present)
  const rows =
    before.length > 0 && present.length > 0 ? present : products.length > 0 ? products : pool
  if (rows.length > 0) return rows.map((each) => each.spot)
  if (quoted !== null && inherited !== null) return [inherited]
  if (
    /^\s*(?:(?:and|but)\s+)?(?:not|it|that|this|there's|there is|make it|keep it|so)\b/i.test(
      part.text,
    ) &&
    inherited !== null
  )
    return [inherited]
  // "sqlite is ok" speaks of the one database there is.
  const standIn = part.spots.find(({ spot, at }) => spot.role === 'database' && strategy.at === at)
  const databases = context.dependencies.filter((each) => each.kind === 'relational')
  const [only] = databases
  return standIn !== undefined &&
    only !== undefined &&
    new Set(databases.map((each) => each.dependency)).size === 1
    ? [{ ...standIn.spot, dependency: only.dependency, kind: only.kind, present: true }]
    : []
}

function strategyOf(found: readonly Found[]): Found | null {
  const meant = found.filter((each) => !each.denied)
  return (
    // A place is often only mentioned ("they closed the test account"), what to do seldom.
    meant.findLast(
      (each) => each.force === 'word' && each.value !== 'real' && each.value !== 'shared-external',
    ) ??
    meant.findLast((each) => each.force === 'word' && each.value !== 'real') ??
    meant.find((each) => each.value === 'real') ??
    meant[0] ??
    found.find((each) => each.denied && (each.value === 'mock' || each.value === 'fake')) ??
    null
  )
}

function valueFor(found: Found, spot: Spot): Strategy | null {
  const own = ownKinds.has(spot.kind)
  const real: Strategy = own ? 'containerized' : 'shared-external'
  if (found.denied) return real
  return found.value === 'real' ? real : (found.value as Strategy)
}

const smallWords =
  /\b(?:the|a|an|is|are|be|as|for|in|on|at|to|with|of|it|its|by|our|one|only|please|pls|should|must|has|have|can|could|will|so|now|then|too|also|not|no|and|or|use|using|make|made|per|run|via|everywhere|instead|instance|server|image|row|strategy|version|plain|small|tests?|scenario|case|real|good|enough|ok|fine|plenty|this|that|there|here|we|us|publisher|driver|though|just|from|driver|do|does|don't|elsewhere|anywhere|latest|local)\b/gi
const orderWords =
  /(?:^|[,;:—]\s*|\b(?:please|pls|and|then|to|so|let's|we|i'd|i would|should|must|you|just|better|rather|don't|never)\s+)(?:mock|fake|stub|simulate|containeri[sz]e|dockeri[sz]e|use|make|put|take|switch|replace|swap|run|keep|go with|go for|set|turn|give|have|want|prefer|need|try|spin up|start|bring|change|move|leave)\b/i
const modal =
  /\b(?:should|must|has to|have to|needs? to|ought to|can be|can just|could be|shouldn't|will be|shall be|is plenty|is enough|is ok|are ok|is fine|are fine|good enough|will do|does the job|do the job|suffices?|is sufficient|is better|would be better|is all we need|why the|can't just|instead of|rather than|so:|the only thing|only have|only got|we have is|we've got|that all|everybody uses|everyone uses|there's a|there is a|own it|owns it|belongs in|goes against|against)\b/i
const notNow =
  /\b(?:was|were|had|did|last (?:year|month|week|time|november|december)|already|currently|at the moment|today|used to|would have|if|would be (?!better|enough|fine|ok|good|great|nice|plenty)|would make|would mean|crime|sin|madness|insane|terrible|disaster|stupid|nonsense|hell|hurts)\b/i

/** A name and a strategy are not enough: the sentence has to ask, equate, allow or state what there is. */
function orders(part: Part, isDirective: boolean): boolean {
  const text = part.text
  const label = /[\uE000-\uE2FF][^:=→>]{0,40}(?::|=|→|->|=>|\bs\/)/.test(text)
  const rest = text
    .replaceAll(/[\uE000-\uE2FF]/g, ' ')
    .replaceAll(/\([^)]*\)/g, ' ')
    .replaceAll(smallWords, ' ')
    .replaceAll(/[^\p{L}\d@]+/gu, ' ')
    .trim()
  const content = rest === '' ? 0 : rest.split(' ').length
  if (label) return true
  if (notNow.test(text) && !isDirective) return false
  return (
    isDirective ||
    orderWords.test(text) ||
    modal.test(text) ||
    content <= 2 + part.strategies.length
  )
}
