/** Where a free value begins and ends: what is meant, without what it replaces, its reason or a remark. */
import type { ChangeShape } from './knowledge.ts'
import { tidy } from './tidy.ts'

/** "three, not two": the value is what is meant, not what it replaces. */
export function textOf(words: string, way: ChangeShape): string {
  if (way.on === 'control') return controlText(unquoted(tidy(words)), way)
  if (way.on === 'scenario')
    return way.op === 'set'
      ? scenarioText(unquoted(tidy(words)))
      : withoutOld(unquoted(tidy(words)))
  return way.on === 'risk'
    ? unquoted(tidy(words))
        .replace(/^that\s+/i, '')
        .replace(/\s+(?:once|again)$/i, '')
        .replace(/\s*[-–—:,]\s*(?:this|that)$/i, '')
    : tidy(words)
}

const withoutOld = (text: string): string => text.replace(/,?\s+and not\s.*$/i, '')

/** Quotation marks around the whole value only show where it ends. */
const unquoted = (text: string): string => /^["']([^"']+)["']$/.exec(text)?.[1] ?? text

/** "500 ms → 80 ms": what stands behind the arrow is new. */
const newer = (text: string): string =>
  /^[^→]*\d[^→]*?\s*(?:→|->)\s*(.*\d.*)$/.exec(text)?.[1] ?? text

function controlText(text: string, way: ChangeShape): string {
  const isDebug = way.target === 'debug'
  return withoutRemark(
    withoutOld(newer(text))
      .replace(/^(?:not?|don't)\s[^,;]{2,60}?(?:,\s*|\s+)(?:but|rather|use)\s+/i, '')
      .replace(
        isDebug
          ? /^(?:also\s+)?(?:upload|dump|log|print|collect|save|attach|store|show)\s+(?=(?:the|a|an|all|every)\s)/i
          : /^(?:also\s+)?(?:use|take|get|make it)\s+/i,
        '',
      )
      .replace(/,?\s+(?:not (?:per|by|a|an|the|with)|rather than)\s.*$/i, '')
      .replace(/\s+(?:>|≫)\s+\S+$/, ''),
  )
    .replace(
      /\s+(?:is|are)\s+(?:enough|fine|ok|better|plenty|good enough|all we|(?:what|all) (?:we|i|they|the)\b).*$|\s+(?:will do|suffices|everywhere|throughout|globally)$/i,
      '',
    )
    .replace(/\s+\([^()]*\)$/, '')
}

/** A comma goes on with a list or opens a remark: "truncate all, i measured 1.1 s". */
function withoutRemark(text: string): string {
  const [first = '', ...rest] = text.split(/,\s+/)
  const isList = rest.every(
    (piece) =>
      (piece.split(/\s+/).length <= 3 || /^(?:one|two|three|\d+)\s/i.test(piece)) &&
      !/^(?:not|our|we|i|it|they|the|that|this|there|nobody|everybody|no|since|as|so|one of|please)\b/i.test(
        piece,
      ),
  )
  return isList ? text : first
}

const scenarioText = (text: string): string =>
  newer(withoutOld(text))
    .replace(
      /,?\s+(?:not|instead of|rather than)\s+\S.*$|,\s*(?:there|that|this|it|we|i|so|because|nobody|otherwise|our|your|they|the)\b.*$/i,
      '',
    )
    .replace(
      /^(?:(?:i'd|we'd|i|we)\s+(?:want|like|rather have|prefer|say)[:,]?|make it|make that|use|take|say|with|add)\s+/i,
      '',
    )
    .replace(/^["']([^"']+)["']$/, '$1')
