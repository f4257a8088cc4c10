/** The small formulas of references/numbers.md: `ceil(1.2 * minutes / (budget - 1))`. */

/** What a formula is worth with these numbers; null when one is missing or the result is no finite number. */
export type Formula = (numbers: ReadonlyMap<string, number>) => number | null

/** Null when the text is no formula. Names are words with hyphens inside; `-` between two values stands apart. */
export function readFormula(text: string): Formula | null {
  const tokens = text.match(/\d+(?:\.\d+)?|[a-z]+(?:-[a-z]+)*|[-+*/(),]|\S/g) ?? []
  let at = 0
  const take = (token: string): boolean => {
    if (tokens[at] !== token) return false
    at += 1
    return true
  }

  const sum = (): Formula | null => chain(product, { '+': (a, b) => a + b, '-': (a, b) => a - b })
  const product = (): Formula | null => chain(value, { '*': (a, b) => a * b, '/': (a, b) => a / b })

  function chain(
    part: () => Formula | null,
    operators: Readonly<Record<string, (one: number, other: number) => number>>,
  ): Formula | null {
    let left = part()
    for (;;) {
      const operator = operators[tokens[at] ?? '']
      if (left === null || operator === undefined) return left
      at += 1
      const right = part()
      if (right === null) return null
      left = both(left, right, operator)
    }
  }

  function value(): Formula | null {
    if (take('(')) return closed(sum())
    const token = tokens[at] ?? ''
    at += 1
    if (/^\d/.test(token)) return () => Number(token)
    if (!/^[a-z]/.test(token)) return null
    if (!take('(')) return (numbers) => numbers.get(token) ?? null
    const rounding = roundings[token]
    const first = sum()
    if (rounding !== undefined) return closed(first === null ? null : rounded(first, rounding))
    if (token !== 'max' && token !== 'min') return null
    if (first === null || !take(',')) return null
    const second = sum()
    return closed(second === null ? null : both(first, second, Math[token]))
  }

  const closed = (inner: Formula | null): Formula | null => (take(')') ? inner : null)

  const formula = sum()
  if (formula === null || at < tokens.length) return null
  return (numbers) => {
    const result = formula(numbers)
    return result !== null && Number.isFinite(result) ? result : null
  }
}

const roundings: Readonly<Record<string, (value: number) => number>> = {
  ceil: Math.ceil,
  floor: Math.floor,
  round: Math.round,
}

const rounded =
  (inner: Formula, round: (value: number) => number): Formula =>
  (numbers) => {
    const result = inner(numbers)
    // Ten times 0.1 is not quite one; nobody wants a shard for that.
    return result === null ? null : round(Number(result.toFixed(6)))
  }

const both =
  (one: Formula, other: Formula, operator: (a: number, b: number) => number): Formula =>
  (numbers) => {
    const left = one(numbers)
    const right = other(numbers)
    return left === null || right === null ? null : operator(left, right)
  }

/** "1 shards" of a template is one shard, what runs "in 1 shards" runs in one job, and "1 or 1 shards" too: both ends of an estimate may be the same. */
export const singular = (text: string): string =>
  text
    .replaceAll(/(?<![\d.,])(\d+) or \1(?= shards?\b)/g, '$1')
    .replaceAll(/\bin 1 shards?\b/g, 'in one job')
    .replaceAll(
      /(?<![\d.,])1 (shard|run|time|cop|kind|hour|test|agent|service)(?:s|ies)\b/g,
      (_, noun: string) => `1 ${noun === 'cop' ? 'copy' : noun}`,
    )

/** As people write it: `2,400`, `38`, `0.95`. */
export function spoken(value: number): string {
  const digits = Math.abs(value) >= 10 ? 0 : Math.abs(value) >= 1 ? 1 : 2
  const [whole = '0', rest] = String(Number(value.toFixed(digits))).split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return rest === undefined ? grouped : `${grouped}.${rest}`
}
