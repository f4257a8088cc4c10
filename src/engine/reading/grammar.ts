/**
 * The closed-class English that tells an ask from its background, a statement from its denial. Topics are knowledge and
 * stand in `references/`; these are the words between the topics.
 */
const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** A clause starts before each of these. */
export const clauseOpeners = set(
  'but so because since although though whereas while however instead otherwise until unless yet except plus then ' +
    'anyway separately meanwhile',
)

/** After `and` or `or` these start a clause of their own. */
export const subjectOpeners = set(
  "i we it they he she you i'd i'm i've we're we've it's they're that's there there's this these those what which how " +
    "where who why when should can could please want need now then nobody everyone someone let's dont",
)

/** A clause that starts so gives a reason or a contrast, not a wish, even after one. */
export const backgroundOpeners = set(
  'because since although though whereas while given as unless until when whenever after before once currently today ' +
    'it they he she we i there nobody everyone someone',
)

export const questionWords = set('what which how where who why when whose')
export const invertedVerbs = set(
  'should can could would shall will is are do does did may has have must any anyone anybody',
)
export const firstPersons = set(
  "i we i'd i'm i've i'll we're we've we'd we'll someone somebody team",
)
export const wishes = set(
  'want need like love prefer propose suggest rather wish hope intend looking wondering ask asking request proposing ' +
    'thinking wanna require keen',
)
export const softWishes = set("should ought must needs let's better lets")

/** Verbs that open an order when nothing stands before them. */
export const orders = set(
  'add give help design split write make stop fix find figure show tell propose suggest recommend plan review set move ' +
    'replace stabilize stabilise cover test ensure define create implement build run decide choose draft outline sketch ' +
    'map list check explain advise walk get keep let turn switch use drop convert migrate introduce provide support ' +
    'investigate debug improve reduce remove separate generate automate verify validate prove protect prevent catch pin ' +
    'lock guard speed cut shrink track trace look diagnose reproduce isolate clean reset seed mock fake stub stand gate ' +
    'block tag mark group schedule shard parallelize parallelise teach document standardize standardise establish roll ' +
    'integrate configure enable allow extend expand increase start begin come poke see assume suppose convince rank ' +
    'pick compare note consider want need wanna',
)
/** Words that may stand before an order or a question without changing it. */
export const softeners = set(
  'please pls plz so and or then just maybe also perhaps now ok okay hi hey hello next first second third finally ' +
    'therefore hence basically really simply kindly to well separately plus instead',
)
export const nounAsks = set(
  'thoughts advice ideas tips suggestions suggestion proposal idea goal question questions ask recommendations opinions ' +
    'recommendation please pls plz tldr request wanted todo',
)

export const negators = set(
  "not no never without don't dont doesn't didn't isn't aren't wasn't weren't won't can't cannot couldn't shouldn't " +
    "wouldn't haven't hasn't hadn't ain't nothing none neither nor nobody wo w/o avoid skip minus zero lacks lacking",
)
/** After a negator these make the sentence a doubt or a stress, not a denial of what follows. */
export const denialBreakers = set('only just sure idea clue know knows understand wonder merely')
/** They end what a negator reaches. */
export const contrasts = set('but just only instead rather except though however')

export const hedges = set(
  'maybe perhaps possibly probably guess might unsure seems seemingly presumably apparently likely somehow suspect',
)

const irregularPast = set(
  'was were had did broke ran went found wrote took made got gave came said saw knew thought kept left lost sent built ' +
    'held hung bit caught bought brought told felt began chose drove fell froze grew hid meant met paid shook spent stuck ' +
    'threw understood woke won fought became bumped shipped',
)
const edAdjectives = set(
  'need seed feed speed shared based supposed related distributed automated dedicated required expected embedded hundred ' +
    'indeed seeded limited advanced detailed nested typed named scheduled untested unused hosted managed',
)
export const isPast = (word: string): boolean =>
  irregularPast.has(word) || (word.length > 4 && word.endsWith('ed') && !edAdjectives.has(word))
