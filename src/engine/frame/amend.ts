/**
 * People's corrections of the framing, applied in their order.
 *
 * | topic | target | add | set | remove |
 * |---|---|---|---|---|
 * | `surface` | `surface` | one more surface, named first | replaces all | takes the named one away |
 * | `risk` | a risk's slug | listed first, in the given words | replaces all | takes it away |
 * | `runtime` | `language`, `framework`, `orm`, `database`, `test-runner` … | one more | replaces those of the same role | takes it away |
 * | `coverage` | a layer, or `existing` | one more statement | replaces those of the layer | takes it away |
 * | `dependency` | a dependency (`@lane` is for step 4) | listed as named | names it when it is new | takes it away |
 * | `constraint` | `containers@pr`, `budget@pr`, `production-copy` … | the limit holds | the limit holds with this value | the limit is off |
 * | `constraint` | `left-out` | `to` stays out of the packet | the same | it is no longer excluded |
 * | `lane` | `evidence` | evidence must hold there too | only there | not there |
 *
 * A value that no reference knows is kept in the person's words. Other topics belong to later steps.
 */
import type { Amendment, Evidence, Framing } from '../packet.ts'
import { laneIds, layerIds } from '../packet.ts'
import type { NameReader } from './names.ts'
import { longestTitle } from './title-source.ts'

type Change = (framing: Framing, amendment: Amendment, names: NameReader) => Framing

export function amendFraming(
  framing: Framing,
  amendments: readonly Amendment[],
  names: NameReader,
): Framing {
  return amendments.reduce(
    (amended, amendment) => changes[amendment.on]?.(amended, amendment, names) ?? amended,
    framing,
  )
}

const changes: Partial<Record<Amendment['on'], Change>> = {
  surface(framing, amendment, names) {
    const words = amendment.to ?? amendment.target
    if (amendment.op === 'remove') return withoutSurface(framing, words, amendment)
    const surface = names.surface(words) ?? words
    const rest = framing.surfaces.filter((each) => each.surface !== surface)
    const own = { surface, words, stated: true, evidence: said(amendment) }
    const surfaces = [own, ...(amendment.op === 'add' ? rest : [])]
    return { ...framing, surfaces, title: amendment.op === 'set' ? short(words) : framing.title }
  },
  risk(framing, amendment, names) {
    const risk = names.risk(amendment.target) ?? names.risk(amendment.to ?? '') ?? amendment.target
    const rest = framing.risks.filter((each) => each.risk !== risk)
    if (amendment.op === 'remove') return { ...framing, risks: rest }
    const own = {
      risk,
      words: amendment.to ?? amendment.target,
      stated: true,
      evidence: said(amendment),
    }
    return { ...framing, risks: [own, ...(amendment.op === 'set' ? [] : rest)] }
  },
  runtime(framing, amendment, names) {
    const value = amendment.to ?? amendment.target
    if (/database|datastore|db/.test(amendment.target))
      return withDependency(framing, value, amendment, names)
    const known = names.runtime(value)
    const runtime = known?.runtime ?? value.toLowerCase()
    const rest = framing.runtime.filter((each) => each.runtime !== runtime)
    if (amendment.op === 'remove') return withStack({ ...framing, runtime: rest }, names)
    const role = known?.role ?? roleOf(amendment.target)
    const kept =
      amendment.op === 'set' && replacing.has(role)
        ? rest.filter((each) => (names.runtime(each.runtime)?.role ?? null) !== role)
        : rest
    const own = {
      runtime,
      name: shownName(value, known?.name),
      stated: true,
      evidence: said(amendment),
    }
    return withStack({ ...framing, runtime: [own, ...kept] }, names)
  },
  coverage(framing, amendment) {
    const layer = layerIds.find((each) => each === amendment.target) ?? null
    const others = framing.coverage.filter((each) => each.layer !== layer)
    if (amendment.op === 'remove') return { ...framing, coverage: layer === null ? [] : others }
    const own = { words: amendment.to ?? amendment.target, layer, evidence: said(amendment) }
    const rest = amendment.op === 'set' ? others : framing.coverage
    return { ...framing, coverage: [own, ...rest] }
  },
  dependency(framing, amendment, names) {
    const [target = amendment.target] = amendment.target.split('@')
    const scoped = target !== amendment.target
    if (amendment.op !== 'remove') return withDependency(framing, target, amendment, names)
    if (scoped) return framing
    const id = names.dependency(target)?.dependency ?? target
    return {
      ...framing,
      dependencies: framing.dependencies.filter(
        (each) => each.dependency !== id && each.name.toLowerCase() !== target.toLowerCase(),
      ),
    }
  },
  constraint(framing, amendment, names) {
    if (amendment.target === 'left-out') return withLeftOut(framing, amendment)
    const { constraint, value } = names.constraint(amendment.target, amendment.to)
    const rest = framing.constraints.filter((each) => each.constraint !== constraint)
    if (amendment.op === 'remove' || amendment.to === 'allowed')
      return { ...framing, constraints: rest }
    const words = amendment.because ?? limitWords(amendment)
    return {
      ...framing,
      constraints: [...rest, { constraint, value, words, evidence: said(amendment) }],
    }
  },
  lane(framing, amendment) {
    if (amendment.target !== 'evidence') return framing
    const lane = laneIds.find((each) => each === amendment.to)
    if (lane === undefined) return framing
    const rest = framing.lanes.filter((each) => each.lane !== lane)
    if (amendment.op === 'remove') return { ...framing, lanes: rest }
    const own = { lane, words: amendment.because ?? lane, evidence: said(amendment) }
    return { ...framing, lanes: amendment.op === 'set' ? [own] : [...rest, own] }
  },
}

/** `budget@pr` set to "8 minutes" is printed as "PR budget 8 minutes", `no-containers@pr` as "no containers on PR". */
function limitWords({ target, to }: Amendment): string {
  const [limit = target, scope = ''] = target.split('@')
  const lane = scope.length === 2 ? scope.toUpperCase() : scope
  if (limit.startsWith('no-'))
    return limit.replaceAll('-', ' ') + (lane === '' ? '' : ` on ${lane}`)
  return [lane, limit, to ?? ''].filter((part) => part !== '').join(' ')
}

function withLeftOut(framing: Framing, amendment: Amendment): Framing {
  const exclusion = amendment.to ?? ''
  const rest = framing.exclusions.filter((each) => each.exclusion !== exclusion)
  if (amendment.op === 'remove' || exclusion === '') return { ...framing, exclusions: rest }
  const words = amendment.because ?? exclusion
  return { ...framing, exclusions: [...rest, { exclusion, words, evidence: said(amendment) }] }
}

/** A surface that no words of the framing name was never one, so what is taken away is kept as not wanted. */
function withoutSurface(framing: Framing, words: string, amendment: Amendment): Framing {
  const meant = (each: Framing['surfaces'][number]): boolean =>
    each.surface === words || each.words.toLowerCase().includes(words.toLowerCase())
  return framing.surfaces.some(meant)
    ? { ...framing, surfaces: framing.surfaces.filter((each) => !meant(each)) }
    : {
        ...framing,
        exclusions: [...framing.exclusions, { exclusion: words, words, evidence: said(amendment) }],
      }
}

function withDependency(
  framing: Framing,
  value: string,
  amendment: Amendment,
  names: NameReader,
): Framing {
  const known = names.dependency(value)
  const dependency = known?.dependency ?? value.toLowerCase()
  const earlier = framing.dependencies.find((each) => each.dependency === dependency)
  if (amendment.op === 'remove')
    return {
      ...framing,
      dependencies: framing.dependencies.filter((each) => each.dependency !== dependency),
    }
  if (earlier?.stated === true || known?.isMet(framing.dependencies) === true) return framing
  const own = {
    dependency,
    name: shownName(value, known?.name),
    kind: known?.kind ?? 'third-party',
    stated: true,
    evidence: said(amendment),
  }
  return {
    ...framing,
    dependencies: [
      ...framing.dependencies.filter(
        (each) =>
          each.dependency !== dependency && !(known?.replaces ?? []).includes(each.dependency),
      ),
      own,
    ],
  }
}

const withStack = (framing: Framing, names: NameReader): Framing => ({
  ...framing,
  stack: names.stack(framing.runtime),
})

/** The reference's name with the person's version: "sqlalchemy 1.4" is shown as "SQLAlchemy 1.4". */
function shownName(value: string, known: string | undefined): string {
  const version = /\d[\w.]*$/.exec(value)?.[0]
  if (known === undefined) return value
  return version === undefined || known.endsWith(version) ? known : `${known} ${version}`
}

/** One service has one of these; a library stands beside others. */
const replacing: ReadonlySet<string> = new Set(['language', 'framework', 'test-runner'])

const roles: Readonly<Record<string, string>> = { orm: 'library', consumer: 'language' }
const roleOf = (target: string): string => roles[target] ?? target

const said = (amendment: Amendment): readonly Evidence[] => [
  { from: 'amendment', rule: null, amendment: amendment.id },
]

const short = (words: string): string =>
  words.length <= longestTitle ? words : words.slice(0, longestTitle).replace(/\s+\S*$/, '')
