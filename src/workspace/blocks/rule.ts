import { isObject } from '../state/json.ts'
import type { JsonObject } from '../state/json.ts'

/** One thing wrong with a payload; `pointer` is a JSON pointer such as `/blocks/0/text/text`. */
export interface Problem {
  readonly pointer: string
  readonly message: string
}

/** Answers what is wrong with a value; an empty list means that Slack takes it. */
export type Rule = (value: unknown, pointer: string) => readonly Problem[]

const fine: readonly Problem[] = []
const wrong = (pointer: string, message: string): readonly Problem[] => [{ pointer, message }]

/** Characters are code points, as Slack counts them; an emoji outside the basic plane is one. */
export const lengthOf = (text: string): number => Array.from(text).length

export function text(limits: { readonly min?: number; readonly max?: number } = {}): Rule {
  const { min = 0, max = Infinity } = limits
  return (value, pointer) => {
    if (typeof value !== 'string') return wrong(pointer, 'must provide a string')
    const length = lengthOf(value)
    if (length < min) return wrong(pointer, `must be more than ${min - 1} characters`)
    if (length > max) return wrong(pointer, `must be less than ${max + 1} characters`)
    return fine
  }
}

export const flag: Rule = (value, pointer) =>
  typeof value === 'boolean' ? fine : wrong(pointer, 'must be a valid boolean')

export const decimal: Rule = (value, pointer) =>
  typeof value === 'number' && Number.isFinite(value) ? fine : wrong(pointer, 'must be a number')

export function whole(min: number, max: number): Rule {
  return (value, pointer) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
      ? fine
      : wrong(pointer, `must be an integer from ${min} to ${max}`)
}

export function pattern(expression: RegExp, wanted: string): Rule {
  return (value, pointer) =>
    typeof value === 'string' && expression.test(value) ? fine : wrong(pointer, `must be ${wanted}`)
}

export function among(...allowed: readonly (string | number)[]): Rule {
  return (value, pointer) =>
    allowed.some((one) => one === value)
      ? fine
      : wrong(pointer, `must be one of: ${allowed.join(', ')}`)
}

export const httpUrl =
  (max = 3000): Rule =>
  (value, pointer) => {
    const problems = text({ min: 1, max })(value, pointer)
    if (problems.length > 0) return problems
    return /^https?:\/\/[^\s]+$/.test(String(value)) ? fine : wrong(pointer, 'must be a valid URL')
  }

export function list(item: Rule, limits: { readonly min?: number; readonly max: number }): Rule {
  const { min = 0, max } = limits
  return (value, pointer) => {
    if (!Array.isArray(value)) return wrong(pointer, 'must provide an array')
    if (value.length < min) return wrong(pointer, `no fewer than ${min} items allowed`)
    if (value.length > max) return wrong(pointer, `no more than ${max} items allowed`)
    return value.flatMap((one, index) => item(one, `${pointer}/${index}`))
  }
}

export interface Shape {
  readonly required?: Readonly<Record<string, Rule>>
  readonly optional?: Readonly<Record<string, Rule>>
  /** What no single field can tell: this or that, not both. */
  readonly together?: (object: JsonObject, pointer: string) => readonly Problem[]
}

export function object(shape: Shape): Rule {
  const required = shape.required ?? {}
  const fields = new Map(Object.entries({ ...required, ...shape.optional }))
  return (value, pointer) => {
    if (!isObject(value)) return wrong(pointer, 'must provide an object')
    const missing = Object.keys(required)
      .filter((key) => value[key] === undefined)
      .flatMap((key) => wrong(pointer, `missing required field: ${key}`))
    const present = Object.entries(value).filter(([, field]) => field !== undefined)
    const inFields = present.flatMap(([key, field]) => {
      const rule = fields.get(key)
      return rule === undefined
        ? wrong(pointer, `invalid additional property: ${key}`)
        : rule(field, `${pointer}/${key}`)
    })
    return [...missing, ...inFields, ...(shape.together?.(value, pointer) ?? fine)]
  }
}

/** Chooses the rule by the object's `type`. */
export function byType(rules: ReadonlyMap<string, Rule>): Rule {
  return (value, pointer) => {
    if (!isObject(value)) return wrong(pointer, 'must provide an object')
    const rule = typeof value['type'] === 'string' ? rules.get(value['type']) : undefined
    if (rule === undefined)
      return wrong(`${pointer}/type`, `unsupported type: ${shown(value['type'])}`)
    return rule(value, pointer)
  }
}

export function problem(pointer: string, message: string): readonly Problem[] {
  return wrong(pointer, message)
}

/** Exactly one of the two fields. */
export function exactlyOne(left: string, right: string): NonNullable<Shape['together']> {
  return (object, pointer) => {
    const count = [left, right].filter((key) => object[key] !== undefined).length
    if (count === 1) return fine
    return wrong(pointer, `must provide exactly one of: ${left}, ${right}`)
  }
}

function shown(type: unknown): string {
  return typeof type === 'string' ? type : '(missing)'
}
