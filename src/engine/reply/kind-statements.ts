/** The packet that a reply wants, said in the clause where it ends up: "so lanes", "→ coverage-plan", "debugging first". */
import type { Change } from './change.ts'
import type { ValueReader } from './values.ts'

/** What a packet is called in one word; counts only where a marker says that it is wanted. */
const short: ReadonlyMap<string, string> = new Map([
  ['lanes', 'execution-lane-split'],
  ['lane split', 'execution-lane-split'],
  ['the lanes', 'execution-lane-split'],
  ['flake', 'flake-stabilization'],
  ['flakes', 'flake-stabilization'],
  ['the flake', 'flake-stabilization'],
  ['coverage', 'coverage-plan'],
  ['the coverage', 'coverage-plan'],
  ['a plan of tests', 'coverage-plan'],
  ['plan of tests', 'coverage-plan'],
  ['contract tests', 'contract-and-api-checks'],
  ['contract plan', 'contract-and-api-checks'],
  ['api compat', 'contract-and-api-checks'],
  ['contract', 'contract-and-api-checks'],
  ['fixtures & reset', 'fixture-and-reset-plan'],
  ['fixtures', 'fixture-and-reset-plan'],
  ['a fixture plan', 'fixture-and-reset-plan'],
  ['fixture problem', 'fixture-and-reset-plan'],
  ['data plan', 'fixture-and-reset-plan'],
  ['testing strategies', 'testing-strategies'],
])

const own =
  /^(?:coverage|fixture|contract|flake|execution|lane|api-design|api design|debugging|authentication-setup|testing-strateg|testing strateg)/

/** Before the name: it follows from what was said, or it is asked for. */
const wants =
  /^(?:(?:so|hence|therefore|thus|then|ok|and|but|pls|please|refile|refile as|kind|primary|main packet|packet|i'd say|rather|now)\s*[:,]?\s+)*(?:(?:we|i|you|us)(?:'d|'ll)?\s+(?:would\s+|do\s+|just\s+)*(?:need|want|like|take|have|prefer|go (?:for|with)|route (?:it|this|the lot|all of it) to)(?:\s+(?:at first|first|next|now|is))*\s+|(?:give|make|get|build|plan|take|file|call|treat)\s+(?:us\s+|me\s+|it\s+|this\s+|of this\s+|that\s+|as\s+)*|(?:please\s+|pls\s+)?(?:go|switch|move|route|change|hand)\s+(?:(?:it|this|the lot)\s+)?to\s+|this (?:wants|needs|is)\s+|it(?:'s| is)\s+|what (?:we'd|we|i) (?:need|want)(?: next)? is\s+|treat it as\s+|from here\s+)?(?:an?\s+|the\s+)?$/

/** Behind it: when, and that it is wanted. */
const wanted =
  /^(?:\s*(?:,\s*)?(?:first(?: of all)?|next|now|instead|then|already|pls|please|thing|packet|plan|from it|of it|of this|on top|on the cover|it should say(?: on top)?|is (?:the packet|what (?:we|i) (?:need|want)(?: now)?|the (?:word|name)(?: on the tin)?|the one (?:i'd|we'd) like|mine)|would (?:help|suit|serve)(?: (?:me|us))?(?: more| better)?|(?:owns|decides|takes) (?:this|it)|is (?:now )?main(?: for (?:me|us))?|in other words|for us|before any(?:one|body|thing)\b.*|and not (?:an? )?\w+|there))*[\s.!]*$/

const marks =
  /^(?:(?:so|hence|therefore|thus|then|refile|refile as|kind|primary|main packet)\b)|(?:→|->)/

interface Clause {
  readonly text: string
  readonly start: number
  /** What follows from the words before it. */
  readonly isOutcome: boolean
}

function clausesOf(sentence: string): readonly Clause[] {
  const clauses: Clause[] = []
  let at = 0
  let isOutcome = false
  const take = (end: number): void => {
    const raw = sentence.slice(at, end)
    const text = raw.trim()
    if (text !== '') clauses.push({ text, start: at + raw.search(/\S/), isOutcome })
  }
  for (const match of sentence.matchAll(/,\s|;\s?|:\s|\s[-–—]\s|\s*(?:→|->|…)\s*|\?\s|\s\(|\)/g)) {
    take(match.index)
    at = match.index + match[0].length
    isOutcome = /[→:]|->/.test(match[0])
  }
  take(sentence.length)
  return clauses
}

export interface KindStatement {
  readonly change: Change
  readonly start: number
}

export function kindStatement(
  sentence: string,
  values: ValueReader,
  isDirective: boolean,
): KindStatement | null {
  for (const clause of clausesOf(sentence).toReversed()) {
    const kind = kindIn(clause, values, isDirective)
    if (kind !== null)
      return {
        start: clause.start,
        change: { on: 'packet-kind', target: 'primary', op: 'set', to: kind, because: null },
      }
  }
  return null
}

function kindIn(
  { text, isOutcome }: Clause,
  values: ValueReader,
  isDirective: boolean,
): string | null {
  const said = text
    .toLowerCase()
    .replaceAll(/[*_`"]/g, '')
    .replace(/[\s.!?]+$/, '')
  if (
    /\b(?:second|secondary|later|not|never|no|was|were)\b/.test(said.replace(/\band not\b.*$/, ''))
  )
    return null
  const words = said.split(/\s+/)
  for (let from = 0; from < words.length; from += 1)
    for (let to = Math.min(words.length, from + 5); to > from; to -= 1) {
      const name = words.slice(from, to).join(' ')
      const before = `${words.slice(0, from).join(' ')} `.trimStart()
      const after = ` ${words.slice(to).join(' ')}`.trimEnd()
      const full = own.test(name) ? values.kind(name) : null
      const kind = full ?? short.get(name) ?? null
      if (kind === null || !wants.test(before) || !wanted.test(after)) continue
      const isMarked =
        isOutcome ||
        isDirective ||
        marks.test(before) ||
        before.trim() !== '' ||
        after.trim() !== ''
      const isWeak = full === null || !/[-\s]/.test(name)
      if (isMarked || (!isWeak && /-/.test(name))) return kind
    }
  return null
}
