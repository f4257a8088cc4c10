import { WebAPIRequestError } from '@slack/web-api'
import { codeIn } from '../delivery/posting-outcome.ts'

/** The other side hung up: on a connection that was kept open, this happens just as it is used again. */
const hungUpCodes: ReadonlySet<string> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'])

/**
 * A call that only reads is made once more when the connection was gone. Whoever waits must not be taken for a stranger
 * because of that; a Slack that is slow is another matter, and not asked twice.
 */
export async function readAgain<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call()
  } catch (error) {
    if (error instanceof WebAPIRequestError && hungUpCodes.has(codeIn(error.original)))
      return call()
    throw error
  }
}
