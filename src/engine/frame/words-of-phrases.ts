/** Words that no noun phrase holds, whatever the tagger says: it is wrong on notes in lower case and broken English. */
const smallWords = new Set(
  `a an the this that these those our my your their his her its it we i you they he she us them me who what which when
  where why how and or but nor so yet if because since as while until unless than then though although of to in on at by
  for from with without into onto over under behind beneath alongside after before during between through per via about against around is are was
  were be been being am do does did done have has had having can could should would will shall may might must need needs
  needed want wants wanted please help give tell show let lets make makes made get gets got getting use uses used using
  not no never only just also too very really still already now again ever even both either neither each every any some
  all most much many more less few other another such same own there here one two first it's i'm we're that's don't
  doesn't isn't aren't can't won't didn't we've i've i'd we'd you're they're there's what's let's ok hi hello hey team
  ones thing things stuff bot dear folks guys people thanks thx sorry animates returns throws shows wasn't weren't couldn't shouldn't wouldn't hasn't haven't hadn't isnt doesnt dont cant wont btw imo and/or etc e.g i.e see think know like seems look looks say says said going go goes went
  come comes keep keeps worried worry fear afraid add added adding write wrote writing test tests testing fail fails
  failed failing run runs running ran stop stops well bad poor messy terrible horrible awful good right wrong actually currently recently lately today
  yesterday tomorrow cannot nobody work works somebody someone everyone anyone anything everything something nothing today's yesterday's plus w w/o w/ incl iff pls plz thx ppl bc til rn tbh nite svp last next whenever constantly rather whatsoever itself themselves alone twice sometimes always often usually maybe perhaps probably almost nearly out up down off back away`
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
  came can carry catch catches caught choose chosen cleans clears click clicks climb climbs closes collide come comes
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
  publishes put puts quit ran reach reaches react rebuilt receive recommend recreate redesign refuse refuses
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

/** Whether a word cannot stand in a phrase: a small word, a finite verb or an adverb. */
export function isSmall(text: string): boolean {
  const word = text.toLowerCase()
  return (
    smallWords.has(word) ||
    verbs.has(word) ||
    (word.length > 5 && /^[a-z]+ly$/.test(word) && !usedAsNouns.test(word))
  )
}
