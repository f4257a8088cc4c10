/**
 * What a team's machines, money and rules do not allow, told as a fact in any order of words: "gh plan: 2 vcpu, no
 * docker.sock", "after 6 min the platform kills a pull request". Read when no row found a constraint in the sentence.
 */
import { clausesOf } from './clauses.ts'
import type { Window } from './clauses.ts'
import type { Change } from './change.ts'
import type { Tag, Tagged } from './tags.ts'
import type { ValueReader } from './values.ts'

export interface LimitRead {
  readonly change: Change
  readonly start: number
  readonly end: number
}

const denials = new Set([
  'not',
  'class-denial',
  'lacks',
  'class-forbidden',
  'class-without',
  'class-refuse',
])
const unsettled = new Set(['hypo', 'ask', 'stays'])

export function limitsIn(tagged: Tagged, values: ValueReader): readonly LimitRead[] {
  const tags = tagged.tokens.flatMap((_, at) => outermost(tagged, at))
  const named = (name: string): readonly Tag[] => tags.filter((each) => each.name === name)
  const clauses = clausesOf(tagged)
  const clauseOf = (at: number): Window =>
    clauses.find((each) => each.from <= at && at < each.to) ?? {
      from: 0,
      to: tagged.tokens.length,
    }
  const within = (name: string, { from, to }: Window): boolean =>
    tags.some((each) => each.name === name && each.from >= from && each.to <= to)
  const isSettled = (clause: Window): boolean =>
    ![...unsettled].some((name) => within(name, clause))
  const wordsOf = (tag: Tag): string =>
    tagged.text.slice(tagged.tokens[tag.from]?.start, tagged.tokens[tag.to - 1]?.end)
  const lanes = named('lane').flatMap((tag) => {
    const lane = values.lane(wordsOf(tag))
    return lane === null ? [] : [{ tag, lane: lane === 'local-fast' ? 'local' : lane }]
  })
  /** The lane of the clause, else the only one of the sentence. */
  const laneAt = (at: number): string | null => {
    const clause = clauseOf(at)
    const own = lanes.filter((each) => each.tag.from >= clause.from && each.tag.to <= clause.to)
    const near = own.length > 0 ? own : lanes
    return new Set(near.map((each) => each.lane)).size === 1 ? (near[0]?.lane ?? null) : null
  }
  const isOnMachines = named('class-ci-box').length > 0
  const read = (target: string, to: string, tag: Tag): LimitRead => {
    const { from, to: end } = clauseOf(tag.from)
    return {
      change: { on: 'constraint', target, op: 'add', to, because: null },
      start: tagged.tokens[from]?.start ?? 0,
      end: tagged.tokens[end - 1]?.end ?? tagged.text.length,
    }
  }
  return [...budgets(), ...processes(), ...containers(), ...copies(), ...tools()]

  function budgets(): readonly LimitRead[] {
    const nums = named('num').filter((tag) => !isReplaced(tagged, tag))
    const [num] = nums
    if (num === undefined || nums.length > 1 || named('cases').length > 0) return []
    const clause = clauseOf(num.from)
    if (!isSettled(clause) || !within('class-cap', clause)) return []
    const lane = laneAt(num.from) ?? (lanes.length === 0 ? (isOnMachines ? 'ci' : 'pr') : null)
    return lane === null ? [] : [read(`budget@${lane}`, wordsOf(num), num)]
  }

  function processes(): readonly LimitRead[] {
    const [noun] = named('class-worker-noun')
    if (noun === undefined || named('class-worker-noun').length > 1) return []
    const clause = clauseOf(noun.from)
    const counts = named('count').filter(
      (each) =>
        each.from >= clause.from &&
        each.to <= clause.to &&
        !isReplaced(tagged, each) &&
        !named('num').some((num) => num.from === each.from),
    )
    const [count] = counts
    if (count === undefined || counts.length > 1 || !isSettled(clause)) return []
    const isNear = Math.abs(noun.from - count.from) <= 4
    const isCapped = within('class-cap', clause) || isOnMachines
    if (!isNear || !isCapped || named('cases').some((each) => each.from === noun.from)) return []
    const number = numerals.get(wordsOf(count).toLowerCase()) ?? wordsOf(count)
    const place = isOnMachines ? 'ci' : (laneAt(noun.from) ?? 'ci')
    return [read(`processes@${place}`, number, count)]
  }

  function containers(): readonly LimitRead[] {
    const found = named('class-containers').find((tag) => isDenied(clauseOf(tag.from), tag))
    if (found === undefined || named('cases').length > 0 || named('dep').length > 0) return []
    const lane = laneAt(found.from)
    if (lane === null && !isOnMachines) return []
    return [read(`containers@${lane ?? 'ci'}`, 'forbidden', found)]
  }

  function copies(): readonly LimitRead[] {
    const found = [...named('class-prod-data'), ...named('class-copy-noun')].find((tag) =>
      isDenied({ from: 0, to: tagged.tokens.length }, tag),
    )
    return found === undefined ? [] : [read('production-copy', 'forbidden', found)]
  }

  function tools(): readonly LimitRead[] {
    const all = named('class-check-tool')
    const teams = named('class-team-noun')
    const [tool] = all
    const [team] = teams
    if (tool === undefined || (team === undefined && !isOnMachines)) return []
    if (new Set(all.map(wordsOf)).size > 1 || new Set(teams.map(wordsOf)).size > 1) return []
    const isRefused = tags.some(
      (each) => denials.has(each.name) && clauseOf(each.from).from === clauseOf(tool.from).from,
    )
    if (!isRefused || !isSettled(clauseOf(tool.from)) || lanes.length > 0) return []
    return [
      read(
        `${wordsOf(tool).toLowerCase().replaceAll(/\s+/g, '-')}@${isOnMachines || team === undefined ? 'ci' : wordsOf(team).toLowerCase()}`,
        'forbidden',
        tool,
      ),
    ]
  }

  /** "A container, not the fake" denies what stands behind. */
  function isDenied(window: Window, about: Tag): boolean {
    return (
      isSettled(clauseOf(about.from)) &&
      tags.some(
        (each) =>
          denials.has(each.name) &&
          // A "no" that opens the sentence answers somebody.
          ((each.name !== 'not' && wordsOf(each) !== 'no') ||
            clauseOf(each.from).from === clauseOf(about.from).from) &&
          each.from >= window.from &&
          each.to <= window.to &&
          (each.from < about.from || each.to - each.from > 1 || each.name !== 'not'),
      )
    )
  }
}

const numerals = new Map([
  ['one', '1'],
  ['two', '2'],
  ['three', '3'],
  ['four', '4'],
  ['six', '6'],
  ['eight', '8'],
])

/** The tags at a place that no longer tag of the frame words hides. */
const outermost = (tagged: Tagged, at: number): readonly Tag[] => {
  const own = tagged.at(at)
  return own.filter(
    (each) =>
      !own.some((other) => other.to > each.to && denials.has(other.name) && denials.has(each.name)),
  )
}

/** "12 min, not 9", "9 → 12 min": the old value. */
function isReplaced(tagged: Tagged, tag: Tag): boolean {
  const before = tagged.tokens[tag.from - 1]?.text ?? ''
  const behind = tagged.tokens.slice(tag.to, tag.to + 4).map((each) => each.text)
  return (
    (['not', 'than', 'over'].includes(before) &&
      !['more', 'longer'].includes(tagged.tokens[tag.from - 2]?.text ?? '')) ||
    behind.some((text) => ['→', '->', '=>'].includes(text))
  )
}
