import type { CSSProperties, ReactNode } from 'react'

/** A table that scrolls by keyboard too; the first row is its heading. */
export function Grid<Cell>({
  rows,
  draw,
  styleOf,
}: {
  readonly rows: readonly (readonly Cell[])[]
  readonly draw: (cell: Cell) => ReactNode
  readonly styleOf?: (column: number) => CSSProperties | undefined
}): ReactNode {
  const [head = [], ...body] = rows
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label="Table">
      <table>
        <thead>
          <tr>
            {head.map((cell, column) => (
              <th key={column} scope="col" style={styleOf?.(column)}>
                {draw(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} style={styleOf?.(column)}>
                  {draw(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
