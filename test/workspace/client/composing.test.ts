import { describe, expect, it } from 'vitest'
import type { Boot, Person } from '../../../src/workspace/client-api.ts'
import { suggest } from '../../../src/workspace/client/completion.ts'
import { decodeMentions, encodeMentions } from '../../../src/workspace/client/mentions.ts'
import { readAddress, readPermalink, writeAddress } from '../../../src/workspace/client/place.ts'

const person = (id: string, realName: string, isBot = false): Person => ({
  id,
  name: realName.toLowerCase().replace(' ', '.'),
  realName,
  isBot,
  kind: isBot ? 'bot' : 'member',
  tz: 'UTC',
})

const boot: Boot = {
  team: { id: 'T1', name: 'Harborlight', domain: 'harborlight' },
  me: person('U1', 'Maya Lindqvist'),
  people: [person('U1', 'Maya Lindqvist'), person('U2', 'Maya'), person('UB', 'Test Packet', true)],
  channels: [],
  commands: [{ command: '/test-packet', description: 'Plan tests', usageHint: 'what changed' }],
  shortcuts: [],
  app: { name: 'Test Packet', botUserId: 'UB', homeEnabled: true, connected: true },
}

const titles = (text: string): readonly string[] =>
  suggest(boot, text, text.length).map((one) => one.title)

describe('completion', () => {
  it('offers the commands that start like the typed one, only at the start of a message', () => {
    expect(titles('/te')).toEqual(['/test-packet'])
    expect(titles('/')).toEqual(expect.arrayContaining(['/invite', '/archive']))
    expect(titles('see /te')).toEqual([])
    expect(titles('/test-packet ')).toEqual([])
  })

  it('offers people by any word of their name, the app first', () => {
    expect(titles('ask @')[0]).toBe('@Test Packet')
    expect(titles('ask @pack')).toEqual(['@Test Packet'])
    expect(titles('ask @maya li')).toEqual(['@Maya Lindqvist'])
    expect(titles('mail me@ma')).toEqual([])
  })

  it('puts the caret behind what was taken and keeps the rest', () => {
    expect(suggest(boot, '@te please', 3)[0]).toMatchObject({
      text: '@Test Packet please',
      caret: '@Test Packet '.length,
    })
  })
})

describe('mentions in a message', () => {
  it('become references, the longest name first, and nothing else is touched', () => {
    expect(encodeMentions(boot, '@Maya Lindqvist and @Maya: a < b & @Mayan')).toBe(
      '<@U1> and <@U2>: a < b & @Mayan',
    )
  })

  it('stay as they are in code', () => {
    expect(encodeMentions(boot, 'the `@Maya` decorator')).toBe('the `@Maya` decorator')
  })

  it('come back as they were typed when the message is edited', () => {
    expect(decodeMentions(boot, '<@UB> a &lt; b, <!here>')).toBe('@Test Packet a < b, @here')
  })
})

describe('addresses', () => {
  it.each([
    { kind: 'channel', channel: 'C1' },
    { kind: 'channel', channel: 'C1', thread: '1700000000.000100' },
    { kind: 'app', tab: 'home' },
    { kind: 'app', tab: 'messages', thread: '1700000000.000100' },
  ] as const)('lead back to %j', (place) => {
    expect(readAddress(writeAddress('U1', place))).toEqual({ user: 'U1', place })
  })

  it('follow permalinks to a root and to a reply', () => {
    expect(readPermalink('https://x.slack.com/archives/C1/p1700000000000100')).toEqual({
      kind: 'channel',
      channel: 'C1',
      thread: '1700000000.000100',
    })
    expect(
      readPermalink('/archives/C1/p1700000009000100?thread_ts=1700000000.000100&cid=C1'),
    ).toMatchObject({ thread: '1700000000.000100' })
    expect(readPermalink('https://example.com/archive')).toBeUndefined()
  })
})
