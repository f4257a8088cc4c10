import type { WeightsFile } from '../../src/knowledge/classifier-weights.ts'

/** The file as JSON with one feature a line, so that a change of the weights can be read as a difference. */
export function weightsText({ primary, pairs, ...head }: WeightsFile): string {
  const start = JSON.stringify(head).slice(0, -1)
  return `${start},\n"pairs":${linesOf(pairs)},\n"primary":${linesOf(primary)}}\n`
}

const linesOf = (record: Readonly<Record<string, unknown>>): string =>
  `{\n${Object.entries(record)
    .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
    .join(',\n')}\n}`
