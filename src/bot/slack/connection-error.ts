import { WebAPIPlatformError, WebAPIRequestError } from '@slack/web-api'

/** The bot does not get into Slack. `slackCode` is Slack's own word for it, such as `invalid_auth`. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError'
  readonly code: 'connection_refused' | 'slack_unreachable'
  /** Null when Slack could not be asked at all. */
  readonly slackCode: string | null

  constructor(slackCode: string | null, options?: ErrorOptions) {
    super(
      slackCode === null
        ? 'Slack cannot be reached. Check the network, a proxy on the way, and SLACK_API_URL if it is set.'
        : `Slack does not let the bot in (${slackCode}). Check SLACK_BOT_TOKEN, SLACK_APP_TOKEN and that the app is installed in the workspace.`,
      options,
    )
    this.code = slackCode === null ? 'slack_unreachable' : 'connection_refused'
    this.slackCode = slackCode
  }
}

/** A refusal or an outage as something to act on; everything else stays what it is. */
export async function admitted<Value>(connecting: Promise<Value>): Promise<Value> {
  try {
    return await connecting
  } catch (error) {
    if (error instanceof WebAPIPlatformError) {
      throw new ConnectionError(error.data.error, { cause: error })
    }
    if (error instanceof WebAPIRequestError) throw new ConnectionError(null, { cause: error })
    throw error
  }
}
