import type { WeightsFile } from '../../src/knowledge/classifier-weights.ts'

/** The file as JSON with one feature a line, so that a change of the weights can be read as a difference. */
export function weightsText(file: WeightsFile): string {
  const { primary, secondary, ...head } = file
  const model = (each: WeightsFile['secondary'] | WeightsFile['primary']): string =>
    [
      `{"outcomes":${JSON.stringify(each.outcomes)},`,
      `"bias":${JSON.stringify(each.bias)},`,
      '"weights":{',
      Object.entries(each.weights)
        .map(([name, row]) => `${JSON.stringify(name)}:${JSON.stringify(row)}`)
        .join(',\n'),
      '}}',
    ].join('\n')
  return `${JSON.stringify(head).slice(0, -1)},\n"primary":${model(primary)},\n"secondary":${model(secondary)}}\n`
}
