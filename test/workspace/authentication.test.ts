import { describe, expect, test } from 'vitest'
import { channels, people, secondTeam } from '../../src/workspace/state/seed.ts'
import { codeOf, manifestWith, openWorkspace, webClient } from './support.ts'

describe('tokens', () => {
  test('auth.test names the team and the bot of the token', async () => {
    const { workspace } = await openWorkspace()
    const answer = await webClient(workspace).auth.test()
    expect(answer).toMatchObject({ team: 'Harborlight', user_id: people.bot, bot_id: 'B0BTPBOT01' })
    expect(workspace.log()).toEqual([])
  })

  test('a missing, unknown or wrong kind of token is refused in Slack’s words', async () => {
    const { workspace } = await openWorkspace()
    const bare = await fetch(`${workspace.apiUrl}auth.test`, { method: 'POST' })
    expect(await bare.json()).toEqual({ ok: false, error: 'not_authed' })
    const codes = [
      await codeOf(webClient(workspace, 'xoxb-unknown').auth.test()),
      await codeOf(webClient(workspace, workspace.appToken).auth.test()),
      await codeOf(webClient(workspace, workspace.botToken).apps.connections.open()),
      await codeOf(webClient(workspace, 'xapp-unknown').apps.connections.open()),
    ]
    expect(codes).toEqual([
      'invalid_auth',
      'not_allowed_token_type',
      'not_allowed_token_type',
      'invalid_auth',
    ])
  })

  test('an uninstalled team’s token is dead', async () => {
    const { workspace } = await openWorkspace()
    workspace.act.uninstall(people.maya)
    expect(await codeOf(webClient(workspace).auth.test())).toBe('account_inactive')
    const other = workspace.teams[1]!
    expect(await codeOf(webClient(workspace, other.botToken).auth.test())).toBe('ok')
  })

  test('one team’s token reaches nothing of another team', async () => {
    const { workspace } = await openWorkspace()
    const other = webClient(workspace, workspace.teams[1]!.botToken)
    expect(await codeOf(other.conversations.info({ channel: channels.backend }))).toBe(
      'channel_not_found',
    )
    expect(await codeOf(other.users.info({ user: people.maya }))).toBe('user_not_found')
    const { members } = await other.users.list({})
    expect(members?.map((member) => member.id)).toEqual([secondTeam.person, secondTeam.bot])
  })
})

describe('scopes', () => {
  test('a method without its scope says which is needed and which were given', async () => {
    const { workspace } = await openWorkspace()
    const refused = webClient(workspace).conversations.history({ channel: channels.backend })
    await expect(refused).rejects.toMatchObject({
      data: {
        error: 'missing_scope',
        needed: 'channels:history',
        provided: expect.stringContaining('chat:write'),
      },
    })
    expect(workspace.log()).toMatchObject([
      {
        level: 'refused',
        method: 'conversations.history',
        error: 'missing_scope',
        detail: 'needed channels:history',
      },
    ])
  })

  test('the scope asked for follows the kind of conversation', async () => {
    const { workspace } = await openWorkspace()
    const client = webClient(workspace)
    expect(await codeOf(client.conversations.info({ channel: channels.incidentRoom }))).toBe('ok')
    const direct = client.conversations.info({ channel: 'D0MAYA0001' })
    await expect(direct).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'im:read' },
    })
  })

  test('with the scope, history shows roots newest first and metadata only when asked', async () => {
    const { workspace } = await openWorkspace({
      manifest: manifestWith({ scopes: ['channels:history'] }),
    })
    const client = webClient(workspace)
    const metadata = { event_type: 'packet', event_payload: { part: 1 } }
    await client.chat.postMessage({ channel: channels.backend, text: 'first', metadata })
    const second = await client.chat.postMessage({ channel: channels.backend, text: 'second' })
    await client.chat.postMessage({
      channel: channels.backend,
      text: 'reply',
      thread_ts: second.ts!,
    })
    const plain = await client.conversations.history({ channel: channels.backend })
    expect(plain.messages?.map((message) => message.text)).toEqual(['second', 'first'])
    expect(plain.messages?.[0]).toMatchObject({ reply_count: 1 })
    expect(plain.messages?.[1]?.metadata).toEqual({ event_type: 'packet' })
    const full = await client.conversations.history({
      channel: channels.backend,
      include_all_metadata: true,
    })
    expect(full.messages?.[1]?.metadata).toEqual(metadata)
  })

  test('answers carry the granted and the accepted scopes', async () => {
    const { workspace } = await openWorkspace()
    const answer = await webClient(workspace).users.info({ user: people.jonas })
    expect(answer.response_metadata).toMatchObject({ acceptedScopes: ['users:read'] })
    expect(answer.response_metadata?.scopes).toContain('chat:write')
  })
})

describe('bodies', () => {
  test('JSON and forms are read alike, and unknown arguments are let through', async () => {
    const { workspace } = await openWorkspace()
    const post = async (type: string, body: string) => {
      const headers = { authorization: `Bearer ${workspace.botToken}`, 'content-type': type }
      const response = await fetch(`${workspace.apiUrl}users.info`, {
        method: 'POST',
        headers,
        body,
      })
      return ((await response.json()) as { ok: boolean; error?: string }).error ?? 'ok'
    }
    expect(
      await post('application/json', JSON.stringify({ user: people.maya, team_id: 'T1' })),
    ).toBe('ok')
    expect(await post('application/x-www-form-urlencoded', `user=${people.maya}&odd=1`)).toBe('ok')
    expect(await post('application/json', '{')).toBe('invalid_json')
    expect(await post('application/json', '[]')).toBe('json_not_object')
    expect(await post('application/x-www-form-urlencoded', '')).toBe('invalid_arguments')
    expect(await post('text/plain', 'user=U1')).toBe('invalid_post_type')
  })
})

describe('who sees what', () => {
  test('a private channel without the bot does not exist for it', async () => {
    const { workspace } = await openWorkspace()
    const client = webClient(workspace)
    expect(await codeOf(client.conversations.info({ channel: channels.leadership }))).toBe(
      'channel_not_found',
    )
    expect(await codeOf(client.conversations.info({ channel: 'C0NOSUCH01' }))).toBe(
      'channel_not_found',
    )
    const { channels: listed } = await client.users.conversations({
      user: people.maya,
      types: 'public_channel,private_channel',
      exclude_archived: true,
    })
    expect(listed?.map((channel) => channel.id)).toEqual([
      channels.general,
      channels.backend,
      channels.payments,
      channels.random,
      channels.incidentRoom,
    ])
  })

  test('members come in pages with a cursor', async () => {
    const { workspace } = await openWorkspace()
    const pages: string[][] = []
    for await (const page of webClient(workspace).paginate('conversations.members', {
      channel: channels.backend,
      limit: 2,
    })) {
      pages.push((page as unknown as { members: string[] }).members)
    }
    expect(pages).toEqual([
      [people.maya, people.jonas],
      [people.priya, people.bot],
    ])
  })
})
