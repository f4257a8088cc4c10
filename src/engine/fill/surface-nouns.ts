/** Nouns that the framing's surfaces give: the suite, the piece of work, the thing itself. */
import type { Framing } from '../packet.ts'

const suiteWords =
  /^(?:(?:the|our|all|whole|entire|design|write|plan|build|create|set up|make) )*(.*\b(?:tests?|specs?|suites?|pipelines?|builds?))\b/i

/** The tests that the request is about, else the suite of its first runtime, else the one around its first surface. */
export function suiteOf(framing: Framing): string | null {
  for (const { words } of framing.surfaces) {
    const [, name] = suiteWords.exec(words) ?? []
    const suite = name !== undefined && name.length <= 44 ? asOne(plain(name)) : null
    if (suite !== null) return suite
  }
  // A job library is one of its dependencies.
  const runtime =
    framing.runtime.find((each) => !isDependency(framing, each.name)) ?? framing.runtime[0]
  if (runtime) return `the ${runtime.name} suite`
  const surface = framing.surfaces.find((each) => each.stated && each.words.includes(' '))
  const about = surface ? short(surface.words) : null
  return about === null ? null : `the suite around ${about}`
}

const isDependency = (framing: Framing, name: string): boolean =>
  framing.dependencies.some((each) => each.name === name)

/** Says how the tests are, not which. */
const quality =
  /^(?:end-to-end|end to end|e2e|browser|system|affected|slow|fast|flaky|failing|broken|nightly|smoke|new|old|existing|more|some|these|those|such|any|no|every|each|other|my|your|their)(?: |$)/i

/** One thing with an article, so that a sentence can say "{suite} leaves": "the Pest suite" for "2,400 Pest tests". */
function asOne(name: string): string | null {
  const kind = name.replace(/^(?:[\d.,]+k?\+? )+/i, '')
  if (/(?:pipeline|build)s?$/i.test(kind)) return kind.includes(' ') ? `the ${kind}` : null
  const bare = kind.replace(
    /(?:(?:^| )(?:regression|integration|unit|tests?|specs?|suites?))+$/i,
    '',
  )
  return bare.length < 2 || bare === kind || quality.test(bare) ? null : `the ${bare} suite`
}

const general = new Set(
  'service api app application backend endpoint test spec suite job worker consumer listener pipeline code flow change system server module feature run ci pr pass fail route handler database migration query queries logic schema spec document version library factory factories fixture seed data state retry retries delivery redelivery check rule change part request response login auth alone reset cleanup downtime parser subgraph key security'.split(
    ' ',
  ),
)

/** The last word of the first surface that has a noun of its own. */
export function headOf(framing: Framing): string | null {
  for (const { words, stated } of framing.surfaces) {
    const last = words.trim().split(/\s+/).at(-1) ?? ''
    const noun = last.endsWith('ss') ? last : last.replace(/ies$/, 'y').replace(/s$/, '')
    if (
      stated &&
      /^[a-z]{3,}$/.test(noun) &&
      !general.has(noun) &&
      !/(?:ing|ed|ly|[ai]ble)$/.test(noun)
    )
      return noun
  }
  return null
}

/** "Sidekiq" alone names the machine, not the work that it does. */
export const isProduct = (framing: Framing, words: string): boolean =>
  [...framing.dependencies, ...framing.runtime].some(
    ({ name }) => name.toLowerCase() === words.trim().toLowerCase(),
  )

const work =
  /^(?:the |our |new |a )*(.*?\b(?:job|run|cron|task|worker|sweep|sync|import|export|backfill))s?\b/i

/** "nightly job builds" is the nightly job, "background jobs" one of them; products keep their capitals. */
export function asWork(
  framing: Framing,
  { surface, words }: { readonly surface: string; readonly words: string },
): string {
  const name = surface === 'worker' || surface === 'scheduled-job' ? work.exec(words)?.[1] : null
  if (!name) return words
  const [first = ''] = name.split(' ')
  return `the ${isProduct(framing, first) ? name : name.charAt(0).toLowerCase() + name.slice(1)}`
}

/** A name that fits into a sentence; longer words or several clauses would not. */
export const short = (words: string): string | null =>
  words.length <= 48 && !/[.;,:]/.test(words) ? plain(words) : null

/** A quote inside a sentence of ours: on one line, without code marks, and without braces that look like a placeholder. */
export const plain = (words: string): string =>
  words
    .replaceAll(/[`{}\s]+/g, ' ')
    .replaceAll(/ +/g, ' ')
    .trim()
