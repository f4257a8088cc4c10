/**
 * What would change a decision: for each decision of a verdict the smallest change of the framing (`flips/size.ts`) that
 * turns it, found by planning again with every change there is (`flips/space.ts`). All changes of one thing are tried;
 * where none of them turns a decision, pairs are, as many as `mostPairs` allows.
 */
import { decisionsOf, topicOf } from './decisions.ts'
import type { Decision } from './decisions.ts'
import { differencesBetween } from './difference.ts'
import type { Difference } from './difference.ts'
import { pairsOf } from './flips/pairs.ts'
import { isSmaller } from './flips/size.ts'
import type { Size } from './flips/size.ts'
import { changesOfFraming } from './flips/space.ts'
import type { OneChange } from './flips/space.ts'
import type { Tryout } from './flips/tryout.ts'
import type { Knowledge } from './knowledge.ts'
import type { Amendment } from './packet.ts'
import { drafterOf } from './plan.ts'
import { noDependencyRule } from './realism.ts'

export interface Flip {
  /** One amendment or two: applying them turns the decision. */
  readonly amendments: readonly Amendment[]
  /** The change for people: `if containers were allowed on the PR lane`. */
  readonly says: string
  /** What the decision says then; null when it is gone. */
  readonly becomes: string | null
  /** All other decisions that read differently then. */
  readonly knockOn: readonly Difference[]
}

/** One framed thing and how much rests on it. */
export interface Weight {
  readonly amendment: Amendment
  readonly says: string
  /** Decisions that read differently without it, its own row not counted. */
  readonly decides: number
}

export interface Flips {
  /** By the decision's key. A decision that nothing tried turns has none. */
  readonly flips: ReadonlyMap<string, Flip>
  /** What is framed, the one that most rests on first. */
  readonly weights: readonly Weight[]
  readonly tried: Tried
}

/** With every single change that was tried, in the order of the space. */
export interface FlipSearch extends Flips {
  readonly tryouts: readonly Tryout[]
}

export interface Tried {
  readonly changes: number
  readonly pairs: number
  /** False where there are more pairs than were tried. */
  readonly everyPair: boolean
}

/** Enough to try together what touches one decision, within the time that somebody waits for an answer. */
const usualPairs = 60

export function flipsOf(
  request: { readonly text: string },
  amendments: readonly Amendment[],
  knowledge: Knowledge,
  mostPairs: number = usualPairs,
): Flips {
  const search = searchFlips(request, amendments, knowledge, mostPairs)
  for (;;) {
    const { done, value } = search.next()
    if (done) return value
  }
}

/** The same search, which stops after each plan so that its caller can do something else. */
export function* searchFlips(
  request: { readonly text: string },
  amendments: readonly Amendment[],
  knowledge: Knowledge,
  mostPairs: number = usualPairs,
): Generator<undefined, FlipSearch> {
  const draftWith = drafterOf(request, knowledge)
  const verdict = draftWith(amendments)
  const before = decisionsOf(verdict)
  const space = changesOfFraming(verdict, knowledge)
  const found = new Map<string, Found>()
  const tryOut = (
    places: readonly number[],
    changes: readonly OneChange[],
  ): readonly Difference[] => {
    const added = changes.map((each) => each.amendment)
    const after = decisionsOf(draftWith([...amendments, ...added]))
    const differences = differencesBetween(before, after)
    const size: Size = {
      reaches: changes.map((each) => each.reach),
      knockOn: differences.length - 1,
      places,
    }
    const isAnotherKind = changes.some((each) => each.reach === 'another kind')
    for (const difference of differences.filter(isTurned)) {
      if (!isStillAsked(difference, after, isAnotherKind)) continue
      const known = found.get(difference.before.identity)
      if (known && !isSmaller(size, known.size)) continue
      found.set(difference.before.identity, { size, changes, difference, differences, after })
    }
    return differences
  }

  const tryouts: Tryout[] = []
  for (const [place, change] of space.entries()) {
    tryouts.push({ change, differences: tryOut([place], [change]) })
    yield
  }
  const still = before.filter((each) => !found.has(each.identity))
  const pairs = pairsOf(
    space,
    tryouts.map(({ differences }) => touchedIn(still, differences)),
    mostPairs,
  )
  for (const places of still.length === 0 ? [] : pairs.chosen) {
    tryOut(
      places,
      places.flatMap((place) => space[place] ?? []),
    )
    yield
  }
  return {
    flips: new Map(
      before.flatMap((each) => {
        const flip = found.get(each.identity)
        return flip === undefined ? [] : [[each.key, flipOf(flip)] as const]
      }),
    ),
    weights: weightsOf(tryouts),
    tried: {
      changes: space.length,
      pairs: still.length === 0 ? 0 : pairs.chosen.length,
      everyPair: pairs.chosen.length === pairs.all,
    },
    tryouts,
  }
}

/** The smallest change so far that turns a decision, and all that differs with it. */
interface Found {
  readonly size: Size
  readonly differences: readonly Difference[]
  readonly changes: readonly OneChange[]
  readonly difference: Turned
  readonly after: readonly Decision[]
}

type Turned = Difference & { readonly before: Decision }

const isTurned = (difference: Difference): difference is Turned =>
  difference.before !== null && difference.before.answer !== difference.after?.answer

/**
 * A decision that is gone because its question is gone has not turned: a dependency's row without the dependency, a row
 * of the packet under another kind of packet.
 */
function isStillAsked(
  { before, after }: Turned,
  decisions: readonly Decision[],
  isAnotherKind: boolean,
): boolean {
  if (after !== null) return true
  if (isAnotherKind) return false
  if (topicOf(before.key) !== 'dependency') return true
  return rowsLike(before, decisions).some((each) => each.answer !== before.answer)
}

/**
 * A dependency's rows for all lanes: its row for one lane may become one for all, or the other way round. The row that
 * nothing outside takes part becomes the rows of what does.
 */
function rowsLike(
  { key, evidence }: Decision,
  decisions: readonly Decision[],
): readonly Decision[] {
  if (evidence.some(({ rule }) => rule === noDependencyRule))
    return decisions.filter((each) => topicOf(each.key) === 'dependency')
  const [row = ''] = key.split('@')
  return decisions.filter((each) => each.key === row || each.key.startsWith(`${row}@`))
}

/** Places in `still` of the decisions that read differently, whether they turn or not. */
const touchedIn = (
  still: readonly Decision[],
  differences: readonly Difference[],
): readonly number[] =>
  differences
    .flatMap(({ before }) => (before ? [still.indexOf(before)] : []))
    .filter((at) => at >= 0)

function flipOf({ changes, difference, differences, after }: Found): Flip {
  return {
    amendments: changes.map((each) => each.amendment),
    says: `if ${changes.map((each) => each.says).join(' and ')}`,
    becomes: difference.after?.text ?? movedTo(difference.before, after),
    knockOn: differences.filter((each) => each !== difference),
  }
}

const movedTo = (before: Decision, after: readonly Decision[]): string | null =>
  topicOf(before.key) === 'dependency'
    ? rowsLike(before, after)
        .map((each) => each.text)
        .join('; ')
    : null

const weightsOf = (tryouts: readonly Tryout[]): readonly Weight[] =>
  tryouts
    .flatMap(({ change: { amendment, says, reach }, differences }) =>
      reach === 'taken away' ? [{ amendment, says, decides: differences.length - 1 }] : [],
    )
    .filter((each) => each.decides > 0)
    .toSorted((one, other) => other.decides - one.decides)
