/** What a sentence is before anything is looked for in it: a question, a joke, news, a wish, or an order. */
import type { CommandName, Phrasebook, ReplyWords, SentenceReading } from './knowledge.ts'
import { alternation, lowered } from './templates.ts'

export interface SentenceSigns {
  readonly isQuestion: boolean
  /** Says something that is not to be done: hypothetical, past, about others, agreement, status. */
  readonly isInert: boolean
  /** Told as a case that is not so: "if", "would have". */
  readonly isUnreal: boolean
  /** "please", "can you", "let's": words that make it an order whatever else it says. */
  readonly isDirective: boolean
  /** Without greetings, polite openers and question tags. */
  readonly core: string
}

export interface SentenceReader {
  isSarcastic(reply: string): boolean
  /** Answers the question before it, which then asked nobody. */
  answers(sentence: string): boolean
  /** Agrees with what stands. */
  confirms(reply: string): boolean
  /** Ends in agreement with what it named: "suits me" with all of it, a mere "fine" with what stands so. */
  assents(reply: string): 'fully' | 'mildly' | null
  signs(sentence: string): SentenceSigns
  command(sentence: string): CommandName | null
}

export function sentenceReader(words: ReplyWords): SentenceReader {
  const having = (reading: SentenceReading): readonly string[] =>
    words.sentences.filter((each) => each.value === reading).flatMap((each) => each.phrases)
  const sarcasm = anyOf(having('sarcasm'))
  const confirm = anyOf([...having('confirm'), ...having('nod')])
  const assent = anyOf(having('assent'))
  const mildAssent = anyOf(having('mild-assent'))
  const condition = anyOf(having('condition'))
  const inert = anyOf([...having('inert'), ...having('confirm'), ...having('status')])
  const unreal = anyOf(
    words.sentences
      .filter((each) => each.rule.endsWith('/hypothetical'))
      .flatMap((each) => each.phrases),
  )
  const idle = leading(
    having('inert')
      .filter((phrase) => !phrase.endsWith('$'))
      .map((phrase) => phrase.replace(/^\^/, '')),
  )
  const view = new RegExp(
    `^(?!(?:i|we|imo|imho|(?:our|my|the|this) (?:team|squad))\\b)(?:(?!(?:i|we)\\s)[\\p{L}\\d@<>'.-]+,?\\s+){1,4}?${alternation(having('view'))}(?![\\p{L}\\d_])`,
    'iu',
  )
  const cleft = leading(having('cleft'))
  const answer = leading(having('answer'))
  const explains = anyOf(
    words.sentences
      .filter((each) => each.rule.endsWith('/question-explain'))
      .flatMap((each) => each.phrases),
  )
  const question = anyOf(having('question'))
  const opener = leading(having('opener'))
  const directive = leading(having('directive'))
  const directiveAnywhere = anyOf(['please', 'pls', 'plz', 'pls change', 'please change'])
  const request = leading(having('request'))
  const laterRequest = new RegExp(
    `^(.{8,}?)(?:\\s[-–—]|,|;)\\s*(?:and\\s+|so\\s+|but\\s+)?${alternation(having('request'))}\\s+([^?]+)\\?[\\s\\p{Extended_Pictographic}]*$`,
    'iu',
  )
  const commands = words.commands.map((row: Phrasebook<CommandName>) => ({
    name: row.value,
    matches: anyOf(row.phrases),
  }))
  return {
    isSarcastic: (reply) => sarcasm(reply),
    answers: (sentence) => answer.test(sentence),
    confirms: (reply) => confirm(reply),
    assents(reply) {
      const last = lastClause(reply)
      return assent(last) ? 'fully' : mildAssent(last) ? 'mildly' : null
    },
    signs(sentence) {
      // Whoever sets a condition has not decided yet.
      if (condition(sentence) && !sentence.includes('?'))
        return {
          isQuestion: false,
          isInert: true,
          isUnreal: true,
          isDirective: false,
          core: sentence,
        }
      const bare = withoutTag(sentence)
      const opened = stripped(requestAtEnd(bare.text, laterRequest), opener)
      const asked = request.exec(opened)
      if (
        asked &&
        !explains(opened) &&
        !/\bwithout\b.*\?|\bif\s+(?!possible|you can|needed)/i.test(opened)
      ) {
        const wanted = /(?:have|get)\W*$/i.test(asked[0]) ? 'have ' : ''
        const core = stripped(
          wanted + opened.slice(asked[0].length).replace(/\?[\s\p{Extended_Pictographic}]*$/u, ''),
          directive,
        )
        if (!question(core) || !/^(?:have|do|any)\b/i.test(core))
          return {
            isQuestion: false,
            isInert: inert(core),
            isUnreal: unreal(core),
            isDirective: true,
            core: stripped(core, opener),
          }
      }
      const isMarked = /\?["')\]]*\s*(?:[\p{Extended_Pictographic}\uFE0F\s]|:[a-z_]+:)*$/u.test(
        opened,
      )
      const isCleft =
        !isMarked &&
        ((cleft.test(opened) && /^.{3,60}?(?:\s(?:is|are|was)\s|:)/i.test(opened)) ||
          whatIs.test(opened) ||
          /^(?:who|which|whether|how long)\s[^?:]{3,60}:\s/i.test(opened))
      const isQuestion =
        isMarked ||
        asksAtEnd.test(opened) ||
        (!isCleft && (question(opened) || question(bare.text)) && !declares(opened))
      const core = stripped(stripped(opened, directive), opener)
      // Somebody's view, a past or a condition that opens the sentence outweighs a "please" in it.
      if (!isQuestion && (view.test(opened) || idle.test(opened) || tellsOfOthers(bare.text)))
        return { isQuestion, isInert: true, isUnreal: true, isDirective: false, core }
      return {
        isQuestion,
        isInert: [sentence, opened, core].some((each) => inert(unlabelled(each))),
        isUnreal: unreal(opened),
        isDirective: (core !== opened && !tellsGuess(opened)) || directiveAnywhere(bare.text),
        core,
      }
    },
    command: (sentence) =>
      commands.find(({ matches }) => {
        const opened = stripped(stripped(sentence, opener), directive)
        return !explains(opened) && (matches(opened) || matches(sentence))
      })?.name ?? null,
  }
}

/** What stands behind the last comma, colon, dash or full stop; nothing where the reply is one clause. */
const lastClause = (reply: string): string =>
  /^.*(?:[,.;:!…]|\s[-–—]|→)\s+(.+?)$/su.exec(
    reply.replace(/(?:[\s.!?…]|\p{Extended_Pictographic}|\uFE0F)+$/u, ''),
  )?.[1] ?? ''

/** "Rows get lost, could you list that?" tells first and orders then. */
const requestAtEnd = (text: string, request: RegExp): string => {
  const match = request.exec(text)
  return match === null ? text : `${match[1]}, please ${match[2]}`
}

/** "Do X" orders, "do you" asks; "have it nightly" orders, "has anybody" asks. */
const declares = (text: string): boolean =>
  /^(?:do|have)\s+(?!you|we|i\b|they|any|not)/i.test(text) ||
  /^(?:has|have|was|were|is|are)\s+\w+ed\b/i.test(text) ||
  /^should\s+(?:really\s+|rather\s+)?(?:be|have been|say|read)\s+(?:an?|the)\b/i.test(text) ||
  /^(?:will do|would be)\b/i.test(text)

/** "I would have bet on it" looks back; "I'd have smoke out" wants. */
const tellsGuess = (text: string): boolean =>
  /^(?:i|we)(?:'d|\s+would)\s+have\s+(?:\w+ed|bet|thought|said|put|sworn|done|been)\b/i.test(text)

/** After a label stands what it is about, which may well have been like that before. */
const unlabelled = (text: string): string =>
  /^(?:[^\s:]+\s+){0,5}[^\s:]+(?=:\s)/.exec(text)?.[0] ?? text

/** "The billing repo has a fake Kafka": what goes on elsewhere, unless it is for "us" or theirs to say. */
const tellsOfOthers = (text: string): boolean =>
  othersFirst.test(text) && !/\b(?:us|we|our)\b|[,;]\s+so\b/i.test(text)
const othersFirst =
  /^(?:they|friends of \w+|colleagues (?:from|in|at|of) [\w-]+|(?:the|some) (?:guys|folks|people|colleagues) (?:from|in|at) [\w-]+|team \p{Lu}\w+|(?:the|a|another|that) [\w-]+ (?:repo|product|project|company|shop|department|office))\s+(?!(?:own|decid|answer|will|should|must|ha(?:s|ve) to|give|gave|provide|offer|don't|doesn't|won't|refuse|said|want|can't|cannot|forbid|ban|need)\w*\b)\p{L}+/iu

/** "What remains is a mock" tells: the verb does not stand before its subject, and no mark asks. */
const whatIs =
  /^what(?:'d\s+(?!you|we|i\b|they)\S+|\s+(?!(?:do|does|did|is|are|was|were|an?|about|if|happens|else|kind|on|can|could|should|would|will|has|have|had)\b)\S+|\s+(?:can|could|should|would|will)\s+(?!(?:we|i|you|they|it|he|she|the|this|that|our|happen)\b)\S+)\s.{0,60}?(?:\b(?:is|are)\s|:\s)/i

/** "NFC or NFD, which do we store": a question is told by its order of words when the mark is missing. */
const asksAtEnd =
  /(?:[,;:]|\s[-–—])\s+(?:and\s+|but\s+|or\s+|so\s+)?(?:who\s+(?:wins|loses|restarts|starts|stops|pays|reads|writes|watches|does|is)\b|which\s+one\s+(?:has|is|wins|does)\b|where(?:'s|\s+is|\s+are)\s|(?:which|what|how|where|when)(?:\s+(?:long|many|much|often|far|big|soon|late))?(?:\s+[\w-]+)?\s+(?:do|does|did|is|are|was|can|could|should|would|will)\s+(?:we|i|you|they|it|that|this|there)\b)[^,;:→]*$/i

/** "…, right?" and "…, ok?" ask for a nod only. */
function withoutTag(sentence: string): { readonly text: string } {
  return {
    text: sentence.replace(
      /[,\s]+(?:right|ok|okay|k|please|pls|yes|no|agreed|deal|thanks)\s*\?+\s*$/i,
      '',
    ),
  }
}

function anyOf(phrases: readonly string[]): (text: string) => boolean {
  if (phrases.length === 0) return () => false
  const pattern = new RegExp(phrases.map((phrase) => sides(phrase.toLowerCase())).join('|'), 'u')
  return (text) => pattern.test(lowered(text))
}

const leading = (phrases: readonly string[]): RegExp =>
  new RegExp(
    `^(?:${alternation(phrases)}(?![\\p{L}\\d_'/-])|[\\p{Extended_Pictographic}\\uFE0F]+|:[a-z_]+:)[\\s,:.!…–—-]*`,
    'iu',
  )

/** Takes openers away as long as there are any, never the whole sentence. */
const stripped = (text: string, pattern: RegExp): string => {
  let rest = text
  for (let turn = 0; turn < 6; turn += 1) {
    const next = rest.replace(pattern, '').trimStart()
    if (next === rest || next === '') break
    rest = next
  }
  return rest
}

/** A phrase between word borders, `^` and `$` as the ends of the sentence. */
const sides = (phrase: string): string => {
  const inner = phrase.replace(/^\^/, '').replace(/\$$/, '').replaceAll('#', '\u0001')
  const body = alternation([inner]).replaceAll('\u0001', '\\s*\\d+')
  const before = phrase.startsWith('^')
    ? '^[\\s"\'(]*'
    : /^[\p{L}\d]/u.test(inner)
      ? '(?<![\\p{L}\\d_])'
      : ''
  const after = phrase.endsWith('$')
    ? '[\\s.!]*$'
    : /[\p{L}\d]$/u.test(inner)
      ? '(?![\\p{L}\\d_])'
      : ''
  return `${before}${body}${after}`
}
