/** Whether the part of a sentence in which a name of the stack stands says what the thing runs on. */

const role =
  '(?:runtime|language|lang|stack|framework|orm|test[ -]runner|test[ -]framework|runner|db|database|dialect|engine|persistence|storage|dialect|routing|router|server|tests?|testing|suite|backend|side|part|service|svc|app|api|consumer|reader|subscriber|listener|receiver|warehouse|module|repo|package|production|prod|dev|ci|team|people|half|rest|majority|data layer|layer|gem|pom|csproj|lockfile|gemfile(?:\\.lock)?)'
const link =
  "(?:is|are|was|were|'s|=|:|→|->|be|has been|have been|runs?(?: on)?|running on|goes? through|comes? with|sits? on|lives? (?:in|on)|says|uses?|speaks?|counts)"
const holds =
  '(?:us(?:es?|ing)|runs?(?: on| with)?|running(?: on| with)?|speaks?|pins?|pinned|tests? (?:with|on|in|by|through)|testing (?:is )?(?:by|with|in)|(?:have had|have|has|got|get|gets)|with|written in|rewritten in|built (?:on|with)|ported to|moved to|switched to|migrated to|upgraded to|changed to|went to|went over to|left \\S+ for|replaced (?:by|with)|swapped for|chose|took|tested by|(?:are|is) in|reads?(?: \\S+){1,3}(?: in)?|sits? on|lives? (?:in|on)|call it|based on|mounted on|stay(?:s|ed)? on|stuck (?:on|with|at)|on top of|correct(?:s|ed)? to)'
const gap = "(?:\\s+[\\p{L}\\d'’-]+){0,4}?"
const name = '[\\uE100-\\uE2FF](?:\\s*v?\\d[\\d.]*\\p{L}?)?'
const adverb =
  '(?:\\s*(?:\\*|"|\'|an?|the|on|in|pure|plain|bare|really|actually|now|still|simply|just|all|already|by now|in truth|in fact|of course|sadly|version|mostly|meanwhile|currently|at least|since|besides|yes|and|only|good old))*\\s*'

const told = new RegExp(
  [
    // "The ORM underneath is SQLModel", "db = spanner", "tests run on sqlite".
    `(?<![\\p{L}])${role}${gap}\\s*${link}${adverb}(?:${name}|with ${name})`,
    // "It's Flask", "we're on Go", "there is a MongoDB".
    `(?<![\\p{L}])(?:it|that|this|there|we|they|one)(?:'s|'re|\\s+(?:is|are|was|were))${adverb}${name}`,
    // "We pin Python and use nose2", "the service has Echo".
    `(?<![\\p{L}])${holds}${adverb}${name}`,
    // "Ent is the orm", "WebdriverIO was chosen over Cypress", "Flask sits on top".
    `${name}\\s+(?:is|are|was|were)\\s+(?:now\\s+)?(?:the|our|my|what|there|chosen|used|in use|behind|underneath|below)(?![\\p{L}])`,
    `${name}(?:\\s+\\p{L}+)?\\s+(?:replaced|took over|came with|it is|runs (?:the|that|this|it|half|most|everything|all)|sits (?:on|at|in|behind)|is it|for (?:routing|storage|the api|persistence|data|tests|testing)|(?:since|as of|from)\\s+\\S|underneath|on top|behind (?:it|that|this|ef|the)|below|under (?:the|it)|here|there|by now|in (?:prod|production|tests?|dev|the|that|this|both)|company-wide|everywhere|throughout)(?![\\p{L}])`,
    // "Echo, not Gin", "postgres → MariaDB", "Gin is gone, chi now".
    `${name}(?:\\s+version)?\\s+(?:is|stays|remains)\\s+(?:still\\s+|at\\s+|on\\s+)*\\d`,
    `not(?:\\s+(?:an?|on|the))?\\s+${name}`,
    `${name},?\\s+(?:and\\s+)?(?:not|no)(?![\\p{L}])`,
    `(?:→|->|besides|instead of|is history|is gone|after all|apart from|rather than)`,
    '(?:^|[\\s,])no,\\s',
  ].join('|'),
  'iu',
)

const smallWords =
  /(?<![\p{L}'])(?:the|a|an|is|are|it's|it|its|we're|we|on|use|uses|run|runs|not|and|or|by|the way|in|with|of|all|our|now|still|actually|only|plus|besides|also|backend|runtime|stack|language|lang|framework|orm|version|for|here|there|to|from|as|test|tests|runner|router|db|database|engine|after|no|yes|btw|fwiw|fyi|please|pls|queries|joke|for your info|your|info|sorry to say|sorry|say|side|part|nowadays|these days|don't laugh|laugh|believe it or not|sadly|alas|unfortunately|on top|top|underneath|below|behind|under|service|svc|api|app|server|has|have|had|been|be|being|was|were|for what it's worth|if that's of use|for the record|for the notes|for completeness|for the sake of accuracy|just|mostly|mainly|meanwhile|throughout|module|repo|package|this|that|these|those|they|their|them|one|so|too|well|ok|fine|hm|yep|nope|at|both|always|simply|plain|pure|bare|really|in fact|fact|in truth|truth|to be exact|exact|to be correct|correct|correction|i know|know|prod|production|dev|layer|consumer|reader|warehouse|container|w|minimal|async|since)(?![\p{L}'])/giu

const times =
  /(?<![\p{L}])(?:since|until|till|as of|before|after|from|in|for)\s+(?:the\s+|our\s+|last\s+|this\s+|next\s+)*(?:rewrite|merge|reorg|upgrade|migration|move|start|beginning|prototype|split|march|january|february|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|monday|tuesday|wednesday|thursday|friday|week|month|year|quarter|sprint|q[1-4]|years?|\d{4}|now)(?:\s+(?:in|of)\s+\S+)?(?![\p{L}])|(?<![\p{L}])for\s+(?:two|three|four|five|ten|\d+|many|some)\s+(?:years|months|weeks)/giu

/** The stretch between commas in which a name stands. */
export function partAt(text: string, at: number): string {
  const before = text.slice(0, at).split(border).at(-1) ?? ''
  return before + (text.slice(at).split(border)[0] ?? '')
}

/** Where something else begins to be told. */
const border =
  /[,;()▮—\p{Extended_Pictographic}]|\s[-–]\s|:\s(?=[^:]*$)|\s(?:but|because|while|whereas|which|although|though|yet|if|when|as we|as our)\s|\s(?:and|so|as)\s(?=(?:the|our|we|it|its|they|tests?|prod|so|my|that|not|[\uE100-\uE2FF](?:\s(?:is|are|was|isn't)\s|'s))\s?)/u

/** How many words of a stretch are neither names nor small words. */
function contentOf(text: string): number {
  const rest = text
    .replaceAll(/[\uE000-\uE2FF](?:\s*v?\d+\p{L}?(?!\p{L}))?(?:\.\d+)*/gu, ' ')
    .replaceAll(/:[a-z_]+:/g, ' ')
    .replaceAll(/\b\d+(?:\.\d+)+\b/g, ' ')
    .replaceAll(times, ' ')
    .replaceAll(/\bsince\s+\w+/gi, ' ')
    .replaceAll(smallWords, ' ')
    .replaceAll(/[^\p{L}\d]+/gu, ' ')
    .trim()
  return rest === '' ? 0 : rest.split(' ').length
}

/** Little else is said in the part, or what is said tells what something runs on. */
export function isStated(text: string, at: number): boolean {
  const part = partAt(text, at)
  const content = contentOf(part)
  return content <= 1 || (content <= 6 && told.test(part))
}

/** A database is a runtime fact only where it is said what the thing runs on, not in talk about a dependency. */
export const databaseFits = (text: string): boolean =>
  (contentOf(text) === 0 && !/▮/.test(text)) ||
  (contentOf(text) <= 6 &&
    new RegExp(
      `(?<![\\p{L}])(?:db|database|dialect|engine|runtime|stack|tests?|prod|production|dev|services?|svc|app|orders|data|backend|persistence|storage)(?![\\p{L}]).{0,20}(?:(?<![\\p{L}])(?:is|are|on|run|runs|uses|speaks|says|has|have|sits? (?:on|in)|lives? (?:on|in))(?![\\p{L}])|[=:→])|${name}\\s+(?:it is|as (?:db|database)|in (?:prod|production|tests?)|for storage|behind|below|underneath|under)|(?<![\\p{L}])(?:it|we|that|there)(?:'s|'re| is| are)(?: an?| on)? ${name}|→ ${name}|(?:instead of|rather than|not) (?:an? )?${name}|${name},? (?:and )?not`,
      'iu',
    ).test(text))
