/** Free words as names: an owner, a tool, a check or case, a surface. Null where they are none. */
import { generic } from './known.ts'
import { tidy } from './tidy.ts'
import type { ValueReader } from './values.ts'

const notNames =
  /^(?:i|we|it|this|that|they|you|he|she|the|somebody|someone|nobody|everyone|everybody|what|who|which|scenario|case|cause|a|an|no|yes|not|my|our|please|one|two|both|all|there|here|sure|maybe|only|if|in|on|for|since|because|smoke|unit|contract|integration|postgres|redis|kafka|stripe|risk|fixtures|reset|auth|time|isolation|debug|nightly|release|pr|still|same|nothing|anything|something|ok|test|tests|packet|git|ci|owner|owners|due)$/i

export function isOwner(words: string, values: ValueReader): boolean {
  if (/^(?:<@|@)/.test(words) || values.isTeam(words)) return true
  const [first = ''] = words.split(/[\s']/)
  if (/\b(?:team|squad|guild|group|people|folks|chapter)$/i.test(words))
    return !/^(?:we|they|you|no|same|different|another|other)\b/i.test(first)
  return /^\p{Lu}/u.test(first) && !notNames.test(first)
}

export function toolName(words: string): string | null {
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
    /^(?:it|that|them|us|him|her|more|any|anything|their|the|our|its|his|this|a|an|to|in|on|such|these|those|some|all|with|for|copy|dump|data)$/.test(
      name,
    )
    ? null
    : name
}

/** A check or case as people call it: without article, and not a pronoun. */
export function itemOf(words: string): string | null {
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
    /^(?:it|that|this|them|they|everything|all|we|i|you|nothing|something|anything|one|those|these|is|are|should|not|no|what|who|lanes?|tests?|put|move|run|on|in|at|our|the|my|its|a|an|both|all of them|those two|these two|to|em|him|us|either|each|by|which|before|do|away|much)$/i.test(
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
    /\s(?:on|in|at|to|into|onto|the|a|my|our|is|are|from|and|not|with|of|off|out|it|or|by|for|as|belongs|old|last|next|after|before|since|until|each|every|again)$/i.test(
      name,
    )
  )
    return null
  return name === '' || name.split(/\s+/).length > 8 ? null : name
}

export function surfaceOf(words: string): string | null {
  const name = tidy(words)
    .replace(/^(?:(?:the|a|an|our|just|only)\s+)+/i, '')
    .replace(/\s+only$/i, '')
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
