import { WebClient } from '@slack/web-api'
import type {
  ChatPostMessageArguments,
  ChatPostMessageResponse,
  WebClientOptions,
} from '@slack/web-api'
import type { SlackLogger } from './slack-logger.ts'

export interface Clients {
  /** For answers while somebody waits: quick to give up, never repeated. */
  readonly interactive: WebClient
  /** For messages that must not appear twice: never repeated by the client, and a rate limit comes back as an error. */
  readonly posting: WebClient
}

/**
 * The bot's own Web API clients. Bolt's clients repeat a failed call for half an hour, also one that Slack has taken,
 * and their retry settings cannot be changed without changing those of the socket connection.
 */
export function createClients(options: {
  readonly token: string
  readonly apiUrl: string
  /** How long Slack may take to answer while somebody waits. */
  readonly answerTimeoutMs?: number | undefined
  readonly logger: SlackLogger
}): Clients {
  const shared: WebClientOptions = {
    slackApiUrl: options.apiUrl,
    logger: options.logger,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  }
  return {
    interactive: new WebClient(options.token, {
      ...shared,
      timeout: options.answerTimeoutMs ?? 2500,
    }),
    posting: new WebClient(options.token, { ...shared, timeout: 10_000 }),
  }
}

export function postMessage(
  client: WebClient,
  message: ChatPostMessageArguments,
): Promise<ChatPostMessageResponse> {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- Slack's method, not a window's
  return client.chat.postMessage(message)
}
