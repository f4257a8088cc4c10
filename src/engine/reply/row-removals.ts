/** Rows of the dependency table that a sentence takes out: by name, or as "the row" of what was named before. */
import type { Marked, Spot } from './spots.ts'

export interface RowRemoval {
  readonly spot: Spot
  readonly start: number
  readonly end: number
}

const dep = '([\\uE000-\\uE0FF\\uE200-\\uE2FF])'
const row = '(?:row|line|entry)s?'
const gone =
  '(?:dead|obsolete|void|gone|out|away|history|superfluous|pointless|redundant|not needed(?: any ?more)?|no longer needed|nonsense)'
const may = '(?:can|may|could|should|must|has to)'
const leave =
  '(?:go|leave|disappear|vanish|die|be (?:dropped|removed|deleted|cut|struck|scrapped|taken out))'
const order = '(?:delete|drop|remove|bin|kill|cut|scrap|strike|lose|take off|kick|ditch)'
const place =
  '(?:the (?:dependency |dependencies |realism )?(?:table|list|packet|picture)|the dependencies)'

/** The name, and that its row goes. */
const named = new RegExp(
  [
    `${dep}\\s+(?:${row}\\s+)?(?:both\\s+|completely\\s+)?(?:${may}\\s+${leave}\\b)`,
    `${dep}\\s+${row}\\s+(?:\\([^()]*\\)\\s+)?(?:both\\s+)?(?:(?:is|are)\\s+)?(?:${gone}|delete|remove|drop|bin)(?=[\\s.!,;]|$)`,
    `\\b${order}\\s+(?:the\\s+)?${dep}\\s+${row}\\b`,
    `\\bno\\s+${dep}\\s+${row}\\b`,
    `(?:\\btake\\s+)?(?:\\bthe\\s+)?${dep}\\s+(?:(?:is|comes)\\s+)?(?:out of|off)\\s+${place}`,
    `\\b(?:table|list|packet)\\s+${may}\\s+lose\\s+${dep}`,
    `\\b(?:the\\s+)?${row}\\s+(?:of|for|about)\\s+${dep}\\s+(?:${may}\\s+${leave}|is\\s+${gone})`,
  ].join('|'),
  'giu',
)

/** Only "the row": of what the sentence, or the one before it, named. */
const unnamed = new RegExp(
  [
    `\\b${order}\\s+(?:(?:the|that|this)\\s+)?(?:whole\\s+)?${row}(?=[\\s.!,;]*$|\\s*,)`,
    `\\b(?:take|throw)\\s+(?:the|that|this)\\s+${row}\\s+(?:away|out|off)`,
    `(?:^|[,;]\\s+|\\bso\\s+|\\b(?:and|then)\\s+)(?:(?:so|and|then)\\s+)?(?:(?:the|that|this)\\s+)?${row}\\s+(?:${may}\\s+${leave}|(?:is\\s+)?${gone}|means nothing|delete)(?=[\\s.!,;]|$)`,
    `\\b(?:we|i)\\s+(?:need|want)\\s+no\\s+${row}\\b`,
    `\\b(?:rather|better)\\s+not\\s+(?:see|have)\\s+(?:the|that|this|a)\\s+${row}\\b`,
    `\\b(?:i|we)(?:'d| would)\\s+${order}\\s+(?:the|that|this)\\s+${row}`,
  ].join('|'),
  'giu',
)

export function rowRemovals(
  marked: Marked,
  /** What the sentence before was about. */
  subject: Spot | null,
): readonly RowRemoval[] {
  const own = [...marked.text.matchAll(named)].flatMap((match) => {
    const mark = match.slice(1).find((each) => each !== undefined) ?? ''
    return removal(marked.spots.get(mark) ?? null, match)
  })
  if (own.length > 0) return own
  return [...marked.text.matchAll(unnamed)].slice(0, 1).flatMap((match) => {
    const before = [...marked.spots.values()].find(
      (each) =>
        marked.text.indexOf(each.mark) < match.index &&
        each.dependency !== null &&
        each.present &&
        !each.isNoun,
    )
    return removal(before ?? subject, match)
  })
}

const removal = (spot: Spot | null, match: RegExpExecArray): readonly RowRemoval[] =>
  spot === null || spot.dependency === null || !spot.present
    ? []
    : [{ spot, start: match.index, end: match.index + match[0].length }]
