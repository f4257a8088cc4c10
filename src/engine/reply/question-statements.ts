/** Who answers an open question, and until when, told in a sentence that names it: "v2 is Rosa's to define". */
import type { Change } from './change.ts'
import type { ReplyContext } from './context.ts'
import { openTopic } from './known.ts'
import { tidy } from './tidy.ts'
import { dueWords } from './templates.ts'
import type { ValueReader } from './values.ts'

const teamEnd =
  'team|squad|guild|group|people|chapter|council|board|crew|leads?|directors?|management|committee|office'
const handle = '@[\\w.-]*\\w'
const first = "(?:(?:Mr|Ms|Mrs|Dr)\\. |Frau |Herr )?\\p{Lu}[\\p{L}-]+(?:'s (?:team|squad|crew))?"
const person = `(?:${handle}|${first}(?: \\p{Lu}[\\p{L}-]+)?)`
const team = `(?:(?:[Tt]eam \\p{Lu}[\\p{L}]+)|(?:[\\p{L}\\d-]+ ){0,2}?[\\p{L}\\d-]+ (?:${teamEnd})|(?:[Hh]ead|VP|[Dd]irector) of \\p{L}+|(?:engineering|release|product|risk) (?:manager|directors|management))`
const owner = `(?:the |our |a )?(?<owner>${team}|${person})(?: \\(\\p{L}[^)]*\\)|, our [^,;.]+,| from (?:the )?[\\p{L} ]{2,16}?)?`
/** `Tuesday noon`, `sprint 22`, `Easter`, `the all-hands`: more than a calendar names. */
const day = '(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:\\s+(?:noon|morning|evening|night))'
const due = `(?<due>${day}|(?:eod|end of day|end of)\\s+(?:${dueWords}|\\p{L}+)|sprint\\s+(?:\\d+|end)|calendar week\\s+\\d+|(?:the\\s+)?\\d{1,2}(?:st|nd|rd|th)(?:\\s+(?:of\\s+)?\\p{Lu}\\p{L}+)?|mid-\\p{L}+|h[12]\\b|(?:easter|christmas|diwali|ramadan|rc\\s?\\d+|(?:the\\s+)?(?:next\\s+)?(?:(?:\\p{L}+\\s+)?(?:freeze|all-hands|holidays|offsite|round|review|release|launch|go-live|rc|audit)))|before\\s+(?:rc\\s?\\d+|(?:the\\s+)?(?:\\p{L}+\\s+)?(?:freeze|holidays|launch|release|go-live))|tonight|${dueWords})`
const until =
  '(?:not later than|no later than|by|until|till|before|on|due|due date|due:|deadline|for|is|next|in|after|,|-|–)'

const dueIn = new RegExp(
  `(?:(?<![\\p{L}])(?:${until}\\s*:?\\s*)+(?:by\\s+)?)(?:the\\s+(?=\\d+(?:st|nd|rd|th)\\s+of))?${due}(?![\\p{L}\\d])`,
  'iu',
)

/** The owner's place in a sentence that names the question. */
const owned: readonly RegExp[] = [
  `(?:owner|ownership|responsible(?: person)?|(?:the )?(?:one )?who (?:decides?|owns?|answers?|is looking|settles)|ask)(?:[^:;]{0,40}?)\\s*(?:\\s(?:is|are|goes to|will be)|:|=|→|->|\\?|,)\\s*(?:that is\\s+|it is\\s+|me \\()?${owner}`,
  `(?<![\\p{L}])${owner}(?:,[^,]{3,30},)?\\s+(?:(?:herself|himself|themselves)\\s+)?(?:will |has to |have to |must |shall |is to |to )?(?:decides?|owns?|takes? (?:it|over|care)?|settles?|answers?|writes?|signs? (?:for it|it)|handles?|defines?|rules? on|clarif(?:y|ies)|is (?:the )?(?:one to ask|responsible|in charge))(?![\\p{L}])`,
  `(?:decided|answered|settled|replied|owned|handled|asked|clarified|taken|said|built|done|given|replaced|moved|assigned) (?:by|to) (?:the vendor )?${owner}`,
  `(?:goes? to|go to|→|->|=>|is with|are with|is w\\/|stays with|lands with|lies with|lands on|is up to|up to|(?:question|matter|topic|thing|one) for|is on|comes? from|come from|decides?:|decide) ${owner}`,
  `(?<![\\p{L}])(?:is|are) ${owner}'s(?=\\s*(?:$|[,.;])|\\s+(?:to (?:define|decide|answer|settle|say)|(?:\\p{L}+\\s+)?(?:business|call|topic|job|task|decision|question|list|desk|plate)))`,
  `(?:i volunteer|i'd volunteer|i was made responsible|i take|i'll take|i've taken|it's me|that's me|me)(?![\\p{L}])[^@]{0,60}?(?:[,:;(] *)${owner}`,
].map((each) => new RegExp(each, 'u'))

const labelled = new RegExp(
  `^[^:→]{3,60}?(?::|\\s*(?:→|->))\\s+${owner}(?=\\s*(?:$|[,.;]|by |until |till |on |before |has |writes |takes |decides ))`,
  'u',
)

const notOwners =
  /^(?:i|we|you|they|he|she|it|this|that|there|what|who|nobody|no|not|now|please|pls|the|a|an|and|or|but|so|if|yes|api|v\d|pr|ci|sql|json|postgres|kafka|redis|per|only|both|all|which|red|smoke|unit|contract|today|tomorrow|monday|tuesday|wednesday|thursday|friday|january|february|march|april|may|june|july|august|september|october|november|december|q\d|still|nothing|everything)\b/iu

/** The question that the words name; the only one where they say so. */
function questionNamed(words: string, context: ReplyContext, values: ValueReader): string | null {
  if (context.verdict === 'route-out' || context.open.length > 0) {
    if (/\blinking\b/i.test(words) && context.kind === 'authentication-setup') return 'linking rule'
    return values.topic(words) ?? openTopic(words, context)
  }
  return null
}

export function questionStatement(
  sentence: string,
  /** What the sentence was read as changing so far. */
  before: readonly Change[],
  context: ReplyContext,
  values: ValueReader,
): readonly Change[] {
  if (/\?\s*$/.test(sentence)) return []
  const known = before.filter((each) => each.on === 'question')
  if (known.length > 0) return dueOfOwner(sentence, known)
  const own = context.verdict === 'route-out' ? context.kind : null
  const topic =
    questionNamed(sentence, context, values) ??
    (/^(?:owner|who (?:is looking|decides|owns|answers))\b/i.test(sentence) || tellsCause(sentence)
      ? own
      : null)
  if (topic === null) return []
  const set = (field: string, to: string): Change => ({
    on: 'question',
    target: `${topic}.${field}`,
    op: 'set',
    to,
    because: null,
  })
  const answer = answerIn(sentence)
  if (answer !== null) return [set('answer', answer)]
  const who = ownerIn(sentence)
  const when = dueOf(who === null ? sentence : without(sentence, who))
  if (who !== null) return [set('owner', who), ...(when === null ? [] : [set('due', when)])]
  return when !== null && decisionComes.test(sentence) ? [set('due', when)] : []
}

/** "There will be a decision about v2 after the summer break, 2 September". */
const decisionComes =
  /(?<![\p{L}])(?:decision|decided|decides|answered?|known|clear|deadline|due|settled|agenda|voted on)(?![\p{L}])/iu

/** An owner that stands alone so far gets the day that the rest of the sentence names. */
function dueOfOwner(sentence: string, known: readonly Change[]): readonly Change[] {
  const [only] = known
  if (known.length !== 1 || only === undefined || !only.target.endsWith('.owner')) return []
  const at = sentence.toLowerCase().indexOf((only.to ?? '').toLowerCase())
  const when = at < 0 ? null : dueOf(sentence.slice(at + (only.to ?? '').length))
  return when === null
    ? []
    : [{ ...only, target: only.target.replace(/owner$/, 'due'), to: when, because: null }]
}

const cause =
  /^(?:(?:the|our|so|ok)\s+)*(?:root|root cause|cause|culprit|first (?:failing )?(?:statement|stmt|error)|(?:\p{L}+ )?(?:found|has) (?:the |a )?(?:root |first )?(?:cause|statement|error)|diagnosis)\b[^:=]{0,16}?(?:\s*[:=]\s*|\s(?:was|is)\s+(?!found|clear|known|fixed|still|not|unknown|in\b))/iu
const tellsCause = (sentence: string): boolean => cause.test(sentence)

/** "The policy was settled at the council: quarantine after two reds". */
const settled =
  /(?<![\p{L}])(?:settled|answered|answers?|decided|decision|closed|agreed|ruled|voted|fixed|void|no longer open|was set|has been set|word on)(?![\p{L}])[^:?]{0,60}(?::\s+|\sis\s+(?="))(?:it's\s+|it is\s+|it will be\s+)?(?<answer>[^?]{3,120})$/iu

function answerIn(sentence: string): string | null {
  const found = cause.exec(sentence)
  const raw =
    found === null ? settled.exec(sentence)?.groups?.['answer'] : sentence.slice(found[0].length)
  if (raw === undefined) return null
  const text = tidy(raw)
    .replace(/,\s*(?:says|said|found by|signed by|according to)\s.*$/i, '')
    .replace(/^["']([^"']+)["']$/, '$1')
    .replace(/^an?\s+(?=[^\s]+(?:\s+(?:in|on|missing|of)\b|$))/i, '')
  const isWho = new RegExp(`^${owner}(?=$|[,;])`, 'u').test(text)
  return text === '' ||
    isWho ||
    dueIn.test(`by ${text.slice(0, 24)}`) ||
    /^(?:not|nothing|nobody|still|no idea|maybe|soon)\b/i.test(text)
    ? null
    : text
}

function ownerIn(sentence: string): string | null {
  for (const pattern of [...owned, labelled]) {
    const name = pattern.exec(sentence)?.groups?.['owner']
    if (name === undefined || notOwners.test(name)) continue
    return name.replace(/^(?:the|our)\s+/i, '')
  }
  return null
}

const without = (sentence: string, name: string): string => sentence.replace(name, 'somebody')

const dueOf = (words: string): string | null => {
  const match = dueIn.exec(words)
  const day = match?.groups?.['due']
  return (
    day
      ?.replace(/^before\s+(?=\d|mon|tue|wed|thu|fri)/i, '')
      .replace(/^the\s+(?=end\b)/i, '')
      .replace(/^the\s+/i, /^on\s/i.test(match?.[0] ?? '') ? '' : 'the ') ?? null
  )
}
