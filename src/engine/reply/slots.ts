/** Reads one slot of a template: from the words that stand in it to what the amendment will say. */
import { contentWords } from './context.ts'
import type { ReplyContext } from './context.ts'
import type { ChangeShape } from './knowledge.ts'
import type { Marked } from './spots.ts'
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
      return caseTargets(words, way)
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
      return one(itemOf(words))
    case 'np':
      if (way.on === 'surface' && marked.spots.size > 0 && /^[\uE100-\uE2FF]/.test(raw)) return null
      if (way.on === 'risk' && /^(?:what|that|this|it|which|one)$/i.test(words.trim())) return null
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
      return !words.startsWith('`') || isKnownItem('', words.slice(1, -1), context)
        ? [words.slice(1, -1).trim()]
        : null
    case 'code':
      return [words.replaceAll('`', '')]
    case 'text':
      // "Is decided by Friday" gives no answer.
      if (way.on === 'question' && /^(?:by|on|until|in|at|next|tomorrow|soon)\b/i.test(words))
        return null
      // "It's the backfill that worries us" says where, not what.
      if (way.on === 'risk' && /^it(?:'s| is)\b/i.test(words)) return null
      return one(textOf(words, way))
    case 'versions':
      return one(textOf(words, way))
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

/** "three, not two": the value is what is meant, not what it replaces. */
function textOf(words: string, way: ChangeShape): string {
  const text =
    way.on === 'control' || way.on === 'scenario'
      ? tidy(words).replace(/,?\s+and not\s.*$/i, '')
      : tidy(words)
  if (way.on === 'control')
    return text
      .replace(
        way.target === 'debug'
          ? /^(?:also\s+)?(?:upload|dump|log|print|collect|save|attach|store|show)\s+(?=(?:the|a|an|all|every)\s)/i
          : /^(?!)/,
        '',
      )
      .replace(
        /,\s*(?:not|our|we|it|they|the|that|this|there|nobody|everybody|no|since|as|so|one of)\b.*$/i,
        '',
      )
      .replace(
        /\s+(?:is|are)\s+(?:enough|fine|ok|better|plenty|good enough|what we (?:want|need))$|\s+(?:will do|suffices)$/i,
        '',
      )
  if (way.on === 'scenario' && way.op === 'set')
    return text
      .replace(
        /,?\s+not\s+\S.*$|,\s*(?:there|that|this|it|we|so|because|nobody|otherwise|our|your|they|the)\b.*$/i,
        '',
      )
      .replace(
        /^(?:(?:i'd|we'd|i|we)\s+(?:want|like|rather have|prefer|say)[:,]?|make it|make that|use|take|say|with|add)\s+/i,
        '',
      )
  return way.on === 'risk'
    ? text
        .replace(/^that\s+/i, '')
        .replace(/\s+(?:once|again)$/i, '')
        .replace(/\s*[-–—:,]\s*(?:this|that)$/i, '')
    : text
}

/** Nothing is said by "the tests exist", and "no unit tests" are none. */
function testsOf(words: string): string | null {
  if (
    /^(?:no|hardly any|almost no|not a single)\s|\btest\s+(?:tenant|account|user|data|env|environment|mode|server|system|key|card|run|job|lane)/i.test(
      words,
    )
  )
    return null
  const text = tidy(
    words.replace(/\s+already\s*$/i, '').replace(/^(?:\+|already)\s*/i, ''),
  ).replace(/\s+since\s+\S+$/i, '')
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
const isTooLarge = ({ number }: CaseReference): boolean => number === 0 || number > 20

function caseTargets(words: string, way: ChangeShape): readonly string[] | null {
  const cases = casesOf(words)
  if (cases.length === 0 || cases.some(isTooLarge)) return null
  // `scenario {cases}` already says what is counted.
  return way.target.startsWith('scenario ')
    ? cases.map((each) => `${each.number}`)
    : cases.map((each) => (each.sort === 'cause' ? `cause ${each.number}` : `${each.number}`))
}

/** A neighbour whose open question shares a word with what was said. */
function openTopic(words: string, context: ReplyContext): string | null {
  const said = tellingWords(words)
  const hit = context.open.find(({ text }) => {
    const own = new Set(tellingWords(text))
    return said.some((each) => own.has(each))
  })
  return hit?.topic ?? null
}
const generic =
  /^(?:question|part|this|that|with|from|what|which|decision|point|rule|only|still|test|check|case|suite|scenario|whole|just|looking|saying|slow|flaky|missing)$/
const tellingWords = (text: string): readonly string[] =>
  contentWords(text).filter((each) => !generic.test(each))

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

const notNames =
  /^(?:i|we|it|this|that|they|you|he|she|the|somebody|someone|nobody|everyone|everybody|what|who|which|scenario|case|cause|a|an|no|yes|not|my|our|please|one|two|both|all|there|here|sure|maybe|only|if|in|on|for|since|because|smoke|unit|contract|integration|postgres|redis|kafka|stripe|risk|fixtures|reset|auth|time|isolation|debug|nightly|release|pr|still|same|nothing|anything|something|ok|test|tests|packet|git|ci)$/i

function isOwner(words: string, values: ValueReader): boolean {
  if (/^(?:<@|@)/.test(words) || values.isTeam(words)) return true
  const [first = ''] = words.split(/[\s']/)
  if (/\b(?:team|squad|guild|group|people|folks|chapter)$/i.test(words))
    return !/^(?:we|they|you|no|same|different|another|other)\b/i.test(first)
  return /^\p{Lu}/u.test(first) && !notNames.test(first)
}

function toolName(words: string): string | null {
  const name = words
    .toLowerCase()
    .replace(/[.,]+$/, '')
    .replace(/^(?:the|our|their)\s+/, '')
    .replace(
      /\s+(?:team|squad|guild|folks|people|group|guys|leads?|devs?|developers|engineers|lot)$/,
      '',
    )
    .replaceAll(/\s+/g, '-')
  if (/^(?:tests?|specs?|the|no)$|(?:^|-)(?:is|are|was|were|has|have|we|you|i)(?:-|$)/.test(name))
    return null
  return notNames.test(name) ||
    /^(?:it|that|them|us|him|her|more|any|anything|their|the|our|its|his|this|a|an|to|in|on|such|these|those|some|all|with|for)$/.test(
      name,
    )
    ? null
    : name
}

/** A check or case as people call it: without article, and not a pronoun. */
function itemOf(words: string): string | null {
  const name = tidy(words)
    .replace(
      /^(?:(?:please|take|leave|drop|cut)\s+)?(?:(?:the|a|an|that|this|those|our|its|your)\s+)?/i,
      '',
    )
    .replaceAll('`', '')
    .replace(/,\s*(?:please|pls)$/i, '')
  if (/n't\b|\b(?:not|never|nobody)\b/i.test(name)) return null
  // Says something already; "everything that is slow" only names.
  if (/(?<!\b(?:that|which|who)\s)\b(?:is|are|was|were|has|have|had)\b/i.test(name)) return null
  // Told of what somebody did.
  if (
    /^(?:removed|moved|dropped|deleted|merged|tried|ran|fixed|added|changed|pushed|skipped|disabled)\b/i.test(
      name,
    )
  )
    return null
  if (
    /^(?:it|that|this|them|they|everything|all|we|i|you|nothing|something|anything|one|those|these|is|are|should|not|no|what|who|lanes?|tests?|put|move|run|on|in|at|our|the|my|its|a|an|both|all of them|those two|these two)$/i.test(
      name,
    )
  )
    return null
  if (
    /^(?:we|i|you|they|it|he|she|who|what|if|there|don't|let's|nobody|everybody|people|someone|and|or|instead|rather|because|since|but|so|no need)\b/i.test(
      name,
    )
  )
    return null
  if (
    /\s(?:on|in|at|to|into|onto|the|a|my|our|is|are|from|and|not|with|of|off|out|it|or|by|for|as|belongs|old)$/i.test(
      name,
    )
  )
    return null
  return name === '' || name.split(/\s+/).length > 8 ? null : name
}

/** Something that the packet speaks of: "drop the policy" takes no scenario out. */
function isKnownItem(raw: string, words: string, context: ReplyContext): boolean {
  if (/`/.test(raw) || /\b(?:case|scenario|check|test)s?$/i.test(words.trim())) return true
  const said = tellingWords(words)
  return said.length > 0 && said.every((each) => context.vocabulary.has(each))
}

/** Shares a word with the packet, or ends like a part of a backend. */
const isAbout = (words: string, context: ReplyContext): boolean =>
  /[`/]/.test(words) || tellingWords(words).some((each) => context.vocabulary.has(each))

function surfaceOf(words: string): string | null {
  const name = tidy(words).replace(/^(?:(?:the|a|an|our|just|only)\s+)+/i, '')
  if (
    /^(?:it|that|this|them|us|me|we|i|you|they|one|what)\b|\b(?:has|have|had|is|are|was|were|takes|needs|can|will|should|knows?)\b/i.test(
      name,
    ) ||
    name.split(/\s+/).length > 9
  )
    return null
  // "Unit at local only" is about a lane.
  if (/\b(?:on|in|at|to)\s+(?:the\s+)?(?:pr|local|nightly|night|release|ci|deploy)$/i.test(name))
    return null
  const kinds =
    /\b(?:regression|unit|smoke|integration|contract|e2e|nightly|pr|tests?|and|plus)\b|[+&,]/gi
  if (name.replaceAll(kinds, '').trim() === '') return null
  return name === '' || generic.test(name.toLowerCase()) ? null : name
}

/** The scenario that has these numbers in it: "50 on 20". */
function byNumber(words: string, context: ReplyContext): string | null {
  const numbers = words.match(/\d+/g) ?? []
  const hit = context.scenarios.find(({ text }) =>
    numbers.every((each) => new RegExp(`(?<!\\d)${each}(?!\\d)`).test(text)),
  )
  return hit === undefined ? null : `${hit.number}`
}

/** The one scenario that has these words in it: "the deadlock one". */
function scenarioCalled(words: string, context: ReplyContext): string | null {
  const said = tellingWords(words)
  const hits = context.scenarios.filter(({ text }) => {
    const own = new Set(contentWords(text))
    return said.every((each) => own.has(each))
  })
  const [only] = hits
  return said.length === 0 || only === undefined || hits.length > 1 ? null : `${only.number}`
}

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
