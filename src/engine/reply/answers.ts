/** Answers to what a verdict without a packet asks for: "payments squad, capture retries, fear of charging twice". */
import type { Change } from './change.ts'
import type { ReplyContext } from './context.ts'
import type { ReplyWords } from './knowledge.ts'
import { tidy } from './tidy.ts'
import { alternation } from './templates.ts'
import type { ValueReader } from './values.ts'

export type AnswerReader = (sentence: string, context: ReplyContext) => readonly Change[]

type Part = {
  readonly is: 'risk' | 'surface' | 'kind' | 'squad' | 'route' | 'other'
  readonly words: string
}

/** Only where nothing is planned yet: elsewhere a bare noun phrase is talk. */
export function answerReader(words: ReplyWords, values: ValueReader): AnswerReader {
  const listed = (name: string): string => alternation(words.classes.get(name) ?? [])
  const dreads = alternation(
    words.tags.filter((each) => each.value === 'dread').flatMap((each) => each.phrases),
  )
  const fear = new RegExp(`^(?:(?:and|our|my|the)\\s+){0,2}${dreads}\\s+(.+)$`, 'iu')
  const squad = new RegExp(`(?:^squad\\s|\\s${listed('squad-noun')}$)`, 'iu')
  const thing = new RegExp(`(?:^|\\s|-)${listed('backend-noun')}$`, 'iu')
  const hurts = new RegExp(`^(.+?)\\s+${listed('hurts-most')}$`, 'iu')
  const speech = new RegExp(`(?<![\\p{L}'])${listed('speech')}(?![\\p{L}'])`, 'iu')
  const slow = new RegExp(
    `(?<![\\p{L}])(?:${listed('slow-sign')}|(?:tests?|suite|ci|build|pipeline)\\s[^,;]{0,40}\\d+\\s*(?:min|minutes|hours?|h))(?![\\p{L}])`,
    'iu',
  )
  const now = new RegExp(`(?<![\\p{L}])${listed('momentary')}(?![\\p{L}])`, 'iu')
  const flaky = new RegExp(`(?<![\\p{L}])${listed('flaky-sign')}(?![\\p{L}])`, 'iu')

  const missing = new RegExp(
    `^(?:mostly |just |simply |plainly )?${listed('missing-sign')}(?:,? mostly)?$`,
    'iu',
  )
  const headed = new RegExp(
    `^(?:the\\s+)?${listed('backend-noun')}\\s+(?:\\p{Lu}\\p{L}+|\`[^\`]+\`)$`,
    'u',
  )

  const partOf = (text: string): Part => {
    const feared = fear.exec(text)?.[1]
    if (feared !== undefined) return { is: 'risk', words: feared }
    if (squad.test(text) && text.split(/\s+/).length < 4) return { is: 'squad', words: text }
    const worst =
      hurts.exec(text)?.[1] ??
      /^(?:the\s+)?worst(?:\s+one)?(?:\s+(?:would be|is|could be)|:)\s+(.+)$/i.exec(text)?.[1]
    if (worst !== undefined) return { is: 'surface', words: worst }
    if (/^(?:GET|POST|PUT|PATCH|DELETE)\s+\S+$/.test(text)) return { is: 'route', words: text }
    // "The build is slow today" is the weather.
    if (!now.test(text) && (slow.test(text) || flaky.test(text) || missing.test(text)))
      return { is: 'kind', words: text }
    if (headed.test(text) || (thing.test(text) && text.split(/\s+/).length < 7))
      return { is: 'surface', words: text }
    return { is: 'other', words: text }
  }
  return (sentence, context) => {
    if (context.verdict === 'packet') return []
    const text = tidy(sentence)
      .replace(/^[^:,]{3,30}:\s+(?=\S)/, '')
      .replace(/\s+(?:in|last|this)\s+\w+$/i, '')
    const routed = /^((?:GET|POST|PUT|PATCH|DELETE)\s+\S+)\s+(.+)$/.exec(text)
    if (routed) {
      const [, route = '', symptom = ''] = routed
      return [surface(route), risk(values.risk(symptom) ?? 'persistence', symptom)]
    }
    const parts = text
      .split(/[,;]\s+|\s[-–—+]\s/)
      .map((each) => partOf(each.trim().replace(/^[^:]{3,30}:\s+(?=\S)|^(?:and|but|so)\s+/i, '')))
      .filter((each) => each.words !== '')
    const isForm =
      parts.length > 1 && parts.some((each) => each.is === 'risk' || each.is === 'squad')
    if (context.verdict === 'route-out' && !isForm) return []
    const feared = parts.filter((each) => each.is === 'risk')
    const risks = feared.map((each) =>
      risk(values.risk(each.words, true) ?? 'persistence', each.words),
    )
    const named =
      parts.find((each) => each.is === 'surface' || each.is === 'route') ??
      (isForm
        ? parts.find(
            (each) =>
              each.is === 'other' && each.words.split(/\s+/).length < 5 && !speech.test(each.words),
          )
        : undefined)
    if (isForm) return [...(named === undefined ? [] : [surface(named.words)]), ...risks]
    const [first] = parts
    if (first?.is === 'kind' && parts.length < 3)
      return [
        {
          on: 'packet-kind',
          target: 'primary',
          op: 'set',
          to: missing.test(first.words)
            ? 'coverage-plan'
            : slow.test(first.words)
              ? 'execution-lane-split'
              : 'flake-stabilization',
          because: null,
        },
      ]
    if (first?.is === 'surface' || first?.is === 'route') return [surface(first.words)]
    if (risks.length > 0) return risks
    const count = text.split(/\s+/).length
    if (count < 2 || count > 9 || speech.test(text)) return []
    // A state of the tests is no risk of the product.
    if (parts.some((each) => each.is === 'kind')) return []
    const told = values.risk(text, true)
    return told === null ? [] : [risk(told, text)]
  }
}

const surface = (to: string): Change => ({
  on: 'surface',
  target: 'surface',
  op: 'set',
  to: to.replace(/^(?:the|our|a|an)\s+/i, ''),
  because: null,
})
const risk = (target: string, to: string): Change => ({
  on: 'risk',
  target,
  op: 'add',
  to,
  because: null,
})
