import { App, LogLevel } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import { onTestFinished } from 'vitest'
import { parse } from 'yaml'
import { readFileSync } from 'node:fs'
import { startWorkspace } from '../../src/workspace/start-workspace.ts'
import type { Workspace, WorkspaceOptions } from '../../src/workspace/start-workspace.ts'
import { manualClock } from '../../src/workspace/state/clock.ts'
import type { ManualClock } from '../../src/workspace/state/clock.ts'

/** A workspace on a manual clock that ends with its test. */
export async function openWorkspace(
  options: WorkspaceOptions = {},
): Promise<{ readonly workspace: Workspace; readonly clock: ManualClock }> {
  const clock = manualClock()
  const workspace = await startWorkspace({ clock, ...options })
  onTestFinished(() => workspace.close())
  return { workspace, clock }
}

/** The official client, without its retries, so that one call is one request. */
export function webClient(workspace: Workspace, token: string | undefined = workspace.botToken) {
  return new WebClient(token, {
    slackApiUrl: workspace.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
    logger: silent,
  })
}

/** A Bolt app over Socket Mode, connected before this resolves and stopped before the workspace is. */
export async function connectApp(workspace: Workspace, listen: (app: App) => void): Promise<App> {
  const app = new App({
    token: workspace.botToken,
    appToken: workspace.appToken,
    socketMode: true,
    convoStore: false,
    logger: silent,
    clientOptions: { slackApiUrl: workspace.apiUrl },
  })
  listen(app)
  await app.start()
  await workspace.connected()
  onTestFinished(async () => {
    const before = workspace.socket.count()
    await app.stop()
    await workspace.until(() => workspace.socket.count() < before)
  })
  return app
}

/** The error code of a refused call, or `ok`. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call
    return 'ok'
  } catch (error) {
    return (error as { data?: { error?: string } }).data?.error ?? String(error)
  }
}

export const quiet = { unfurl_links: false, unfurl_media: false } as const

/** The repository's manifest as data, with more bot scopes, events or redirect URLs. */
export function manifestWith(change: {
  scopes?: readonly string[]
  events?: readonly string[]
  redirectUrls?: readonly string[]
}): object {
  const manifest = parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8')) as {
    oauth_config: { redirect_urls?: readonly string[]; scopes: { bot: string[] } }
    settings: { event_subscriptions: { bot_events: string[] } }
  }
  if (change.scopes) manifest.oauth_config.scopes.bot.push(...change.scopes)
  if (change.events) manifest.settings.event_subscriptions.bot_events.push(...change.events)
  if (change.redirectUrls) manifest.oauth_config.redirect_urls = change.redirectUrls
  return manifest
}

const nothing = (): void => undefined
export const silent = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
}
