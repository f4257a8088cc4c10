import type { JsonObject } from '../state/json.ts'
import type { Problem } from '../blocks/rule.ts'

/** A call that Slack answers with `ok: false`. Thrown by methods, turned into the answer in one place. */
export class Refusal extends Error {
  readonly code: string
  readonly extra: JsonObject
  constructor(code: string, extra: JsonObject = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.extra = extra
  }
}

export function refuse(code: string, extra?: JsonObject): never {
  throw new Refusal(code, extra)
}

/** With every fault and its JSON pointer, the way Slack words them. */
export function refuseFor(code: string, problems: readonly Problem[]): never {
  const lines = problems.map((one) => `${one.message} [json-pointer:${one.pointer}]`)
  return refuse(code, {
    errors: lines,
    response_metadata: { messages: lines.map((line) => `[ERROR] ${line}`) },
  })
}
