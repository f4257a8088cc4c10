import { isObject, objectsIn } from '../state/json.ts'
import type { JsonObject } from '../state/json.ts'
import { checkBlockList } from './check-blocks.ts'
import { plainText } from './composition.ts'
import { among, flag, object, problem, text } from './rule.ts'
import type { Problem, Rule } from './rule.ts'

/** 250 KB, over the JSON as sent. */
const viewBytes = 250_000

export type ViewVerdict =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly error: 'view_too_large' | 'invalid_arguments'
      readonly problems: readonly Problem[]
    }

const shared = {
  callback_id: text({ max: 255 }),
  private_metadata: text({ max: 3000 }),
  external_id: text({ max: 255 }),
}

/** Blocks are judged afterwards, with the surface known. */
const anything: Rule = () => []

const modal = object({
  required: { type: among('modal'), title: plainText(24), blocks: anything },
  optional: {
    ...shared,
    submit: plainText(24),
    close: plainText(24),
    clear_on_close: flag,
    notify_on_close: flag,
    submit_disabled: flag,
  },
})

/** A Home has neither title nor buttons of its own. */
const home = object({ required: { type: among('home'), blocks: anything }, optional: shared })

export function checkView(view: JsonObject, wanted: 'modal' | 'home'): ViewVerdict {
  if (Buffer.byteLength(JSON.stringify(view)) > viewBytes) {
    return {
      ok: false,
      error: 'view_too_large',
      problems: problem('/view', 'must be at most 250 KB'),
    }
  }
  const frame = (wanted === 'modal' ? modal : home)(view, '/view')
  const problems = [
    ...frame,
    ...checkBlockList(view['blocks'], wanted, '/view/blocks'),
    ...submitProblems(view, wanted),
  ]
  return problems.length === 0 ? { ok: true } : { ok: false, error: 'invalid_arguments', problems }
}

function submitProblems(view: JsonObject, wanted: 'modal' | 'home'): readonly Problem[] {
  const asks = objectsIn(view['blocks']).some((block) => block['type'] === 'input')
  return wanted === 'modal' && asks && !isObject(view['submit'])
    ? problem('/view', 'missing required field: submit (an input block needs it)')
    : []
}
