import { describe, expect, test } from 'vitest'
import { channels, people } from '../../src/workspace/state/seed.ts'
import { codeOf, manifestWith, openWorkspace, quiet, webClient } from './support.ts'

const section = (text: string, block_id?: string) => ({
  type: 'section',
  text: { type: 'mrkdwn', text },
  ...(block_id !== undefined && { block_id }),
})

describe('posting', () => {
  test('a message appears in the channel, by the bot, with names for its unnamed blocks', async () => {
    const { workspace } = await openWorkspace()
    const answer = await webClient(workspace).chat.postMessage({
      channel: channels.backend,
      text: 'A packet',
      blocks: [section('*A packet*')],
      ...quiet,
    })
    const [message] = workspace.see.messages(channels.backend)
    expect(message).toMatchObject({ ts: answer.ts, user: people.bot, text: 'A packet' })
    expect(message?.blocks?.[0]?.['block_id']).toEqual(expect.any(String))
    expect(answer.message).toMatchObject({ bot_id: 'B0BTPBOT01', app_id: 'A0BTPAPP01' })
    expect(workspace.log()).toEqual([])
  })

  test('ts is unique and rises although the clock stands still', async () => {
    const { workspace } = await openWorkspace({ rateLimits: false })
    const client = webClient(workspace)
    const sent = []
    for (let count = 0; count < 20; count += 1) {
      sent.push(
        (await client.chat.postMessage({ channel: channels.backend, text: `${count}` })).ts!,
      )
    }
    expect(sent).toEqual([...new Set(sent)].toSorted())
    expect(sent[0]).toMatch(/^\d{10}\.\d{6}$/)
  })

  test('where the bot may not post, Slack says why', async () => {
    const { workspace } = await openWorkspace()
    const to = (channel: string) =>
      codeOf(webClient(workspace).chat.postMessage({ channel, text: 'x' }))
    expect(await to(channels.random)).toBe('not_in_channel')
    expect(await to(channels.leadership)).toBe('channel_not_found')
    expect(await to(channels.archived)).toBe('is_archived')
    expect(await to('C0NOSUCH01')).toBe('channel_not_found')
    expect(await to(channels.incidentRoom)).toBe('ok')
    expect(await to(people.maya)).toBe('ok')
    expect(workspace.see.messages('D0MAYA0001')).toHaveLength(1)
  })

  test('chat:write.public opens public channels', async () => {
    const { workspace } = await openWorkspace({
      manifest: manifestWith({ scopes: ['chat:write.public'] }),
    })
    const { chat } = webClient(workspace)
    expect(await codeOf(chat.postMessage({ channel: channels.random, text: 'x' }))).toBe('ok')
  })

  test('a message needs something to show', async () => {
    const { workspace } = await openWorkspace({ rateLimits: false })
    const post = (extra: object) =>
      codeOf(
        webClient(workspace).apiCall('chat.postMessage', { channel: channels.backend, ...extra }),
      )
    expect(await post({})).toBe('no_text')
    expect(await post({ text: '  ' })).toBe('no_text')
    expect(await post({ blocks: [] })).toBe('no_text')
    expect(await post({ blocks: '{}' })).toBe('invalid_blocks_format')
    expect(await post({ blocks: '[' })).toBe('invalid_blocks_format')
    expect(await post({ markdown_text: 'x', text: 'y' })).toBe('markdown_text_conflict')
    expect(await post({ text: 'x', attachments: Array.from({ length: 101 }, () => ({})) })).toBe(
      'too_many_attachments',
    )
  })

  test('replies go to a root; a reply’s ts or an unknown one is refused', async () => {
    const { workspace } = await openWorkspace({ rateLimits: false })
    const { chat } = webClient(workspace)
    const root = workspace.act.send(people.maya, { channel: channels.backend, text: 'root' })
    const reply = await chat.postMessage({
      channel: channels.backend,
      text: 'one',
      thread_ts: root.ts,
    })
    const deeper = chat.postMessage({
      channel: channels.backend,
      text: 'two',
      thread_ts: reply.ts!,
    })
    expect(await codeOf(deeper)).toBe('thread_not_found')
    const nowhere = chat.postMessage({
      channel: channels.backend,
      text: 'x',
      thread_ts: '1.000000',
    })
    expect(await codeOf(nowhere)).toBe('thread_not_found')
    expect(workspace.see.replies(channels.backend, root.ts)).toHaveLength(1)
  })

  test('metadata is a type and a flat payload', async () => {
    const { workspace } = await openWorkspace({ rateLimits: false })
    const post = (metadata: unknown) =>
      codeOf(
        webClient(workspace).apiCall('chat.postMessage', {
          channel: channels.backend,
          text: 'x',
          metadata,
        }),
      )
    const event_type = 'packet'
    expect(await post({ event_type, event_payload: { id: 'p1', nested: { part: 1 } } })).toBe('ok')
    expect(await post({ event_type })).toBe('invalid_metadata_format')
    expect(await post({ event_type, event_payload: 'p1' })).toBe('invalid_metadata_format')
    expect(await post('{')).toBe('invalid_metadata_format')
    expect(await post({ event_type, event_payload: { a: { b: { c: 1 } } } })).toBe(
      'invalid_metadata_schema',
    )
    expect(await post({ event_type, event_payload: { a: 'x'.repeat(16_000) } })).toBe(
      'metadata_too_large',
    )
  })

  test('text beyond 40,000 characters is cut, and beyond 4,000 it is noted', async () => {
    const { workspace } = await openWorkspace()
    await webClient(workspace).chat.postMessage({
      channel: channels.backend,
      text: '😀'.repeat(40_001),
      ...quiet,
    })
    expect(Array.from(workspace.see.messages(channels.backend)[0]!.text)).toHaveLength(40_000)
    expect(workspace.log()).toMatchObject([{ level: 'suspicious', error: 'long_text' }])
  })
})

describe('changing messages', () => {
  test('an update replaces blocks and keeps metadata that it does not name', async () => {
    const { workspace } = await openWorkspace()
    const { chat } = webClient(workspace)
    const metadata = { event_type: 'packet', event_payload: { part: 1 } }
    const at = { channel: channels.backend }
    const { ts } = await chat.postMessage({
      ...at,
      text: 'one',
      blocks: [section('one')],
      metadata,
      ...quiet,
    })
    const message = () => workspace.see.messages(channels.backend)[0]
    await chat.update({ ...at, ts: ts!, text: 'two' })
    expect(message()).toMatchObject({ text: 'two', metadata, edited: { user: people.bot } })
    expect(message()?.blocks).toBeUndefined()
    await chat.update({
      ...at,
      ts: ts!,
      text: 'three',
      blocks: [section('three')],
      metadata: {} as never,
    })
    expect(message()?.blocks).toHaveLength(1)
    expect(message()?.metadata).toBeUndefined()
    expect(workspace.log()).toEqual([])
  })

  test('only the bot’s own message can be updated or deleted, and 4,000 characters are the end', async () => {
    const { workspace } = await openWorkspace()
    const { chat } = webClient(workspace)
    const { ts: theirs } = workspace.act.send(people.maya, {
      channel: channels.backend,
      text: 'mine',
    })
    const { ts: own } = await chat.postMessage({ channel: channels.backend, text: 'x' })
    const update = (ts: string, text: string) =>
      codeOf(chat.update({ channel: channels.backend, ts, text }))
    expect(await update(theirs, 'x')).toBe('cant_update_message')
    expect(await update('1.000000', 'x')).toBe('message_not_found')
    expect(await update(own!, 'x'.repeat(4001))).toBe('msg_too_long')
    expect(await update(own!, 'x'.repeat(4000))).toBe('ok')
    expect(await codeOf(chat.delete({ channel: channels.backend, ts: theirs }))).toBe(
      'cant_delete_message',
    )
    expect(await codeOf(chat.delete({ channel: channels.backend, ts: own! }))).toBe('ok')
    expect(workspace.see.messages(channels.backend)).toHaveLength(1)
  })

  test('a deleted root with replies leaves a tombstone', async () => {
    const { workspace } = await openWorkspace()
    const { chat } = webClient(workspace)
    const { ts } = await chat.postMessage({ channel: channels.backend, text: 'root', ...quiet })
    workspace.act.send(people.jonas, { channel: channels.backend, text: 'reply', threadTs: ts! })
    await chat.delete({ channel: channels.backend, ts: ts! })
    expect(workspace.see.roots(channels.backend)).toMatchObject([{ subtype: 'tombstone' }])
  })
})

describe('ephemeral messages', () => {
  test('are seen by one member and kept by no history', async () => {
    const { workspace } = await openWorkspace()
    const { chat } = webClient(workspace)
    const to = (user: string) =>
      codeOf(chat.postEphemeral({ channel: channels.incidentRoom, user, text: 'psst' }))
    expect(await to(people.maya)).toBe('ok')
    expect(await to(people.priya)).toBe('user_not_in_channel')
    expect(workspace.see.ephemerals(people.maya)).toMatchObject([{ text: 'psst' }])
    expect(workspace.see.messages(channels.incidentRoom)).toEqual([])
  })
})

describe('the log', () => {
  test.each([
    ['blocks without text', { blocks: [section('x')], ...quiet }, 'no_text_fallback'],
    ['a broadcast in the text', { text: 'hey <!channel>', ...quiet }, 'broadcast'],
    [
      'a broadcast in mrkdwn',
      { text: 'x', blocks: [section('<!here|here>')], ...quiet },
      'broadcast',
    ],
    [
      'a broadcast in markdown',
      { text: 'x', blocks: [{ type: 'markdown', text: '<!everyone>' }], ...quiet },
      'broadcast',
    ],
    ['links left to unfurl', { text: 'x', unfurl_links: false }, 'unfurl_not_off'],
    [
      'a reply shown in the channel too',
      { text: 'x', reply_broadcast: true, ...quiet },
      'reply_broadcast',
    ],
    ['names turned into mentions', { text: 'x', link_names: true, ...quiet }, 'link_names'],
    ['full parsing', { text: 'x', parse: 'full', ...quiet }, 'parse_full'],
  ])('notes %s', async (_what, extra, error) => {
    const { workspace } = await openWorkspace()
    await webClient(workspace).apiCall('chat.postMessage', { channel: channels.backend, ...extra })
    expect(workspace.log().map((entry) => [entry.level, entry.error])).toEqual([
      ['suspicious', error],
    ])
  })

  test('is empty for escaped and literal text', async () => {
    const { workspace } = await openWorkspace()
    const raw = { type: 'rich_text_section', elements: [{ type: 'text', text: '<!channel>' }] }
    await webClient(workspace).apiCall('chat.postMessage', {
      channel: channels.backend,
      text: '&lt;!channel&gt;',
      blocks: [
        section('&lt;!channel&gt;'),
        { type: 'header', text: { type: 'plain_text', text: '<!channel>', emoji: false } },
        { type: 'rich_text', elements: [raw] },
        { type: 'table', rows: [[{ type: 'raw_text', text: '<!channel>' }]] },
      ],
      ...quiet,
    })
    expect(workspace.log()).toEqual([])
  })
})

describe('rate limits', () => {
  test('a channel takes one message a second after a burst of three', async () => {
    const { workspace, clock } = await openWorkspace()
    const { chat } = webClient(workspace)
    const post = (channel: string) => chat.postMessage({ channel, text: 'x', ...quiet })
    for (let count = 0; count < 3; count += 1) await post(channels.backend)
    await expect(post(channels.backend)).rejects.toMatchObject({ retryAfter: 1 })
    expect(await codeOf(post(channels.payments))).toBe('ok')
    clock.advance(1000)
    expect(await codeOf(post(channels.backend))).toBe('ok')
    expect(workspace.log()).toMatchObject([{ method: 'chat.postMessage', error: 'ratelimited' }])
  })

  test('a method has its tier per minute', async () => {
    const { workspace, clock } = await openWorkspace()
    const client = webClient(workspace)
    for (let count = 0; count < 20; count += 1) await client.users.list({})
    await expect(client.users.list({})).rejects.toMatchObject({ retryAfter: 3 })
    clock.advance(3000)
    expect(await codeOf(client.users.list({}))).toBe('ok')
  })
})

describe('files', () => {
  const withFiles = { manifest: manifestWith({ scopes: ['files:write'] }) }

  test('an upload becomes a message with the file in the thread', async () => {
    const { workspace } = await openWorkspace(withFiles)
    const client = webClient(workspace)
    const root = workspace.act.send(people.maya, {
      channel: channels.backend,
      text: 'export please',
    })
    await client.filesUploadV2({
      channel_id: channels.backend,
      thread_ts: root.ts,
      filename: 'packet.md',
      content: '## Backend Test Packet: refresh – tokens',
      initial_comment: 'The packet',
    })
    const [reply] = workspace.see.replies(channels.backend, root.ts)
    expect(reply).toMatchObject({ text: 'The packet', files: [{ name: 'packet.md' }] })
    expect(workspace.see.files()).toMatchObject([
      { content: '## Backend Test Packet: refresh – tokens', sharedIn: [channels.backend] },
    ])
    expect(workspace.log()).toEqual([])
  })

  test('an empty file, an unknown file and a second completion are refused', async () => {
    const { workspace } = await openWorkspace(withFiles)
    const { files } = webClient(workspace)
    expect(await codeOf(files.getUploadURLExternal({ filename: 'x.md', length: 0 }))).toBe(
      'missing_argument',
    )
    const complete = (id: string) => codeOf(files.completeUploadExternal({ files: [{ id }] }))
    expect(await complete('F0UNKNOWN')).toBe('file_not_found')
    const slot = await files.getUploadURLExternal({ filename: 'x.md', length: 1 })
    expect(await complete(slot.file_id!)).toBe('file_not_found')
    await fetch(slot.upload_url!, { method: 'POST', body: 'x' })
    expect(await complete(slot.file_id!)).toBe('ok')
    expect(await complete(slot.file_id!)).toBe('file_not_found')
  })
})
