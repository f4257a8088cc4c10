/** Turns a match of a *way to say it* into the changes it amounts to. */
import type { Change } from './change.ts'
import type { ReplyContext } from './context.ts'
import type { ChangeShape } from './knowledge.ts'
import { readSlot } from './slots.ts'
import { tidy } from './tidy.ts'
import type { Surroundings } from './slots.ts'
import type { TemplateMatch } from './templates.ts'
import { slotsOf } from './templates.ts'
import type { ValueReader } from './values.ts'

export interface Built {
  readonly changes: readonly Change[]
  readonly unclear: readonly string[]
}

/** Null: the words fit, their meaning does not ("the CFO takes a sandwich"). */
export function buildChanges(
  way: ChangeShape,
  match: TemplateMatch,
  around: Surroundings,
  values: ValueReader,
): Built | null {
  if (way.target === 'debugging.answer' && around.context.kind !== 'debugging') return null
  // Where no case is listed yet a number counts the questions that were asked.
  if (way.on === 'scenario' && around.context.verdict === 'needs-framing') return null
  const read = slotValues(way, match, around, values)
  const numbers = match.slots['bynumber']
  // Numbers that no case has may still mean one: better asked than guessed.
  if (
    read === null &&
    numbers !== undefined &&
    /\d\D+\d/.test(numbers) &&
    around.context.scenarios.length > 0
  )
    return { changes: [], unclear: [`which scenario has ${numbers.trim()}?`] }
  if (read === null) return null
  const names = [...new Set([...slotsOf(way.target), ...slotsOf(way.to ?? '')])]
  // "On the PR too" leaves it where it is as well.
  const isAlso =
    way.on === 'lane' &&
    way.op === 'move' &&
    (/^[\s,]*(?:too|as well|also)\b/i.test(around.marked.text.slice(match.end)) ||
      /\b(?:too|as well)[\s.!]*$/i.test(around.marked.text.slice(match.start, match.end)))
  const slots: Values = {
    ...read,
    ...(read['named-check'] && { check: read['named-check'] }),
    ...(read['topic-words'] && { topic: read['topic-words'] }),
  }
  const changes = combinations(names, slots).map((chosen): Change => ({
    on: way.on,
    target: filled(way.target, chosen),
    op: isAlso ? 'add' : opOf(way, chosen, around.context),
    to: way.to === null ? null : filled(way.to, chosen),
    because: null,
  }))
  if (changes.length === 0 || changes.some((each) => each.target === '' || each.to === ''))
    return null
  const merged = match.slots['a']
  const also: readonly Change[] =
    merged === undefined
      ? []
      : [{ on: 'scenario', target: merged, op: 'remove', to: null, because: null }]
  const due = read['due']?.[0]
  const until: readonly Change[] =
    due === undefined || !way.target.endsWith('.owner')
      ? []
      : changes.map((each) => ({ ...each, target: each.target.replace(/owner$/, 'due'), to: due }))
  const about = (way.on === 'packet-kind' ? (read['np'] ?? []) : []).map((words): Change => ({
    on: 'surface',
    target: 'surface',
    op: 'set',
    to: words.replace(/^(?:the|our|a|an)\s+/i, ''),
    because: null,
  }))
  if (way.ask === null) return { changes: [...changes, ...also, ...until, ...about], unclear: [] }
  const subject =
    changes.length > 0 && way.on === 'lane'
      ? `${changes.map((each) => each.target).join(', ')}: `
      : ''
  return { changes: way.on === 'packet-kind' ? [] : changes, unclear: [`${subject}${way.ask}`] }
}

/** "Scenario 6: 3 retries" says anew what is there, "7: …" adds; signals and fixed times are collected, never replaced. */
function opOf(
  way: ChangeShape,
  chosen: Readonly<Record<string, string>>,
  context: ReplyContext,
): Change['op'] {
  if (way.on === 'control' && way.op === 'set')
    return /^(?:debug|time)$/.test(filled(way.target, chosen)) ? 'add' : way.op
  if (way.on !== 'scenario' || (way.op !== 'add' && way.op !== 'set')) return way.op
  const number = /^(?:(cause) )?(\d+)$/.exec(filled(way.target, chosen))
  if (number === null) return way.op
  if (number[1] !== undefined) return Number(number[2]) <= suspects ? 'set' : 'add'
  if (context.scenarios.length === 0) return way.op
  return context.scenarios.some((each) => `${each.number}` === number[2]) ? 'set' : 'add'
}

/** A plan against flakes lists that many suspected causes. */
const suspects = 4

type Values = Readonly<Record<string, readonly string[]>>

function combinations(names: readonly string[], values: Values): readonly Record<string, string>[] {
  return names.reduce<readonly Record<string, string>[]>(
    (all, name) =>
      all.flatMap((chosen) => (values[name] ?? []).map((value) => ({ ...chosen, [name]: value }))),
    [{}],
  )
}

const filled = (text: string, chosen: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{([a-z-]+)\}/g, (_, name: string) => chosen[name] ?? '')

function slotValues(
  way: ChangeShape,
  match: TemplateMatch,
  { marked, context, before, quoted }: Surroundings,
  values: ValueReader,
): Values | null {
  const result: Record<string, readonly string[]> = {}
  for (const [name, raw] of Object.entries(match.slots)) {
    const read = readSlot(name, raw, way, { marked, context }, values)
    if (read === null) return null
    result[name] = read
  }
  const all = tidy(marked.restore(marked.text.slice(match.start, match.end)))
  const said = result['text']?.[0] ?? result['np']?.[0] ?? result['tested']?.[0] ?? before
  result['all'] = [way.on === 'coverage' ? gapOf(all) : all].map((each) =>
    each.replace(/\s+(?:already|btw|fwiw|fyi|by the way)$/i, '').replace(/\s+already$/i, ''),
  )
  result['before'] = [before.replace(/\s+(?:once|again|recently|already)$/i, '')]
  const risk = values.risk(said)
  if (way.on === 'risk' && way.op === 'remove' && risk === null) return null
  // What goes wrong without a word for how: the data does.
  result['risk'] = [values.risk(said, true) ?? 'persistence']
  result['level'] = [
    result['layers']?.[0] ?? values.level(way.to === '{all}' ? all : said) ?? 'existing',
  ]
  const open = [...new Set(context.open.map((each) => each.topic))]
  const own = context.verdict === 'route-out' ? [context.kind] : open.length === 1 ? open : []
  result['own-topic'] = own
  const cued = values.cuedControl(said)
  result['cued-control'] = cued === null ? [] : [cued]
  result['routed-topic'] = context.verdict === 'route-out' ? own : []
  const topic = values.topic(said)
  // What somebody said answers only what the whole verdict waits for.
  result['said-topic'] = topic !== null ? [topic] : context.verdict === 'route-out' ? own : []
  result['quoted-lane'] = [laneOf(match.slots['item'] ?? '', context, quoted)]
  return result
}

/** "Mobile and web share a login nobody ever tested": the gap is the login. */
const gapOf = (words: string): string =>
  words.replace(
    /^[^`]*?\b(?:share|shares|have|has|use|uses|there is|there's)\s+(?=(?:an?|the|some)\s)/i,
    '',
  )

function laneOf(item: string, context: ReplyContext, quoted: readonly string[]): string {
  const lane = context.lanes.find(
    (each) =>
      each.runs.toLowerCase().includes(item.toLowerCase()) ||
      quoted.some((line) => each.runs.toLowerCase().includes(line.toLowerCase())),
  )
  return lane?.lane ?? 'release'
}
