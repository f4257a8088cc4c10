/**
 * Templates of `references/replies.md` as patterns: words, optional words in round brackets, `^` and `$` for the ends of a
 * sentence, and slots in braces. Names of dependencies and runtimes are found first and stand in the sentence as one
 * character of the private use area each (`spots.ts`), so that a slot for them is one character too.
 */
import type { Phrasebook, ReplyWords } from './knowledge.ts'

const spotRanges = {
  dependency: '[\\uE000-\\uE0FF\\uE200-\\uE2FF]',
  runtime: '[\\uE100-\\uE2FF]',
} as const

export interface TemplateMatch {
  readonly start: number
  readonly end: number
  readonly slots: Readonly<Record<string, string>>
}

export interface Template {
  /** The first match at or after `from`, or null. */
  match(sentence: string, from: number): TemplateMatch | null
}

export const slotsOf = (template: string): readonly string[] =>
  [...template.matchAll(/\{([a-z-]+)\}/g)].map((each) => each[1] ?? '')

/** Longest first, so that "contract tests" is not read as "contract". */
export function alternation(phrases: readonly string[]): string {
  return `(?:${phrases
    .toSorted((one, other) => other.length - one.length || (one < other ? -1 : 1))
    .map((phrase) => phrase.split(' ').map(escaped).join('\\s+'))
    .join('|')})`
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

const filler =
  '(?:(?:please|pls|plz|just|any|really|also|too|simply|actually|now|then|instead|again|only|all|definitely|clearly|of\\s+course|as\\s+well|at\\s+least|the)\\s+)?'
const softSpace = `\\s+${filler}`
const number = '\\d{1,3}(?:[.,]\\d+)?\\s*(?:-|to)?\\s*\\d{0,3}'
const unit = '(?:min(?:ute)?s?|m|s|sec(?:ond)?s?|h(?:ours?|rs?)?)'
// A mark that opens a quotation is never read alone too: two ways to read each would double the work with every mark.
const chunk =
  "(?:`[^`]*`|\"[^\"]*\"|(?<!\\p{L})'[^'\\s][^']*'|[^,;:()▮!?`\"']|`(?![^`]*`)|\"(?![^\"]*\")|(?<=\\p{L})'|'(?![^'\\s][^']*'))"
const plainNumber =
  '(?<![\\d.:#^/$€£])\\d{1,2}(?![\\d%]|[.:]\\d|\\s*(?:%|ms\\b|min|sec|s\\b|h\\b|hours?\\b|days?\\b|weeks?\\b|k\\b|x\\b|times\\b|cores?\\b|roles\\b|tenants\\b|tests\\b|releases\\b|versions\\b|apps\\b|gb\\b))'
const oneCase = `(?:(?:the\\s+)?(?:scenarios?|cases?|causes?|nos?\\.|numbers?)\\s*#?\\s*${plainNumber}|#\\d{1,2}|${plainNumber})`
const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const weekday =
  '(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)'
export const dueWords = `(?:\\d{4}-\\d{2}-\\d{2}|\\d{1,2}(?:st|nd|rd|th)?\\.?\\s+(?:of\\s+)?${month}\\b|${month}\\s+\\d{1,2}(?:st|nd|rd|th)?\\b|\\d{1,2}[./]\\d{1,2}\\.?|(?:next\\s+|this\\s+|coming\\s+)?${weekday}\\b|(?:the\\s+)?end\\s+of\\s+(?:the\\s+|this\\s+|next\\s+)?(?:week|month|quarter|year|sprint|day|q[1-4]|${month})\\b|(?:next|this)\\s+(?:week|month|quarter|sprint|year|release)\\b|in\\s+(?:\\d+|two|three|a|one|four)\\s+(?:days?|weeks?|months?|sprints?)\\b|q[1-4]\\b(?:\\s+\\d{4})?|eod\\b|eow\\b|eom\\b|tomorrow\\b|today\\b|mid[\\s-]${month}\\b|${month}\\b(?!\\s+\\w+s\\b)|(?:cw|kw|week)\\s*\\d{1,2}\\b)`
const ownerWords =
  "(?:<@[uw][a-z0-9]+>|@[\\w.-]+(?:'s\\s+(?:team|squad))?|\\p{L}[\\p{L}]+(?:'s\\s+(?:team|squad|crew|people|group))?(?:\\s+(?:from|of|in)\\s+(?:the\\s+)?[\\p{L}]+)?(?:\\s+(?!(?:at|after|in|on|for|and|or|as|to|since|who|herself|himself|decides?|owns?|takes?|handles?|answers?|settles?|until|till|before|by|please|pls)\\b)\\p{L}[\\p{L}]+)?(?:\\s+(?:team|squad|guild))?|(?:the\\s+)?[\\p{L}-]+(?:\\s+[\\p{L}-]+)?\\s+(?:team|squad|guild|group|people|folks|chapter))"

function structural(words: ReplyWords): ReadonlyMap<string, string> {
  const all = <T>(books: readonly Phrasebook<T>[]): string =>
    alternation(books.flatMap((each) => each.phrases))
  const layer = `(?:(?:the|a|some)\\s+)?${all(words.layers)}`
  const lane = `(?:(?:the|every|each|a|our|its)\\s+)?${all(words.lanes)}`
  const heads = words.classes.get('tested-noun') ?? []
  // A name that was found stands here as one character.
  const item = `(?:(?:${chunk}){2,70}?|\`[^\`]+\`|"[^"]{2,}"|[\\uE000-\\uE2FF])`
  return new Map([
    ['dep', spotRanges.dependency],
    ['runtime', `${spotRanges.runtime}(?:\\s*v?\\d+(?:\\.\\d+)*)?`],
    ['strategy', all(words.strategies)],
    ['lane', lane],
    ['layers', `${layer}(?:(?:\\s*[,&+]\\s*|\\s+and\\s+|\\s*,\\s*and\\s+)${layer})*`],
    ['not-lane', lane],
    ['kind', all(words.kinds)],
    ['not-kind', all(words.kinds)],
    [
      'control',
      `(?:(?:the|our)\\s+)?(?:${all(words.controls)}|[\\uE000-\\uE2FF])(?:\\s+(?:row|line|rule|cell))?`,
    ],
    [
      'topic',
      `(?:(?:the|that|this)\\s+)?(?:${all(words.topics)}|[\\p{L}\\d-]+\\s+(?:vs\\.?|or|versus)\\s+[\\p{L}\\d-]+|(?:how\\s+long|whether|when|if|how)\\s+[\\p{L}\\d\\s'-]{3,50}?|[\\p{L}\\d-]+(?:\\s+[\\p{L}\\d-]+)?\\s+(?:question|rule|window|decision|point|part|policy|topic|choice|shape|format)|\`[^\`]+\`(?:\\s+question)?)(?:\\s+(?:question|part|decision|topic|point|thing|stuff|one))?`,
    ],
    [
      'owner',
      `(?:${ownerWords}|${alternation(words.classes.get('team-noun') ?? [])}(?:\\s+(?:team|lead|folks|people))?)`,
    ],
    ['due', dueWords],
    [
      'num',
      `(?:${number}|two|three|four|five|six|eight|ten|twelve|fifteen|twenty|thirty|sixty|an|one)\\s*${unit}\\b`,
    ],
    ['count', '(?:\\d{1,3}|one|two|three|four|six|eight)'],
    [
      'cases',
      `(?:both\\s+)?${oneCase}(?:(?:\\s*[,&+/]\\s*|\\s*,?\\s+and\\s+|\\s+or\\s+|\\s*[-–—]\\s*|\\s+to\\s+|\\.\\.)${oneCase})*`,
    ],
    ['n', '\\d{1,2}'],
    ['a', '\\d{1,2}'],
    ['b', '\\d{1,2}'],
    ['np', item],
    ['item', item],
    ['other', item],
    ['rest', '[\\p{L}]+(?:\\s+[\\p{L}]+)?'],
    ['text', '[^▮]{1,300}?'],
    // A case is written with "->"; "→" says what follows for the packet.
    ['given', '(?:[^\\s▮:\'"]+\\s+){2,14}?[^\\s▮:\'"]+(?=\\s*-{1,2}>)'],
    ['outcome', '(?:[^\\s▮]+\\s+){1,30}[^\\s▮]+'],
    ['code', '`[^`]+`'],
    ['quoted', '(?:`[^`]{2,60}`|"[^"]{2,60}"|\'[^\']{2,60}\')'],
    ['called', "(?:[\\p{L}\\d'/-]+\\s+){0,3}?[\\p{L}\\d'/-]+"],
    ['path', '/\\S+'],
    ['tool', '(?:[\\p{L}\\d.@/-]+|[\\uE000-\\uE2FF])'],
    ['who', "(?:[\\p{L}'-]+\\s+){0,4}?[\\p{L}'-]+"],
    ['who-team', "(?:[\\p{L}'-]+\\s+){0,2}?(?:[\\p{L}'-]+|[\\uE000-\\uE2FF])"],
    ['bynumber', '\\d+[^,;:.▮]{0,20}?\\d*'],
    ['versions', '[^,;▮]{2,40}?'],
    ['all-of', 'all\\s+(?:\\d+|of them|roles)'],
    ['tested', `[^;▮(]{0,100}?${alternation(heads)}(?:[^,;▮(!]{0,80}?)`],
  ])
}

/** Names that may stand in braces. */
export const slotNames = (words: ReplyWords): ReadonlySet<string> =>
  new Set([...structural(words).keys(), ...words.classes.keys()])

/** Compiles templates with the word classes and phrase books of the reference. */
export function templateCompiler(words: ReplyWords): (template: string) => Template {
  const slots = structural(words)
  const pattern = (name: string): string => {
    const own = slots.get(name)
    if (own !== undefined) return own
    const members = words.classes.get(name)
    if (members === undefined) throw new TypeError(`unknown slot {${name}}`)
    return alternation(members)
  }
  const holds = slotCheck(pattern, [...words.classes.keys(), ...cheapSlots])
  return (template) => {
    const source = compile(template, pattern)
    const needs = neededBy(template)
    let expression: RegExp | undefined
    return {
      match(sentence, from) {
        if (!needs.every((need) => holds(need, sentence))) return null
        expression ??= new RegExp(source, 'dgu')
        expression.lastIndex = from
        const found = expression.exec(lowered(sentence))
        if (!found) return null
        const body = found.indices?.groups?.['body'] ?? [found.index, found.index + found[0].length]
        const slots: Record<string, string> = {}
        for (const [name, span] of Object.entries(found.indices?.groups ?? {}))
          if (name !== 'body' && span !== undefined)
            slots[name.replaceAll('_', '-').replace(/\d+$/, '')] ??= sentence
              .slice(span[0], span[1])
              .trim()
        return { start: body[0], end: body[1], slots }
      },
    }
  }
}

/** Lower case of the same length: ignoring case in the pattern itself makes it many times slower. */
export function lowered(text: string): string {
  const lower = text.toLowerCase()
  return lower.length === text.length ? lower : text
}

const cheapSlots = ['dep', 'runtime', 'lane', 'not-lane', 'kind', 'n', 'cases', 'code', 'due']

/** Words and slots without which a template cannot match: most templates fail on these before their pattern is made. */
const neededBy = (template: string): readonly string[] =>
  template
    .replaceAll(/\([^)]*\)|\[[^\]]*\]/g, ' ')
    .split(/\s+/)
    .flatMap((piece) => piece.match(/\{[a-z-]+\}|[a-z]{2,}/g) ?? [])

/** Remembers for the sentence at hand which slots could be filled at all. */
function slotCheck(
  pattern: (slot: string) => string,
  checked: readonly string[],
): (need: string, sentence: string) => boolean {
  const patterns = new Map<string, RegExp>()
  const known = new Set(checked)
  let current = ''
  let answers = new Map<string, boolean>()
  return (need, sentence) => {
    if (sentence !== current) {
      current = sentence
      answers = new Map()
    }
    const answer = answers.get(need)
    if (answer !== undefined) return answer
    const slot = need.startsWith('{') ? need.slice(1, -1) : null
    const isThere =
      slot === null
        ? sentence.toLowerCase().includes(need)
        : !known.has(slot) || patternOf(slot).test(lowered(sentence))
    answers.set(need, isThere)
    return isThere
  }
  function patternOf(slot: string): RegExp {
    const known = patterns.get(slot)
    if (known) return known
    const made = new RegExp(pattern(slot), 'u')
    patterns.set(slot, made)
    return made
  }
}

/** Where a slot of free words may begin: at the start of a clause. */
const opening =
  '(?:^|(?<=[,;:▮(—–.!?]\\s*)|(?<=(?:^|\\s)(?:and|but|so|then|or)\\s+)|(?<=(?:^|\\s)[-+•]\\s*))'
const freeSlots =
  /^\{(?:np|text|item|called|who|who-team|bynumber|tested|owner|topic|tool|rest|code)\}/

function compile(template: string, pattern: (slot: string) => string): string {
  const body = template.replace(/^\^/, '').replace(/\$$/, '').trim()
  const pieces = body.match(/\([^)]*\)|\[[^\]]*\]|[^\s([]+(?:\([^)]*\))?/g) ?? []
  const counts = new Map<string, number>()
  let source = ''
  let isOpen = true
  let glue = ''
  pieces.forEach((piece, at) => {
    const isOptional = piece.startsWith('(')
    const inner = isOptional || piece.startsWith('[') ? piece.slice(1, -1) : piece
    const isTight =
      tight.test(inner) || (inner !== piece && inner.split('/').every((each) => tight.test(each)))
    const isLast = at === pieces.length - 1
    const part = choiceSource(inner, inner !== piece, pattern, counts, isLast && !isOptional)
    // An article belongs to free words; elsewhere it is noise.
    const space = isTight
      ? '\\s*'
      : /\{(?:text|np|tested)\}/.test(inner)
        ? glue.replaceAll('|the)', ')')
        : glue
    if (isOptional)
      source += isOpen ? `(?:${part}${isTight ? '\\s*' : softSpace})?` : `(?:${space}${part})?`
    else {
      source += `${isOpen ? '' : space}${part}`
      isOpen = false
    }
    if (!isOptional)
      glue = isTight || endsTight.test(inner) ? '\\s*(?:(?:please|pls|just|then)\\s+)?' : softSpace
  })
  const free = freeSlots.test(body.replaceAll(/^(?:\([^)]*\)\s*)+/g, ''))
  const before = template.startsWith('^') ? '^' : free ? opening : '(?<![\\p{L}\\d_@/.-])'
  const after = template.endsWith('$')
    ? '[\\s.!,;)]*$'
    : /^\{(?:np|text|tested|versions)\}$/.test(pieces.at(-1) ?? '')
      ? '(?=[\\s.!]*(?:$|▮|;|—|–|[,()]))'
      : endsTight.test(pieces.at(-1) ?? '')
        ? ''
        : '(?![\\p{L}\\d_/-])'
  return `${before}(?<body>${source})${after}`
}

const tight = /^(?:[,;:.=+→–—-]|->|=>)$/
const endsTight = /(?:[,;:.=+→]|->|=>)$/

/** `are/is` are two ways to say the same. */
function choiceSource(
  words: string,
  isGroup: boolean,
  pattern: (slot: string) => string,
  counts: Map<string, number>,
  isLast: boolean,
): string {
  const choices = isGroup && /^[^{}]*\/[^{}]*$/.test(words) ? words.split('/') : [words]
  const sources = choices.map((choice) =>
    choice
      .trim()
      .split(/\s+/)
      .map((word) => pieceSource(word, pattern, counts, isLast))
      .join('\\s+'),
  )
  return sources.length === 1 ? (sources[0] ?? '') : `(?:${sources.join('|')})`
}

function pieceSource(
  piece: string,
  pattern: (slot: string) => string,
  counts: Map<string, number>,
  isLast: boolean,
): string {
  return piece
    .split(/(\{[a-z-]+\})/)
    .map((part) => {
      const slot = /^\{([a-z-]+)\}$/.exec(part)?.[1]
      if (slot === undefined) {
        if (part === '->' || part === '→' || part === '=>') return '(?:→|->|-->|=>|⇒)'
        return escaped(part).replaceAll(/\\\((\w+)\\\)/g, '(?:$1)?')
      }
      const count = (counts.get(slot) ?? 0) + 1
      counts.set(slot, count)
      const source = isLast && slot === 'text' ? '[^▮;]{1,300}' : pattern(slot)
      return `(?<${slot.replaceAll('-', '_')}${count === 1 ? '' : count}>${source})`
    })
    .join('')
}
