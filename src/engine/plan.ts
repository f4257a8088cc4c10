/** The method, top to bottom: a request, what the thread amended, and the references become one verdict. */
import { anotherLanguage, unread } from './another-language.ts'
import { assemble } from './assemble.ts'
import { assumptionsOf, presumedBy } from './assumptions.ts'
import { antiPatternsOf, conflictsOf } from './caveats.ts'
import { classify } from './classify.ts'
import type { PacketContext } from './context.ts'
import { controlEnvironment } from './control.ts'
import { frameRequest } from './frame.ts'
import { isBare } from './frame/surface-words.ts'
import { untitled } from './frame/title.ts'
import { gatesOf } from './gates.ts'
import type { Knowledge } from './knowledge.ts'
import { assignLanes } from './lanes.ts'
import { decideLayers } from './layers.ts'
import { findMentions } from './mentions.ts'
import { needsFraming } from './needs-framing.ts'
import type { Mention } from './mentions.ts'
import type {
  Amendment,
  Classification,
  Framing,
  NeedsFraming,
  Packet,
  PacketKind,
  RouteOut,
  RouteOutId,
  Verdict,
} from './packet.ts'
import { readRequest } from './read-request.ts'
import type { Reading } from './read-request.ts'
import { decideRealism } from './realism.ts'
import { handOver } from './route-out.ts'
import { routeOutRows } from './route-out/neighbour-rows.ts'
import { chooseScenarios, excludedRisksOf } from './scenarios.ts'
import { isPacketKind, settle, settleByFraming } from './settle.ts'
import { shapesOf } from './shapes.ts'
import { suspectOf } from './shapes/flake-causes.ts'
import { verify } from './verify.ts'
import type { CheckSubject } from './verify/check.ts'

/** The same request, amendments and knowledge give the same verdict, byte for byte. Never throws for any text. */
export function plan(
  request: { readonly text: string },
  amendments: readonly Amendment[],
  knowledge: Knowledge,
): Verdict {
  const { verdict, excludedRisks } = draft(readerOf(request, knowledge)(amendments), knowledge)
  return verify(verdict, {
    request: request.text,
    excludedRisks,
    rules: knowledge.rules,
    phrases: knowledge.phrases,
  })
}

/**
 * Reads a request once, to plan it with many different amendments, without step 8: for whoever compares many plans and
 * shows none. No finding is looked for.
 */
export function drafterOf(
  request: { readonly text: string },
  knowledge: Knowledge,
): (amendments: readonly Amendment[]) => Verdict {
  const readWith = readerOf(request, knowledge)
  return (amendments) => draft(readWith(amendments), knowledge).verdict
}

function readerOf(
  request: { readonly text: string },
  knowledge: Knowledge,
): (amendments: readonly Amendment[]) => Read {
  const { reading, mentions } = readWords(request.text, knowledge)
  const language = anotherLanguage(reading, knowledge.languages)
  const unsettled =
    language === null ? classify(reading, mentions, knowledge.classify) : unread(language)
  return (amendments) => {
    const classification = settle(unsettled, amendments)
    return settledByFraming({ reading, mentions, classification, amendments }, knowledge)
  }
}

/** Steps 2 to 7: a verdict that no check has seen yet. */
interface Draft<V extends Verdict> {
  readonly verdict: V
  readonly excludedRisks: CheckSubject['excludedRisks']
}

function draft(read: Read, knowledge: Knowledge): Draft<Verdict> {
  const { primary } = read.classification
  if (primary === 'needs-framing')
    return { verdict: draftFraming(read, knowledge), excludedRisks: [] }
  return isPacketKind(primary)
    ? draftPacket(read, primary, knowledge)
    : { verdict: draftRouteOut(read, primary, knowledge), excludedRisks: [] }
}

/** What is known when step 1 is done. */
interface Read {
  readonly reading: Reading
  readonly mentions: readonly Mention[]
  readonly classification: Classification
  readonly amendments: readonly Amendment[]
}

function readWords(text: string, knowledge: Knowledge): Pick<Read, 'reading' | 'mentions'> {
  const reading = readRequest(text, knowledge.language)
  return { reading, mentions: findMentions(reading, knowledge.framing) }
}

/** The one place where step 2 speaks back to step 1: what can be framed needs no framing. */
function settledByFraming(read: Read, knowledge: Knowledge): Read {
  if (read.classification.primary !== 'needs-framing') return read
  const { framing } = frame(read, becomes(read.classification), knowledge)
  return {
    ...read,
    classification: settleByFraming(read.classification, framing, read.amendments),
  }
}

function draftPacket(read: Read, kind: PacketKind, knowledge: Knowledge): Draft<Packet> {
  const framed = frame(read, kind, knowledge)
  const context: PacketContext =
    kind === 'flake-stabilization'
      ? { ...framed, suspect: suspectOf(framed, knowledge.flake.causes) }
      : framed
  const scenarios = chooseScenarios(context, knowledge.scenarios)
  const layers = decideLayers(context, scenarios, knowledge)
  const dependencies = decideRealism(context, scenarios, knowledge.realism)
  const control = controlEnvironment(context, knowledge.control)
  const lanes = assignLanes(context, scenarios, layers, knowledge.lanes)
  const gates = gatesOf(context, scenarios, lanes, knowledge)
  const parts = { scenarios, layers, dependencies, control, lanes }
  const verdict = assemble(context, read.classification, {
    ...parts,
    gates,
    shapes: shapesOf(context, parts, knowledge),
    routeOuts: routeOutRows(context, null, knowledge.routeOuts),
    caveats: [
      ...assumptionsOf(context, knowledge.assumptions, knowledge.scenarios.placeholders),
      ...presumedBy(context, scenarios, knowledge.presumptions, knowledge.scenarios.placeholders),
      ...conflictsOf(context, scenarios, knowledge),
      ...antiPatternsOf(context, knowledge),
    ],
  })
  return { verdict, excludedRisks: excludedRisksOf(context, scenarios, knowledge.scenarios) }
}

function draftRouteOut(read: Read, to: RouteOutId, knowledge: Knowledge): RouteOut {
  const { classification } = read
  const kind = becomes(classification)
  const context = frame(read, kind, knowledge)
  return {
    verdict: 'route-out',
    to,
    classification,
    framing: namedWhole(context.framing),
    ...handOver(context, to, knowledge),
    routeOuts: routeOutRows(context, to, knowledge.routeOuts),
    findings: [],
  }
}

/**
 * The neighbour gets the whole list that the title names, "passkeys and Google login", and not its last part alone; and what
 * the title names, "error model", instead of a kind of surface without a name, "endpoints".
 */
function namedWhole(framing: Framing): Framing {
  const { title, surfaces } = framing
  const saysLess = (words: string): boolean =>
    title.includes(` and ${words}`) ||
    (/^\w+$/.test(words) && isBare.test(words) && title !== untitled)
  return {
    ...framing,
    surfaces: surfaces.map((each, at) =>
      at === 0 && saysLess(each.words) ? { ...each, words: title } : each,
    ),
  }
}

/** Every possible answer is planned with, so of a very long text only the beginning counts for the order of questions. */
const longestGlance = 4_000

function draftFraming(read: Read, knowledge: Knowledge): NeedsFraming {
  const { classification } = read
  const context = frame(read, becomes(classification), knowledge)
  const { text } = read.reading
  const glanced =
    text.length <= longestGlance
      ? read
      : { ...read, ...readWords(text.slice(0, longestGlance), knowledge) }
  const planWith = (kind: PacketKind, answers: readonly Amendment[]): Packet =>
    draftPacket({ ...glanced, amendments: [...read.amendments, ...answers] }, kind, knowledge)
      .verdict
  return {
    verdict: 'needs-framing',
    classification,
    framing: context.framing,
    ...needsFraming(context, classification, planWith, knowledge.framingQuestions),
    routeOuts: routeOutRows(context, null, knowledge.routeOuts),
    caveats: antiPatternsOf(context, knowledge),
    findings: [],
  }
}

/** What the later steps know of a request, and the neighbour that it went to as a whole, if it did. */
export function contextOf(
  request: { readonly text: string },
  amendments: readonly Amendment[],
  knowledge: Knowledge,
): { readonly context: PacketContext; readonly routed: RouteOutId | null } {
  const words = readWords(request.text, knowledge)
  const classification = settle(
    classify(words.reading, words.mentions, knowledge.classify),
    amendments,
  )
  const read = settledByFraming({ ...words, classification, amendments }, knowledge)
  const { primary } = read.classification
  const isRouted = primary !== 'needs-framing' && !isPacketKind(primary)
  const kind = isPacketKind(primary) ? primary : becomes(read.classification)
  return { context: frame(read, kind, knowledge), routed: isRouted ? primary : null }
}

/** Step 2, and all that the later steps look at. */
function frame(read: Read, kind: PacketKind, knowledge: Knowledge): PacketContext {
  const { reading, mentions, classification, amendments } = read
  return {
    kind,
    secondary: classification.secondary,
    isSecondaryDoubtful: classification.isSecondaryDoubtful ?? false,
    reading,
    framing: frameRequest(reading, mentions, classification, amendments, knowledge.framing),
    amendments,
  }
}

/** The packet that an answer would become: its second concern when that is one. */
const becomes = ({ secondary }: Classification): PacketKind =>
  secondary !== null && isPacketKind(secondary) ? secondary : 'coverage-plan'
