/** "S3 must be a container, redis: leave as is": a clause that says what stays changes nothing and is read past. */
import type { SpotFinder } from './spots.ts'
import type { ReplyContext } from './context.ts'
import type { SentenceReader } from './sentences.ts'
import type { Tagger } from './tags.ts'

const objects = ['dep', 'layers', 'cases', 'lane', 'control']
const changing = [
  'out',
  'away',
  'not',
  'from',
  'lacks',
  'in',
  'limit',
  'move',
  'remove',
  'swap',
  'past',
  'hypo',
  'others',
  'ask',
]
const joints = /(\s*[,;]\s+(?:and\s+|but\s+)?|\s+[-–—]\s+|\s+but\s+|\s*\()/i

export type KeptReader = (sentence: string, context: ReplyContext) => string

/** The sentence without such clauses; whole when nothing else would be left. */
export function keptReader(find: SpotFinder, tag: Tagger, sentences: SentenceReader): KeptReader {
  const isKept = (clause: string, context: ReplyContext): boolean => {
    const signs = sentences.signs(clause)
    // "If we had time we'd leave …" is no order for what follows either.
    if (signs.isQuestion || signs.isUnreal) return false
    const { names } = tag(find(clause, context).text)
    return (
      (names.has('stays') || sentences.confirms(clause)) &&
      objects.some((name) => names.has(name)) &&
      !changing.some((name) => names.has(name))
    )
  }
  return (sentence, context) => {
    const pieces = sentence.split(joints)
    if (pieces.length < 3) return sentence
    const kept = pieces.map((piece, at) => at % 2 === 0 && isKept(piece, context))
    if (!kept.includes(true)) return sentence
    const rest = pieces.filter((_, at) =>
      at % 2 === 0 ? kept[at] !== true : kept[at + 1] !== true,
    )
    return rest.length === 0
      ? sentence
      : rest.join('').replace(/^[\s,;()–—-]+(?:and\s+|but\s+)?/, '')
  }
}
