import { WebAPIPlatformError } from '@slack/web-api'

/** Slack does not let the bot in. `slackCode` is Slack's own word for it, such as `invalid_auth`. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError'
  readonly code = 'connection_refused'
  readonly slackCode: string

  constructor(slackCode: string, options?: ErrorOptions) {
    super(
      `Slack does not let the bot in (${slackCode}). Check SLACK_BOT_TOKEN, SLACK_APP_TOKEN and that the app is installed in the workspace.`,
      options,
    )
    this.slackCode = slackCode
  }
}

/** A refusal by Slack as something to act on; an outage and everything else stays what it is. */
export async function admitted<Value>(connecting: Promise<Value>): Promise<Value> {
  try {
    return await connecting
  } catch (error) {
    if (error instanceof WebAPIPlatformError) {
      throw new ConnectionError(error.data.error, { cause: error })
    }
    throw error
  }
}
