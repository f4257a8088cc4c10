/**
 * The requester's own words around a place in the text: a run of words that no small word, verb of asking or mark
 * interrupts. It needs no grammar, so that lower-case notes and broken English give phrases too.
 */
import type { Span } from '../read-request.ts'

const smallWords = new Set(
  `a an the this that these those our my your their his her its it we i you they he she us them me who what which when
  where why how and or but nor so yet if because since as while until unless than then though although of to in on at by
  for from with without into onto over under after before during between through per via about against around is are was
  were be been being am do does did done have has had having can could should would will shall may might must need needs
  needed want wants wanted please help give tell show let lets make makes made get gets got getting use uses used using
  not no never only just also too very really still already now again ever even both either neither each every any some
  all most much many more less few other another such same own there here one two first it's i'm we're that's don't
  doesn't isn't aren't can't won't didn't we've i've i'd we'd you're they're there's what's let's ok hi hello hey team
  ones thing things stuff bot dear folks guys people thanks thx sorry animates returns throws shows wasn't weren't couldn't shouldn't wouldn't hasn't haven't hadn't isnt doesnt dont cant wont btw imo and/or etc e.g i.e see think know like seems look looks say says said going go goes went
  come comes keep keeps worried worry fear afraid add added adding write wrote writing test tests testing fail fails
  failed failing run runs running ran stop stops well bad good right wrong actually currently recently lately today
  yesterday tomorrow sometimes always often usually maybe perhaps probably almost nearly out up down off back away`
    .split(/\s+/)
    .filter((word) => word !== ''),
)
/**
 * Finite verbs of requests. Words that are as often a noun (`build`, `replay`, `lock`) are left out, and so are participles,
 * which stand inside phrases (`expired token`, `failing spec`).
 */
const verbs = new Set(
  `accept accepts add adds advise agree agrees allow allows alters append applies apply approve are arrive arrives ask
  asks assert asserts assume assumes authenticate automate avoid await basically became become becomes been began
  begin begins behave behaves believe believes belong belongs blew block boot boots born borrow brings broke built buy
  came can carry catches caught choose chosen cleans clears click clicks climb climbs closes collide come comes
  compares compile complain complains compose compute computes confirm confirms conform connect consider contain
  contains continue contribute convince cope could create creates cries cut dares deactivate decide decides declares
  define deliver delivers deny depend depends describe deserve deserves destroy detect develop devise did die dies
  differ differs disable disagree discuss does done drags driven dying eat eats either emits empties ends enforce
  enforces enough erase establish evict exclude execute executes exercises exist exists expect expects expires explain
  explodes extend fail fails falls feel feels fell fetch fight fights fill fills find finds finish finishes fits fix
  flips follow follows forbid forbids forget forgets forgotten found gave generate generates get gets give gives goes
  gone got grew grown grows guess had hang hangs happen happens has hate hates have hear held help helps hid hide hit
  hits hope hurt ignore ignores implement improve include insist install integrate introduce investigate isolate jumps
  keep keeps kept kills know known knows lacks leads learn leave leaves left let lets lie lies likes live look looks
  lose loses love made maintain make makes manage matter matters may mean means meant  meet mention met might
  migrate migrates miss misses monitor must needs notify occurs opens opt ought owe own owns parses pile piles pins
  pray prays prefer prepare produce promote proportionate propose protect prove proven proves provide provoke
  publishes put puts quit ran reach reaches react rebuild rebuilt receive recommend recreate redesign refuse refuses
  reject reload rely remain remains remember remembers remove removes render renovate reopen repair replace replaces
  reproduce require requires resolve rethink retire reuse reverse revert rework rewrite rewritten rid said saves saw
  say says see seem seems seen sees sell send sends sent serves set settle shall should shown shows shrink simulate
  sink sit sits slips slows sold somehow speak specify spend spends spent spin stabilise stabilize stand stands stays
  stick stop stuck submit subscribe succeeds suggest suppose survive survives suspect take taken takes talk talks tear
  tell tells thank think thought throw thrown told too took touch touches treat tries truncates try turns understand
  understands undo untangle uses validate validates vanish verifies verify want wants warn was went were whatever will
  wipe wonder would wrote yell yells`
    .split(/\s+/)
    .filter((word) => word !== ''),
)
const usedAsNouns =
  /^(?:hour|dai|week|month|quarter|year|night|ear|assemb|famil|rep|on)ly$|family|assembly|reply/

const word = /\p{N}{1,3}(?:,\p{N}{3})+[\p{L}\p{N}-]*|[\p{L}\p{N}_$.@/{}:#+'’-]*[\p{L}\p{N}_}]/gu

interface Piece extends Span {
  readonly small: boolean
  /** Nothing but spaces, hyphens or quote marks stands between it and the piece before. */
  readonly follows: boolean
}

/** Words of a stretch of text, each with whether a phrase may hold it. Linear in the stretch. */
function piecesOf(text: string, within: Span): readonly Piece[] {
  const pieces: Piece[] = []
  let last = within.start
  for (const match of text.slice(within.start, within.end).matchAll(word)) {
    const start = within.start + match.index
    const end = start + match[0].length
    pieces.push({
      start,
      end,
      small: isSmall(match[0].replaceAll('’', "'")),
      follows: pieces.length > 0 && /^[\s`'’"*_-]*$/.test(text.slice(last, start)),
    })
    last = end
  }
  return pieces
}

const connectors = new Set(['of', 'via', 'per', 'under', 'between', 'across', 'during', 'without'])

/**
 * The phrase around `seed`, at most `longest` characters; the seed itself when nothing joins it. A `connected` phrase may
 * go on over one small word on each side: "OrderReserved event via outbox", "loss of messages".
 */
export function phraseAround(
  text: string,
  seed: Span,
  within: Span,
  longest: number,
  connected = false,
): Span {
  const pieces = piecesOf(text, {
    start: Math.max(within.start, seed.start - longest),
    end: Math.min(within.end, seed.end + longest),
  })
  let from = pieces.findIndex((piece) => piece.end > seed.start)
  if (from === -1) return seed
  let to = from
  while (to + 1 < pieces.length && (pieces[to + 1]?.start ?? Infinity) < seed.end) to += 1
  const fits = (start: number, end: number): boolean => end - start <= longest
  const widen = (): void => {
    for (;;) {
      const before = pieces[from - 1]
      const end = pieces[to]?.end ?? seed.end
      if (before === undefined || before.small || pieces[from]?.follows !== true) break
      if (!fits(before.start, end)) break
      from -= 1
    }
    for (;;) {
      const after = pieces[to + 1]
      const start = pieces[from]?.start ?? seed.start
      if (after === undefined || after.small || !after.follows || !fits(start, after.end)) break
      to += 1
    }
  }
  widen()
  if (connected) {
    const connects = (at: number): boolean => {
      const piece = pieces[at]
      return piece !== undefined && connectors.has(text.slice(piece.start, piece.end).toLowerCase())
    }
    const left = pieces[from - 2]
    const right = pieces[to + 2]
    const end = pieces[to]?.end ?? seed.end
    if (left && connects(from - 1) && !left.small && pieces[from]?.follows === true)
      if (pieces[from - 1]?.follows === true && fits(left.start, end)) from -= 2
    const start = pieces[from]?.start ?? seed.start
    if (right && connects(to + 1) && !right.small && pieces[to + 1]?.follows === true)
      if (right.follows && fits(start, right.end)) to += 2
    widen()
  }
  while (to - from >= 2 && hangs(text, pieces[to]) && (pieces[to]?.start ?? 0) >= seed.end) to -= 1
  return {
    start: Math.min(pieces[from]?.start ?? seed.start, seed.start),
    end: Math.max(pieces[to]?.end ?? seed.end, seed.end),
  }
}

const nounsInIng =
  /(?:cach|pric|bill|book|process|handl|mapp|logg|track|stream|rout|render|pars|throttl|schedul|board|provision|report|messag|account|invoic|index|pag|hash|encod|batch|shard|limit|sourc|build|sett|match|shipp|match|round|test)ing$/i

/** "queues belonging to", "query remembering its filter": the participle leads on and says nothing alone. */
function hangs(text: string, piece: Piece | undefined): boolean {
  if (piece === undefined) return false
  const last = text.slice(piece.start, piece.end)
  return (/[a-z]{3}ing$/i.test(last) && !nounsInIng.test(last)) || /[a-z]{2}ed$/i.test(last)
}

/** Whether a word cannot stand in a phrase: a small word, a finite verb or an adverb. */
export function isSmall(text: string): boolean {
  const word = text.toLowerCase()
  return (
    smallWords.has(word) ||
    verbs.has(word) ||
    (word.length > 5 && /^[a-z]+ly$/.test(word) && !usedAsNouns.test(word))
  )
}
