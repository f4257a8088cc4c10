/** Cross-validated verdicts: each request of the yardstick is judged by weights that were learned without its fold. */
import { ranked, scoresOf, sharesOf } from '../../src/engine/classify/model.ts'
import { choosePair, concernEvidence } from '../../src/engine/classify/pairs.ts'
import type { Confidence, VerdictLabel } from '../../src/engine/packet.ts'
import { weightsOf } from '../../src/knowledge/classifier-weights.ts'
import type { Labelled } from '../train/corpus.ts'
import { type Example, fit } from '../train/fit.ts'
import { foldsOf } from '../train/folds.ts'

export interface Judgement {
  readonly item: Labelled
  readonly first: VerdictLabel
  readonly second: VerdictLabel
  readonly share: number
  readonly confidence: Confidence
  readonly secondary: VerdictLabel | null
  /** The best candidate for it, and by how much it outweighs "none" and the caution, in hundredths. */
  readonly candidate: VerdictLabel
  readonly lead: number
}

/** Judges every example once; `onFold` hears of progress. */
export function crossValidate(
  examples: readonly Example[],
  folds: number,
  onFold: (fold: number) => void = () => {},
): readonly Judgement[] {
  return foldsOf(
    examples.map((each) => each.item),
    folds,
  ).flatMap(({ train, test }, fold) => {
    const chosen = new Set(train)
    const weights = weightsOf(fit(examples.filter((_, at) => chosen.has(at))))
    const tested = new Set(test)
    onFold(fold + 1)
    return examples
      .filter((_, at) => tested.has(at))
      .map((example): Judgement => {
        const { item, features } = example
        const scores = scoresOf(weights, features)
        const { shares, first, candidate, lead } = choosePair(
          sharesOf(weights, scores),
          concernEvidence(scores, features, example.parts, weights),
          weights.pairs,
        )
        const second = ranked(shares)[1] ?? 'needs-framing'
        const share = shares.get(first) ?? 0
        return {
          item,
          first,
          second,
          share,
          confidence: share >= weights.high ? 'high' : share < weights.low ? 'low' : 'medium',
          secondary: lead > weights.caution ? candidate : null,
          candidate,
          lead: lead - weights.caution,
        }
      })
  })
}

export const isStrict = ({ item, first }: Judgement): boolean => first === item.primary
export const isLenient = ({ item, first }: Judgement): boolean =>
  first === item.primary || item.acceptable.includes(first)
export const isAmongTwo = ({ item, first, second }: Judgement): boolean =>
  first === item.primary || second === item.primary
/** Both concerns are named, whichever of them first. */
export const areBothNamed = ({ item, first, secondary }: Judgement): boolean =>
  item.secondary !== null &&
  [first, secondary].includes(item.primary) &&
  [first, secondary].includes(item.secondary)
/** The wanted second concern, or one that another annotator saw; a primary that took its place is no hit. */
export const isSecondaryRight = ({ item, secondary }: Judgement): boolean =>
  secondary !== null && (secondary === item.secondary || item.secondary_ok.includes(secondary))
