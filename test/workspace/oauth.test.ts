import { App } from '@slack/bolt'
import type { Installation } from '@slack/bolt'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { people } from '../../src/workspace/state/seed.ts'
import { codeOf, manifestWith, openWorkspace, silent, webClient } from './support.ts'

const redirectUri = 'https://bot.example/slack/oauth_redirect'
const withRedirect = { manifest: manifestWith({ redirectUrls: [redirectUri] }) }

async function opened() {
  const { workspace, clock } = await openWorkspace(withRedirect)
  const { clientId: client_id, clientSecret: client_secret } = workspace
  const link = { client_id, scope: 'chat:write,commands', state: 's1', redirect_uri: redirectUri }
  const decide = async (decision: string, change: object = {}) => {
    const team = workspace.teams[0]!.id
    const body = new URLSearchParams({ ...link, team, decision, ...change })
    const answer = await fetch(workspace.authorizeUrl, { method: 'POST', body, redirect: 'manual' })
    const location = answer.headers.get('location')
    return location === null ? await answer.text() : new URL(location)
  }
  const allow = async () => ((await decide('allow')) as URL).searchParams.get('code')!
  const access = (code: string, change: object = {}) =>
    webClient(workspace, '').oauth.v2.access({
      client_id,
      client_secret,
      code,
      redirect_uri: redirectUri,
      ...change,
    })
  return { workspace, clock, link, decide, allow, access }
}

describe('installing over OAuth', () => {
  test('the consent page shows the scopes, and nothing of the link as markup', async () => {
    const { workspace, link } = await opened()
    const query = new URLSearchParams({ ...link, state: '"><script>' })
    const page = await (await fetch(`${workspace.authorizeUrl}?${query.toString()}`)).text()
    expect(page).toContain('<li>chat:write</li>')
    expect(page).toContain('value="&quot;&gt;&lt;script&gt;"')
  })

  test.each([
    ['an unknown client', { client_id: '1.2' }, 'invalid_client_id'],
    ['another address', { redirect_uri: `${redirectUri}/more` }, 'bad_redirect_uri'],
    ['no scopes', { scope: '' }, 'no_scopes'],
    ['a scope outside the manifest', { scope: 'channels:history' }, 'invalid_scope'],
  ])('a link with %s ends at Slack', async (_what, change, error) => {
    const { decide } = await opened()
    expect(await decide('allow', change)).toContain(error)
  })

  test('denial goes back to the app with the state', async () => {
    const { decide } = await opened()
    const back = (await decide('deny')) as URL
    expect([...back.searchParams]).toEqual([
      ['state', 's1'],
      ['error', 'access_denied'],
    ])
  })

  test('a code gives the token of the chosen team with the agreed scopes, once', async () => {
    const { allow, access, workspace } = await opened()
    const code = await allow()
    expect(await access(code)).toMatchObject({
      access_token: workspace.botToken,
      scope: 'chat:write,commands',
      team: { name: 'Harborlight' },
      authed_user: { id: people.maya },
    })
    expect(await codeOf(access(code))).toBe('invalid_code')
    expect(await codeOf(webClient(workspace).users.list({}))).toBe('missing_scope')
  })

  test('a code is refused with a wrong secret, to another address, and after ten minutes', async () => {
    const { allow, access, clock } = await opened()
    expect(await codeOf(access(await allow(), { client_secret: 'wrong' }))).toBe(
      'bad_client_secret',
    )
    expect(await codeOf(access(await allow(), { redirect_uri: 'https://evil.example' }))).toBe(
      'bad_redirect_uri',
    )
    const late = await allow()
    clock.advance(10 * 60_000 + 1)
    expect(await codeOf(access(late))).toBe('invalid_code')
  })

  test('after an uninstall there is a new token, and the old one stays dead', async () => {
    const { allow, access, workspace } = await opened()
    workspace.act.uninstall(people.maya)
    const { access_token } = await access(await allow())
    expect(access_token).not.toBe(workspace.botToken)
    expect(await codeOf(webClient(workspace).auth.test())).toBe('account_inactive')
    expect(await codeOf(webClient(workspace, access_token).auth.test())).toBe('ok')
  })

  test('Bolt’s own installer gets through it', async () => {
    const port = await freePort()
    const redirect = `http://127.0.0.1:${port}/slack/oauth_redirect`
    const { workspace } = await openWorkspace({
      manifest: manifestWith({ redirectUrls: [redirect] }),
    })
    const stored: Installation[] = []
    const app = new App({
      signingSecret: workspace.signingSecret,
      clientId: workspace.clientId,
      clientSecret: workspace.clientSecret,
      stateSecret: 'a-secret-for-states',
      scopes: ['chat:write'],
      redirectUri: redirect,
      logger: silent,
      convoStore: false,
      clientOptions: { slackApiUrl: workspace.apiUrl },
      installerOptions: {
        directInstall: true,
        authorizationUrl: workspace.authorizeUrl,
        redirectUriPath: '/slack/oauth_redirect',
        clientOptions: { slackApiUrl: workspace.apiUrl },
      },
      installationStore: {
        storeInstallation: async (installation) => void stored.push(installation),
        fetchInstallation: () => Promise.reject(new Error('not asked for here')),
      },
    })
    await app.start(port)
    onTestFinished(async () => void (await app.stop()))
    const start = await fetch(`http://127.0.0.1:${port}/slack/install`, { redirect: 'manual' })
    const query = new URL(start.headers.get('location')!).searchParams
    const body = new URLSearchParams([
      ...query,
      ['team', workspace.teams[1]!.id],
      ['decision', 'allow'],
    ])
    const decided = await fetch(workspace.authorizeUrl, {
      method: 'POST',
      body,
      redirect: 'manual',
    })
    const cookie = start.headers.get('set-cookie')!.split(';')[0]!
    const finished = await fetch(decided.headers.get('location')!, { headers: { cookie } })
    expect(finished.status).toBe(200)
    expect(stored).toMatchObject([
      {
        team: { id: workspace.teams[1]!.id },
        bot: { token: workspace.teams[1]!.botToken, scopes: ['chat:write'] },
      },
    ])
    expect(workspace.log()).toEqual([])
  })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
