/** Reads one slot of a template: from the words that stand in it to what the amendment will say. */
import type { ReplyContext } from './context.ts'
import type { ChangeShape } from './knowledge.ts'
import { byNumber, isAbout, isKnownItem, openTopic, scenarioCalled } from './known.ts'
import { isOwner, itemOf, surfaceOf, toolName } from './names.ts'
import type { Marked } from './spots.ts'
import { tidy } from './tidy.ts'
import { textOf } from './borders.ts'
import { casesOf } from './values.ts'
import type { CaseReference, ValueReader } from './values.ts'

export interface Surroundings {
  readonly marked: Marked
  readonly context: ReplyContext
  /** The sentence before, for "that must be a risk". */
  readonly before: string
  readonly quoted: readonly string[]
}

const one = (value: string | null): readonly string[] | null => (value === null ? null : [value])

/** The readings of the words, or null when they do not fit the slot. */
export function readSlot(
  name: string,
  raw: string,
  way: ChangeShape,
  { marked, context }: Pick<Surroundings, 'marked' | 'context'>,
  values: ValueReader,
): readonly string[] | null {
  const words = marked.restore(raw)
  switch (name) {
    case 'lane': {
      const lane = values.lane(words)
      return one(lane === 'local-fast' && way.on === 'constraint' ? 'local' : lane)
    }
    case 'layers':
      return values.layers(words).length === 0 ? null : values.layers(words)
    case 'kind':
      return one(values.kind(words))
    case 'control':
      return one(values.control(words))
    case 'topic-words':
    case 'topic':
      return one(
        values.topic(words) ??
          freeTopic(words, way) ??
          openTopic(words, context) ??
          ownTopic(words, context),
      )
    case 'owner':
      return isOwner(words, values) ? [words] : null
    case 'cases':
      return caseTargets(words, way, context)
    case 'num':
    case 'due':
      return [words.replace(/^(?:the|by|until|on)\s+/i, '')]
    case 'count':
      return one(countOf(words))
    case 'tool':
    case 'who-team':
      return one(toolName(words))
    case 'item':
    case 'item-case':
      if (way.rule.endsWith('/scenario-np-remove') && !isKnownItem(raw, words, context)) return null
      // "Debug: drop the log" is about a row of its own.
      if (way.on === 'scenario' && (values.control(words) ?? values.layers(words)[0])) return null
      // "Ravi answers mails at night" speaks of no check.
      if (way.rule.endsWith('/lane-np') && !isCheckLike(raw, words, context, values)) return null
      return one(itemOf(words))
    case 'np':
      // "The squad says hi", "Jonas decided to move" answer nothing.
      if (
        way.on === 'question' &&
        way.op === 'set' &&
        way.target.endsWith('.answer') &&
        /^(?:to\s.*|\S+)$/i.test(words.trim())
      )
        return null
      if (way.on === 'surface' && marked.spots.size > 0 && /^[\uE100-\uE2FF]/.test(raw)) return null
      if (way.on === 'risk' && pointsOnly.test(words.trim())) return null
      return one(way.on === 'surface' ? surfaceOf(words) : textOf(words, way))
    case 'dep':
      return one(marked.spots.get(raw)?.dependency ?? null)
    case 'check':
      return values.isCheck(words) || isKnownItem(raw, words, context) ? one(itemOf(words)) : null
    case 'named-check':
      return values.isCheck(words) ? one(itemOf(words)) : null
    case 'known':
      return isAbout(words, context) && !values.lane(words) && values.layers(words).length === 0
        ? one(surfaceOf(words))
        : null
    case 'called':
      return one(scenarioCalled(words, context))
    case 'quoted':
      return (!words.startsWith('`') && /\s/.test(words)) ||
        isKnownItem('', words.slice(1, -1), context)
        ? [words.slice(1, -1).trim()]
        : null
    case 'code':
      return [words.replaceAll('`', '')]
    case 'text':
      // "1 in 6 is roulette", "would 3 notice it" tell of a case, they do not set it.
      if (
        way.on === 'scenario' &&
        way.op === 'set' &&
        /^(?:is|are|was|were|will|would|has|have|had|does|doesn't|did|can|could|might)\b/i.test(
          words.trim(),
        )
      )
        return null
      // "Is decided by Friday" gives no answer.
      if (
        way.on === 'question' &&
        /^(?:by|on|until|in|at|next|tomorrow|soon|still|back|gone|to|(?:clear|found|known):)(?!\p{L})/iu.test(
          words,
        )
      )
        return null
      // "The bug is dead" names no cause.
      if (way.rule.endsWith('/frame-answer-cause') && !/\s/.test(words.trim())) return null
      // "It's the backfill that worries us" says where, not what.
      if (
        way.on === 'risk' &&
        (/^(?:it(?:'s| is)|(?:only )?whether|how|who)\b/i.test(words) ||
          pointsOnly.test(words.trim()))
      )
        return null
      return one(textOf(words, way))
    case 'versions':
      return one(textOf(words, way))
    case 'outcome':
      // More than one arrow tells a chain of events, an order behind it is no outcome.
      return /(?:→|->)/.test(words) || isLastWord(words) ? null : [words]
    case 'tested':
      return one(testsOf(words))
    case 'bynumber':
      return one(byNumber(words, context))
    case 'runtime':
      return way.target.endsWith('database') &&
        ![...marked.spots.values()].some(
          (each) => each.role === 'database' && words.startsWith(each.words),
        )
        ? null
        : [words.toLowerCase()]
    case 'path':
      return [words]
    default:
      return [words]
  }
}

/** "Put as risk", "write that down as a risk" name nothing. */
const pointsOnly =
  /^(?:(?:what|that|this|it|which|one|put|name|list|write|writes|wrote|written|call|count|note|add|strike|drop|cut|cancel|nobody|down|i'd|i|we|you|us|them|among|under|worth|that's|it's|is|real|the|an?|so|and|please|pls|in|on|want|wants|well|placed)(?:\s+|$))+$/i

const isLastWord = (words: string): boolean =>
  /^(?:drop|remove|scrap|delete|skip|out|cut|kill|true|old)\b/i.test(words.trim())

/** Nothing is said by "the tests exist", and "no unit tests" are none. */
function testsOf(words: string): string | null {
  if (
    /^(?:no|hardly any|almost no|not a single)\s|\btest\s+(?:tenant|account|user|data|env|environment|mode|server|system|key|card|run|job|lane)/i.test(
      words,
    )
  )
    return null
  const text = tidy(words.replace(/\s+already\s*$/i, '').replace(/^(?:\+|already)\s*/i, ''))
    .replace(/^(?:something|sth|uploads?|wrong)\b[^,:]*[,:]\s+|^been\s+\w+ing\s+|^also\s+/i, '')
    .replace(
      /\s+since\s+(?:long|\S+)$|\s+(?:nobody|no one)\s+(?:listed|counted|mentioned|knows)$|\s+by the way$|\s+\(?add to coverage\)?$/i,
      '',
    )
    .replace(
      /,\s+(?:and|each|every|all|but|so|i|you|they|we|it|sqlite|green|untagged|which)\b.*$/i,
      '',
    )
  return /^(?:(?:the|our|some|any|no|more|all|those|these)\s+)?(?:tests?|specs?|checks?|cases?|coverage|scripts?|suite)$/i.test(
    text,
  )
    ? null
    : text
}

const counts: Readonly<Record<string, string>> = {
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  six: '6',
  eight: '8',
}
const countOf = (words: string): string => counts[words.toLowerCase()] ?? words

/** No packet has so many cases: the number counts something else. */
const isTooLarge = ({ number }: CaseReference): boolean => number === 0 || number > 12

function caseTargets(
  words: string,
  way: ChangeShape,
  context: ReplyContext,
): readonly string[] | null {
  const cases = casesOf(words)
  if (cases.length === 0 || cases.some(isTooLarge)) return null
  // A plan against flakes lists causes, whatever they are called.
  const isCause = context.kind === 'flake-stabilization' && !/\b(?:scenario|case)/i.test(words)
  // `scenario {cases}` already says what is counted.
  return way.target.startsWith('scenario ')
    ? cases.map((each) => `${each.number}`)
    : cases.map((each) =>
        isCause || each.sort === 'cause' ? `cause ${each.number}` : `${each.number}`,
      )
}

/** Under a route-out "whether it is sync" can only be the neighbour's question, elsewhere "the X question" the only open one. */
const ownTopic = (words: string, context: ReplyContext): string | null => {
  const topics = [...new Set(context.open.map((each) => each.topic))]
  const own =
    context.verdict === 'route-out' ? context.kind : topics.length === 1 ? topics[0] : null
  const isQuestion =
    context.verdict === 'route-out'
      ? /^(?:how|whether|when|if)\b|\b(?:question|decision|or|vs)\b/i.test(words)
      : /\bquestion$/i.test(words.trim())
  return isQuestion ? (own ?? null) : null
}

/** A question in its own name: "linking rule". Only with a noun that says that it is one. */
const freeTopic = (words: string, way: ChangeShape): string | null =>
  way.on === 'question' &&
  /\b(?:rule|window|policy|decision|format|shape|choice)$/i.test(words.trim())
    ? words.replace(/^(?:the|that|this)\s+/i, '')
    : null

/** One word, a layer, ends like a check, or is something that the packet speaks of. */
const isCheckLike = (
  raw: string,
  words: string,
  context: ReplyContext,
  values: ValueReader,
): boolean =>
  !/\s/.test(words.trim()) ||
  values.layers(words).length > 0 ||
  values.isCheck(words) ||
  isKnownItem(raw, words, context) ||
  /\d/.test(words) ||
  isAbout(words, context)
