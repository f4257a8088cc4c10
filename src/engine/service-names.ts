/**
 * The services that a packet is about, by the names that teams give them: "orders-api", "the billing service",
 * `LedgerWorker`. Read for finding packets again; nothing is decided by them.
 */
import type { Verdict } from './packet.ts'

export interface ServiceName {
  /** As it was written: `orders-api`, `billing service`. */
  readonly name: string
  /** By what it is looked for, however it is written: `orders`, `billing`. */
  readonly key: string
}

/** Services named in the request, its surfaces and its title, and internal services that it depends on; each once. */
export function servicesOf(requestText: string, { framing }: Verdict): readonly ServiceName[] {
  const products = [...framing.dependencies, ...framing.runtime].map((each) => each.name)
  const isProduct = (name: string): boolean =>
    products.some(
      (product) =>
        joined(product) === joined(name) ||
        // "Stripe API" is somebody's product; "tax API" is no product's name.
        (!nouns.has(wordsIn(product).at(-1) ?? '') && serviceKey(product) === serviceKey(name)),
    )
  const texts = [
    requestText,
    framing.title,
    ...framing.surfaces.filter((each) => each.stated).map((each) => each.words),
  ]
  const internal = framing.dependencies
    .filter((each) => each.stated && each.kind === 'internal-service')
    .map((each) => each.name)
  const named = texts.flatMap(namesIn).filter((name) => !isProduct(name))
  const found = new Map<string, ServiceName>()
  for (const name of [...named, ...internal]) {
    const key = serviceKey(name)
    if (key !== '' && !found.has(key)) found.set(key, { name, key })
  }
  return [...found.values()].slice(0, mostServices)
}

/** The same for `orders-api`, `Orders API`, `orders_service` and `orders`; empty for what names none. */
export function serviceKey(name: string): string {
  const words = wordsIn(name)
  const own = words.filter((word, at) => at === 0 || at < words.length - 1 || !nouns.has(word))
  const isNone = own.length === 0 || (own.length === 1 && isGeneral(own[0] ?? ''))
  return isNone || own.some((word) => standIns.has(word)) ? '' : own.join('-')
}

const mostServices = 12
const longestName = 60

/** What a service is called after its own name. */
const nouns = new Set(
  'service services svc microservice microservices api apis worker workers gateway server backend consumer processor daemon'.split(
    ' ',
  ),
)
/** A word before one of these names it in running text; other nouns only inside one word, as in `invoice-worker`. */
const spoken = new Set(
  'service services svc microservice microservices api apis gateway'.split(' '),
)
/** `mongodb-memory-server` is a tool of the tests. */
const standIns = new Set(['memory', 'mock', 'fake', 'stub', 'test', 'dummy'])
const several = new Set('services microservices apis'.split(' '))

/** Words before such a noun that say which kind, whose or how many, not which one. */
const general = new Set(
  `a an the our my your their his her its this that these those each every all any some no one two three four five six
  both other another same own new old live slow whole separate single multiple several many few various certain existing
  current internal external upstream downstream third-party third party partner vendor customer public private shared core
  main central backend frontend front back web http https rest restful grpc graphql soap json xml rpc openapi async sync
  managed hosted cloud micro background long-running short remote local real fake mock stub test admin mobile client server
  and or of to in on at for from per with without via through by as is are was be been being calls call calling called uses
  use using used when where which who what how than then into out over under between behind before after against only
  self customer-facing domain application app api service services worker background-worker job queue message event data
  database db legacy small big large tiny monolithic modular distributed stateless stateful python java go golang node ruby
  php rust kotlin scala elixir typescript javascript dotnet spring express fastapi django rails laravel flask nest quarkus
  we they it not does do did has have had can could should would will must may might but so if because like next older newer open get post put patch delete v1 v2 v3 docs azure aws gcp`
    .split(/\s+/)
    .filter((word) => word !== ''),
)
const isGeneral = (word: string): boolean =>
  general.has(word) || nouns.has(word) || word.length < 2 || /^\d+$/.test(word)

/** Names as they stand in a text, in its order. */
function namesIn(text: string): readonly string[] {
  const tokens = [...text.matchAll(/[\p{L}\p{N}]+(?:[-_][\p{L}\p{N}]+)*|[,;.:!?()"`]/gu)].map(
    ([token]) => token,
  )
  return tokens.flatMap((token, at) => {
    const [, last = ''] = /^(?:.*[-_]|.*[\p{Ll}\p{N}](?=\p{Lu}))(.+)$/u.exec(token) ?? []
    if (nouns.has(last.toLowerCase())) return short(token)
    if (!spoken.has(token.toLowerCase())) return []
    const list = several.has(token.toLowerCase()) ? listBefore(tokens, at) : oneBefore(tokens, at)
    return list.flatMap((name) => short(`${name} ${singular(token)}`))
  })
}

/** "inventory, pricing and billing services" names three. */
function listBefore(tokens: readonly string[], at: number): readonly string[] {
  const names: string[] = []
  for (let place = at - 1; place >= 0; place -= 2) {
    const name = nameAt(tokens, place)
    if (name === null) break
    names.unshift(name)
    if (tokens[place - 1] !== 'and' && tokens[place - 1] !== ',') break
    if (tokens[place - 1] === 'and' && tokens[place - 2] === ',') place -= 1
  }
  return names
}

const oneBefore = (tokens: readonly string[], at: number): readonly string[] => {
  const name = nameAt(tokens, at - 1)
  return name === null ? [] : [name]
}

function nameAt(tokens: readonly string[], at: number): string | null {
  const token = tokens[at] ?? ''
  return /^\p{L}/u.test(token) && !isGeneral(token.toLowerCase()) ? token : null
}

const singular = (noun: string): string =>
  several.has(noun.toLowerCase()) ? noun.slice(0, -1) : noun

const short = (name: string): readonly string[] => (name.length > longestName ? [] : [name])

/** `OrdersAPI`, `orders-api` and "orders API" are the same two words. */
function wordsIn(name: string): readonly string[] {
  return name
    .replaceAll(/(\p{Ll}|\p{N})(?=\p{Lu})/gu, '$1 ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

const joined = (name: string): string => wordsIn(name).join('')
