/** What is given on the command line, checked before the engine gets it. */
import { redactSecrets } from '../engine/redact.ts'

const longestRequest = 40_000

/** Bad input: the message is one line that says what to do. */
export class InputError extends Error {
  override readonly name = 'InputError'
}

/** The text as the engine gets it: not empty, not too long, without secrets. @throws InputError */
export function checkedText(text: string): string {
  if (text.trim() === '')
    throw new InputError('the request is empty: say what changed, or what worries you (--help)')
  if (text.length > longestRequest)
    throw new InputError(
      `the request has ${text.length} characters; the limit is ${longestRequest}: keep the part that the packet is about`,
    )
  return redactSecrets(text).text
}
