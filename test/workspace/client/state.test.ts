import { describe, expect, it } from 'vitest'
import type { Boot, Message, View } from '../../../src/workspace/client-api.ts'
import {
  countReplies,
  reduce,
  startState,
  type State,
} from '../../../src/workspace/client/state.ts'

const boot: Boot = {
  team: { id: 'T1', name: 'Harborlight', domain: 'harborlight' },
  me: {
    id: 'U1',
    name: 'maya',
    realName: 'Maya Lindqvist',
    isBot: false,
    kind: 'member',
    tz: 'UTC',
  },
  people: [],
  channels: [
    {
      id: 'C1',
      name: 'backend',
      kind: 'public',
      isArchived: false,
      isMember: true,
      botIsMember: true,
    },
    {
      id: 'C2',
      name: 'general',
      kind: 'public',
      isArchived: false,
      isMember: true,
      botIsMember: true,
    },
  ],
  commands: [],
  shortcuts: [],
  app: { name: 'Packet', botUserId: 'UB', homeEnabled: true, connected: true },
}

const message = (ts: string, more: Partial<Message> = {}): Message => ({
  channel: 'C1',
  ts,
  user: 'UB',
  text: ts,
  ...more,
})

const heard = (state: State, ...messages: readonly Message[]): State =>
  messages.reduce(
    (current, one) => reduce(current, { type: 'event', event: { type: 'message', message: one } }),
    state,
  )

const tsIn = (state: State): readonly string[] => (state.messages['C1'] ?? []).map((one) => one.ts)

const start = startState(boot, undefined)

describe('messages', () => {
  it('keeps them in order and each once, however they arrive', () => {
    expect(
      tsIn(heard(start, message('3.0'), message('1.0'), message('2.0'), message('1.0'))),
    ).toEqual(['1.0', '2.0', '3.0'])
  })

  it('drops what a loaded history no longer has, but not what is newer, a reply or ephemeral', () => {
    const known = heard(
      start,
      message('1.0'),
      message('2.0', { ephemeral: true }),
      message('3.0', { threadTs: '1.0' }),
      message('4.0'),
      message('9.0'),
    )
    const loaded = reduce(known, { type: 'loaded', channel: 'C1', messages: [message('5.0')] })
    expect(tsIn(loaded)).toEqual(['2.0', '3.0', '5.0', '9.0'])
  })

  it('counts replies that arrived after the root was loaded', () => {
    const replies = ['2.0', '3.0'].map((ts) => message(ts, { threadTs: '1.0' }))
    expect(countReplies(message('1.0', { replyCount: 1 }), replies)).toBe(2)
    expect(countReplies(message('1.0', { replyCount: 7 }), replies)).toBe(7)
  })

  it('counts what is new elsewhere until somebody goes there', () => {
    const state = heard(start, message('1.0'), message('2.0', { channel: 'C2' }))
    expect(state.unread).toEqual({ C2: 1 })
    const there = reduce(state, { type: 'went', place: { kind: 'channel', channel: 'C2' } })
    expect(there.unread['C2']).toBe(0)
  })
})

describe('notices', () => {
  it('come from Slackbot in the conversation, for this person only', () => {
    const state = reduce(start, { type: 'event', event: { type: 'notice', text: 'no answer' } })
    expect(state.messages['C1']).toMatchObject([
      { user: 'USLACKBOT', text: 'no answer', ephemeral: true },
    ])
  })

  it('become a toast where no conversation is in sight', () => {
    const home = reduce(start, { type: 'went', place: { kind: 'app', tab: 'home' } })
    const state = reduce(home, { type: 'event', event: { type: 'notice', text: 'no answer' } })
    expect(state.toasts.map((toast) => toast.text)).toEqual(['no answer'])
  })
})

describe('dialogs', () => {
  const input = (block_id: string, initial_value?: string) => ({
    type: 'input',
    block_id,
    element: {
      type: 'plain_text_input',
      action_id: 'text',
      ...(initial_value === undefined ? {} : { initial_value }),
    },
  })
  const view = (...blocks: readonly object[]): View => ({
    id: 'V1',
    type: 'modal',
    hash: 'h',
    view: { type: 'modal', blocks },
  })
  const shown = (state: State, one: View): State =>
    reduce(state, { type: 'event', event: { type: 'modals', views: [one] } })
  const entered = (state: State, blockId: string): unknown =>
    state.values['V1']?.[blockId]?.['text']?.['value']

  it('keep what was typed over an update with the same ids, and start new fields afresh', () => {
    const opened = shown(start, view(input('a', 'first'), input('b')))
    expect(entered(opened, 'a')).toBe('first')
    const typed = reduce(opened, {
      type: 'entered',
      viewId: 'V1',
      values: {
        ...opened.values['V1'],
        a: { text: { type: 'plain_text_input', value: 'typed' } },
      },
    })
    const updated = shown(typed, view(input('a', 'ignored'), input('c', 'new')))
    expect(entered(updated, 'a')).toBe('typed')
    expect(entered(updated, 'b')).toBeUndefined()
    expect(entered(updated, 'c')).toBe('new')
  })

  it('fill a picker that defaults to the current conversation', () => {
    const element = {
      type: 'conversations_select',
      action_id: 'where',
      default_to_current_conversation: true,
    }
    const opened = shown(start, view({ type: 'input', block_id: 'a', element }))
    expect(opened.values['V1']?.['a']?.['where']).toEqual({
      type: 'conversations_select',
      selected_conversation: 'C1',
    })
  })

  it('are forgotten with all that was entered once they close', () => {
    const opened = shown(start, view(input('a', 'x')))
    const closed = reduce(opened, { type: 'event', event: { type: 'modals', views: [] } })
    expect(closed.values).toEqual({})
  })
})
