/** What a verdict says in its thread, section by section: values in, pieces out. */
import type {
  Framing,
  NeedsFraming,
  Packet,
  RouteOut,
  RouteOutDecision,
  Shape,
  ShapePart,
  Verdict,
} from '../engine/packet.ts'
import type { Piece } from './pieces.ts'
import { labelWords, riskWords, slugWords } from './labels.ts'
import {
  controlWords,
  dependsOnItWords,
  laneWords,
  layerWords,
  stopSentences,
  strategyText,
} from './words.ts'

/** Each group is a message of its own, or several when it is long. */
export function partsOf(verdict: Verdict): readonly (readonly Piece[])[] {
  if (verdict.verdict === 'packet') return packetParts(verdict)
  if (verdict.verdict === 'route-out') return routeOutParts(verdict)
  return needsFramingParts(verdict)
}

function packetParts(packet: Packet): readonly (readonly Piece[])[] {
  return [
    [
      ...framingPieces(packet.framing),
      ...shapePieces(packet.shapes, 'framing'),
      heading('Layer decisions'),
      layerTable(packet.layers),
      ...shapePieces(packet.shapes, 'layers'),
      ...scenarioPieces(packet.scenarios),
    ],
    [
      heading('Dependency realism'),
      dependencyPiece(packet),
      ...shapePieces(packet.shapes, 'dependencies'),
      heading('Data and environment control'),
      {
        type: 'facts',
        facts: packet.control.map((row) => [controlWords[row.control], row.text] as const),
      },
      ...shapePieces(packet.shapes, 'control'),
    ],
    [
      heading('Execution lanes'),
      laneTable(packet),
      ...shapePieces(packet.shapes, 'lanes'),
      heading('Gates'),
      {
        type: 'facts',
        facts: [
          ['Before merge', packet.gates.beforeMerge],
          ['Before release', packet.gates.beforeRelease],
          ['Rollback trigger', packet.gates.rollbackTrigger],
        ],
      },
      ...routeOutPieces(packet.routeOuts),
      ...caveatPieces(packet),
    ],
  ]
}

function routeOutParts(routeOut: RouteOut): readonly (readonly Piece[])[] {
  return [
    [
      heading(`Handoff to ${labelWords[routeOut.to]}`),
      ...listUnder('Undecided', routeOut.handoff.undecided),
      ...listUnder(dependsOnItWords[routeOut.to], routeOut.handoff.dependsOnIt),
      ...framingPieces(
        routeOut.framing,
        namedDependencies(routeOut.framing),
        routeOut.handoff.atStake,
      ),
      ...scenarioPieces(routeOut.staysHere, 'Stays here and can start today'),
      heading('Come back with'),
      { type: 'paragraph', text: routeOut.comeBackWith },
      ...routeOutPieces(routeOut.routeOuts),
      ...caveatPieces(routeOut),
    ],
  ]
}

function needsFramingParts(answer: NeedsFraming): readonly (readonly Piece[])[] {
  return [
    [
      heading('Come back with'),
      ...answer.questions.flatMap((question, index): Piece[] => [
        { type: 'subheading', text: `${index + 1}. ${question.text}` },
        { type: 'list', ordered: false, items: question.choices.map((choice) => choice.label) },
      ]),
      heading('The smallest slice that can be seen already'),
      {
        type: 'facts',
        facts: [[labelWords[answer.provisional.kind], answer.provisional.text]],
      },
      layerTable(answer.provisional.layers),
      ...stopSentences(answer.questions).map((text): Piece => ({ type: 'paragraph', text })),
      ...framingPieces(answer.framing, namedDependencies(answer.framing)),
      ...routeOutPieces(answer.routeOuts),
      ...caveatPieces(answer),
    ],
  ]
}

function framingPieces(
  framing: Framing,
  dependencies: readonly string[] = [],
  atStake: readonly string[] = [],
): readonly Piece[] {
  const facts = [
    ['Surface', framing.surfaces.map((row) => row.words)],
    ['Main risks', [...framing.risks.map(riskWords), ...atStake]],
    ['Dependencies', dependencies],
    ['Runtime', framing.runtime.map((row) => assumed(row.name, row.stated))],
    ['Existing coverage', framing.coverage.map((row) => row.words)],
    ['Constraints', framing.constraints.map((row) => row.words)],
    ['Left out on request', framing.exclusions.map((row) => row.words)],
    ['Evidence must hold in', framing.lanes.map((row) => laneWords[row.lane])],
    ['Contradictions', framing.contradictions.map((row) => row.text)],
    ['Smallest slice first', framing.slice === null ? [] : [framing.slice.text]],
  ] as const
  const said = facts
    .filter(([, words]) => words.length > 0)
    .map(([label, words]) => [label, words.join('; ')] as const)
  return said.length === 0 ? [] : [heading('Change framing'), { type: 'facts', facts: said }]
}

/** For verdicts without a table of them. */
function namedDependencies({ dependencies }: Framing): readonly string[] {
  return dependencies.map((row) => assumed(row.name, row.stated))
}

/** What was not said carries its mark wherever it is shown; a name that says so by itself needs no second one. */
function assumed(words: string, stated: boolean): string {
  return stated || /assumed|not stated/u.test(words) ? words : `${words} (assumed)`
}

function layerTable(layers: Packet['layers']): Piece {
  return {
    type: 'table',
    columns: ['Layer', 'In scope?', 'What it protects', 'Notes'],
    rows: layers.map((row) => [
      layerWords[row.layer],
      [row.inScope ? 'yes' : 'no', row.extent].filter((words) => words !== null).join(', '),
      row.protects ?? '-',
      row.notes,
    ]),
  }
}

function dependencyPiece(packet: Packet): Piece {
  if (packet.dependencies.length === 0) {
    return { type: 'paragraph', text: 'No dependency takes part in these tests.' }
  }
  return {
    type: 'table',
    columns: ['Dependency', 'Strategy', 'Why'],
    rows: packet.dependencies.map((row) => [
      assumed(
        [row.name, row.scope].filter((words) => words !== null).join(', '),
        row.stated || row.name.includes('not stated'),
      ),
      strategyText(row),
      [
        row.why,
        row.doesNotProve === null ? null : `Does not prove: ${row.doesNotProve}`,
        row.keptHonestBy === null ? null : `Kept honest by: ${row.keptHonestBy}`,
      ]
        .filter((words) => words !== null)
        .join('\n'),
    ]),
  }
}

function laneTable(packet: Packet): Piece {
  return {
    type: 'table',
    columns: ['Lane', 'Runs', 'Command and notes'],
    rows: packet.lanes.map((row) => [
      [laneWords[row.lane], row.budget].filter((words) => words !== null).join(', '),
      row.runs ?? 'nothing',
      [row.command === null ? null : asCode(row.command), row.note]
        .filter((words) => words !== null)
        .join('\n') || '-',
    ]),
  }
}

function asCode(command: string): string {
  return command.includes('`') ? command : `\`${command}\``
}

function scenarioPieces(
  scenarios: Packet['scenarios'],
  title = 'Named scenarios',
): readonly Piece[] {
  return listUnder(
    title,
    scenarios.map((row) => `${row.text} (${layerWords[row.layer]}, ${laneWords[row.lane]})`),
    true,
  )
}

function shapePieces(shapes: readonly Shape[], after: Shape['after']): readonly Piece[] {
  return shapes
    .filter((shape) => shape.after === after)
    .flatMap((shape) => shape.parts)
    .filter(saysSomething)
    .flatMap((part) => [
      ...(part.title === null ? [] : [{ type: 'subheading', text: part.title } as const]),
      part,
    ])
}

/** A title above an empty table would promise something. */
function saysSomething(part: ShapePart): boolean {
  if (part.type === 'table') return part.rows.length > 0
  return part.type === 'list' ? part.items.length > 0 : part.text !== ''
}

export const routeOutsHeading = 'Route-outs'

function routeOutPieces(routeOuts: readonly RouteOutDecision[]): readonly Piece[] {
  const facts = routeOuts.map((row) => [labelWords[row.to], row.text ?? 'none'] as const)
  return facts.length === 0 ? [] : [heading(routeOutsHeading), { type: 'facts', facts }]
}

function caveatPieces(verdict: Verdict): readonly Piece[] {
  return [
    ...listUnder(
      'Good to know',
      verdict.caveats.map((row) => `${caveatWords[row.kind]}: ${row.text}`),
    ),
    ...listUnder(
      'Our own checks found',
      verdict.findings.map((row) => `${slugWords(row.check)}: ${row.message}`),
    ),
  ]
}

const caveatWords = { assumption: 'Assumption', conflict: 'Conflict', smell: 'Smell' } as const

function listUnder(title: string, items: readonly string[], ordered = false): readonly Piece[] {
  return items.length === 0
    ? []
    : [
        { type: 'subheading', text: title },
        { type: 'list', ordered, items },
      ]
}

function heading(text: string): Piece {
  return { type: 'heading', text }
}
