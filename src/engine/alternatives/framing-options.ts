/** What else could have been framed: said otherwise, put first, or not said at all. */
import type { Tryout } from '../flips/tryout.ts'
import type { Knowledge } from '../knowledge.ts'
import type { Framing, Verdict } from '../packet.ts'
import { tried } from '../flips/tried.ts'
import type { Option, Options } from './option.ts'

export const framedOptions = (
  { framing }: Verdict,
  knowledge: Knowledge,
  tryouts: readonly Tryout[],
): readonly Options[] => [
  ...firstOptions(
    framing.risks.map(({ risk, words }) => ({
      key: `risk ${risk}`,
      words,
      amendments: [tried('risk', risk, 'add', words)],
    })),
  ),
  ...firstOptions(
    framing.surfaces.map(({ surface, words }) => ({
      key: `surface ${surface}`,
      words,
      amendments: [tried('surface', 'surface', 'add', surface)],
    })),
  ),
  ...framing.constraints.map((each) => limitOptions(each, framing, knowledge)),
  ...framing.runtime.map((each) => runtimeOptions(each, framing, knowledge, tryouts)),
]

/** A risk or a surface may also come first, which decides what the rest is about; of the first, the second may. */
function firstOptions(
  all: readonly (Pick<Option, 'amendments'> & { readonly key: string; readonly words: string })[],
): readonly Options[] {
  return all.flatMap(({ key, amendments }, at) => {
    const [, second] = all
    const words = at === 0 ? second?.words : null
    if (second === undefined || words === undefined) return []
    return [
      {
        key,
        options: [
          {
            amendments: at === 0 ? second.amendments : amendments,
            tell: () => ({ choice: { is: 'first', words }, cost: null }),
          },
        ],
      },
    ]
  })
}

/** The same limit with another value, or one that reaches less or more far. */
function limitOptions(
  { constraint, value }: Framing['constraints'][number],
  framing: Framing,
  { whatIf }: Knowledge,
): Options {
  const rows = whatIf.otherLimits.filter((row) => row.limit === constraint)
  return {
    key: `constraint ${constraint}`,
    options: rows.flatMap(({ instead, times }) => {
      const row = whatIf.limits.find((each) => each.limit === instead)
      const to = times === null ? null : multiplied(value ?? '', times)
      const isOther = times === null ? isNew(instead, framing) : to !== null
      if (row === undefined || !isOther) return []
      const says = to === null ? row.holds : withValue(row, to)
      return [
        framed(
          [
            ...(instead === constraint
              ? []
              : [tried('constraint', constraint, 'remove', 'allowed')]),
            tried('constraint', instead, 'set', to),
          ],
          says,
        ),
      ]
    }),
  }
}

const isNew = (limit: string, { constraints }: Framing): boolean =>
  !constraints.some((each) => each.constraint === limit)

/** `CI had 4 cores`, also where the request has only the number. */
const withValue = ({ holds, value }: Limit, to: string): string =>
  value === null
    ? holds
    : holds.replace(value, /[a-z]/i.test(to) ? to : value.replace(numberPattern, to))

type Limit = Knowledge['whatIf']['limits'][number]

const numberPattern = /\d+(?:\.\d+)?/

/** `10 min` twice is `20 min`; null where the value holds no number. */
function multiplied(value: string, times: number): string | null {
  const [number] = numberPattern.exec(value) ?? []
  if (number === undefined) return null
  return value.replace(number, String(Math.round(Number(number) * times * 10) / 10))
}

/**
 * Another framework of the same language that other commands belong to; of a language alone, its first framework; where the
 * references have none, the first other stack that was tried.
 */
function runtimeOptions(
  { runtime, name }: Framing['runtime'][number],
  framing: Framing,
  { framing: { runtimes } }: Knowledge,
  tryouts: readonly Tryout[],
): Options {
  const key = `runtime ${runtime}`
  const role = runtimes.get(runtime)?.role
  const hasFramework = framing.runtime.some(
    (each) => runtimes.get(each.runtime)?.role === 'framework',
  )
  if (role !== 'framework' && (role !== 'language' || hasFramework)) return { key, options: [] }
  const own = runtimes.get(runtime)
  const language = role === 'language' ? runtime : (own?.language ?? null)
  const framework = [...runtimes].find(
    ([, each]) =>
      each.role === 'framework' &&
      language !== null &&
      each.language === language &&
      each.stack !== null &&
      (role === 'language' || each.stack !== own?.stack),
  )
  if (framework !== undefined) {
    const [to, { name: other }] = framework
    const added = tried('runtime', 'runtime', 'add', to)
    return {
      key,
      options: [
        role === 'language'
          ? framed([added], `it ran on ${other}`)
          : framed(
              [tried('runtime', 'runtime', 'remove', runtime), added],
              `it ran on ${other} instead of ${name}`,
            ),
      ],
    }
  }
  const other = tryouts.find(({ change }) => change.reach === 'another stack')?.change
  return { key, options: other ? [framed([other.amendment], other.says)] : [] }
}

const framed = (amendments: Option['amendments'], says: string): Option => ({
  amendments,
  tell: () => ({ choice: { is: 'framed', says }, cost: null }),
})
