import type { Shape, ShapePart } from '../../engine/packet.ts'
import { cell, inline, opening } from './text.ts'

/** A pipe table as lines. */
export function table(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  return [row(columns), `|${columns.map(() => '---').join('|')}|`, ...rows.map(row)]
}

const row = (values: readonly string[]): string => `| ${values.map(cell).join(' | ')} |`

/** The kind's own parts that stand after a section, each set off by an empty line. */
export const shapesAfter = (shapes: readonly Shape[], after: Shape['after']): readonly string[] =>
  shapes
    .filter((shape) => shape.after === after)
    .flatMap((shape) => shape.parts.flatMap((part) => ['', ...partLines(part)]))

function partLines(part: ShapePart): readonly string[] {
  const title = part.title === null ? [] : [`${opening(part.title)}:`]
  if (part.type === 'table') return [...title, ...table(part.columns, part.rows)]
  if (part.type === 'list')
    return [
      ...title,
      ...part.items.map(
        (item, index) => `${part.ordered ? `${index + 1}.` : '-'} ${opening(item)}`,
      ),
    ]
  return [part.title === null ? opening(part.text) : `${opening(part.title)}: ${inline(part.text)}`]
}
