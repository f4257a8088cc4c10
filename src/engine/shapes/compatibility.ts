/** The compatibility packet: who reads, which check protects them and what it blocks; what breaks and what does not. */
import type { PacketContext } from '../context.ts'
import { fillerFor } from '../fill.ts'
import type { Evidence, RuleId, Shape } from '../packet.ts'
import { isDenied, wordsOf } from '../request-words.ts'
import type { Cue } from '../request-words.ts'
import type { ShapeRecipe } from './shape-recipe.ts'
import { cueProof, referenceProof, rowsFor } from './shape-recipe.ts'

/** Interfaces for which the breaking table has a column of its own; the others read the closest one. */
const breakingColumns = ['rest', 'event', 'registry', 'grpc', 'graphql'] as const
type BreakingColumn = (typeof breakingColumns)[number]

interface InterfaceRow {
  readonly rule: RuleId
  readonly interface: string
  readonly surfaces: readonly string[]
  readonly cues: readonly Cue[]
  /** Interfaces that are another view of this one. */
  readonly insteadOf: readonly string[]
}

interface ReaderRow {
  readonly rule: RuleId
  readonly reader: string
  readonly cues: readonly Cue[]
  readonly interfaces: readonly string[]
  readonly reach: 'ask' | 'far'
}

interface CheckRow {
  readonly rule: RuleId
  readonly interface: string
  readonly reach: 'ask' | 'far'
  readonly check: string
  readonly blocks: string
}

export interface ContractKnowledge {
  readonly interfaces: readonly InterfaceRow[]
  readonly readers: readonly ReaderRow[]
  readonly checks: readonly CheckRow[]
  readonly variants: readonly {
    readonly rule: RuleId
    readonly interface: string
    readonly stacks: readonly string[]
    readonly text: string
  }[]
  readonly changes: readonly {
    readonly rule: RuleId
    readonly change: string
    readonly cues: readonly Cue[]
    readonly verdicts: Readonly<Record<BreakingColumn, string>>
  }[]
  readonly states: readonly {
    readonly rule: RuleId
    readonly cues: readonly Cue[]
    readonly text: string
  }[]
}

export const compatibility: ShapeRecipe = (context, _parts, knowledge) => {
  const fill = fillerFor(context, knowledge.scenarios.placeholders)
  const interfaces = interfacesOf(context, knowledge.contracts)
  const readers = readersOf(context, knowledge.contracts, interfaces)
  const variant = knowledge.contracts.variants.find(
    (each) =>
      context.framing.stack !== null &&
      each.stacks.includes(context.framing.stack) &&
      interfaces.some((row) => row.interface === each.interface),
  )
  const states = rowsFor(context, knowledge.contracts.states, 3)
  return [
    {
      after: 'layers',
      parts: [
        {
          type: 'table',
          title: 'Readers and what protects them',
          columns: ['Reader', 'Check', 'Blocks'],
          rows: readers.map((each) => [
            fill(each.reader),
            fill(each.check.check),
            each.check.blocks,
          ]),
          evidence: readers.flatMap((each) => each.evidence),
        },
        breakingTable(context, knowledge.contracts, interfaces, fill),
      ],
    },
    {
      after: 'control',
      parts: [
        {
          type: 'list',
          title: 'Provider states and bases',
          ordered: false,
          items: [
            ...states.map((each) => fill(each.row.text)),
            ...(variant ? [`In your stack: ${variant.text}`] : []),
          ],
          evidence: [
            ...states.flatMap((each) => each.evidence),
            ...referenceProof(...(variant ? [variant.rule] : [])),
          ],
        },
      ],
    },
  ]
}

/** One or two interfaces, the most named first. */
function interfacesOf(
  context: PacketContext,
  knowledge: ContractKnowledge,
): readonly InterfaceRow[] {
  const surfaces = new Set(context.framing.surfaces.map((each) => each.surface))
  const found = knowledge.interfaces.filter(
    (row) =>
      row.surfaces.some((surface) => surfaces.has(surface)) ||
      row.cues.some((cue) =>
        wordsOf(context)
          .findAll(cue)
          .some((span) => !isDenied(context, span)),
      ),
  )
  const specific = found.filter(
    (row) => !found.some((other) => other.insteadOf.includes(row.interface)),
  )
  const last = knowledge.interfaces.at(-1)
  return specific.length > 0 ? specific.slice(0, 2) : last ? [last] : []
}

interface Reader {
  readonly row: ReaderRow
  readonly reader: string
  /** Called by a word of the request. */
  readonly isQuoted: boolean
  readonly check: CheckRow
  readonly evidence: readonly Evidence[]
}

/** At least one reader an interface; those with one check share a row. A reader nobody named is called by what it reads. */
function readersOf(
  context: PacketContext,
  knowledge: ContractKnowledge,
  interfaces: readonly InterfaceRow[],
): readonly Reader[] {
  const readers = interfaces
    .flatMap((row) => {
      const fitting = knowledge.readers.filter((each) => each.interfaces.includes(row.interface))
      const named = fitting.flatMap((each) => {
        const proof = cueProof(context, each.cues, each.rule)
        return proof.length > 0 ? [{ row: each, proof }] : []
      })
      const general = fitting
        .filter((each) => each.cues.length === 0)
        .map((each) => ({ row: each, proof: referenceProof(each.rule) }))
      return (named.length > 0 ? named.slice(0, 2) : general.slice(0, 1)).flatMap((each) => {
        const check = knowledge.checks.find(
          (candidate) =>
            candidate.interface === row.interface && candidate.reach === each.row.reach,
        )
        return check
          ? [
              {
                row: each.row,
                ...calledBy(context, each.row.reader, each.proof),
                check,
                evidence: [...each.proof, ...referenceProof(check.rule)],
              },
            ]
          : []
      })
    })
    .filter((each, at, all) => all.findIndex((other) => other.row === each.row) === at)
  return readers
    .filter((each, at) => readers.findIndex((other) => other.check === each.check) === at)
    .map((each) => {
      const same = readers.filter((other) => other.check === each.check)
      const quoted = same.filter((other) => other.isQuoted)
      return {
        ...each,
        reader: (quoted.length > 0 ? quoted : same).map((other) => other.reader).join('; '),
        evidence: same.flatMap((other) => other.evidence),
      }
    })
    .slice(0, 4)
}

/** The reader with the requester's own word for it, which is not the word for what it reads. */
function calledBy(
  context: PacketContext,
  reader: string,
  proof: readonly Evidence[],
): { readonly reader: string; readonly isQuoted: boolean } {
  const read = context.framing.surfaces[0]?.words.toLowerCase() ?? ''
  const first = proof.find(
    (each) => each.from === 'request' && !read.includes(each.quote.toLowerCase()),
  )
  const quote = first?.from === 'request' ? first.quote : ''
  const isQuoted = quote !== '' && !reader.toLowerCase().includes(quote.toLowerCase())
  return { reader: isQuoted ? `${reader} ("${quote}")` : reader, isQuoted }
}

function breakingTable(
  context: PacketContext,
  knowledge: ContractKnowledge,
  interfaces: readonly InterfaceRow[],
  fill: (text: string) => string,
): Shape['parts'][number] {
  const columns = [...new Set(interfaces.map((row) => columnOf(row.interface)))]
  const named = knowledge.changes.flatMap((row) => {
    const proof = cueProof(context, row.cues, row.rule)
    return proof.length > 0 ? [{ row, proof }] : []
  })
  const others = knowledge.changes
    .filter((row) => named.every((each) => each.row !== row))
    .map((row) => ({ row, proof: referenceProof(row.rule) }))
  const rows = [...named.slice(0, 5), ...others.slice(0, Math.max(0, 4 - named.length))]
  return {
    type: 'table',
    title: 'What breaks and what does not',
    columns: ['Change', ...columns.map((column) => columnTitles[column])],
    rows: rows.map((each) => [
      each.row.change,
      ...columns.map((column) => fill(each.row.verdicts[column])),
    ]),
    evidence: rows.flatMap((each) => each.proof),
  }
}

const columnTitles: Readonly<Record<BreakingColumn, string>> = {
  rest: 'For readers of the response',
  event: 'For event consumers',
  registry: 'In the schema registry',
  grpc: 'On the wire (protobuf)',
  graphql: 'In the GraphQL schema',
}

const columnOf = (name: string): BreakingColumn =>
  breakingColumns.find((each) => each === name) ??
  (name === 'federation' ? 'graphql' : name === 'webhook' || name === 'device' ? 'event' : 'rest')
