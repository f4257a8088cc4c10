/**
 * Every way into a packet: what listens, what somebody sends there who names a packet that they may not see, and for
 * whom it works otherwise. Slack signs who acts and where; ids, names and forms are forged at will.
 */
import { rowsOf } from '../../../src/bot/thread/alternatives.ts'
import { cardOf, idOf, nameOf, planSecret, secretOf } from './planted.ts'
import type { Person, Place } from './planted.ts'

type Payload = Readonly<Record<string, unknown>>

export interface Way {
  readonly key: string
  /** Told apart where one listener is several ways. */
  readonly what?: string
  readonly payload: (person: Person, where: Place) => Payload
  /** For whom it works, of those who may see the packet. Nobody: it never leads to another channel's packet. */
  readonly for:
    | 'viewers'
    | 'members'
    | 'the author'
    | 'others than the author'
    | 'admins'
    | 'nobody'
  /** What it shows where it works, or that it changes the packet. */
  readonly gives: 'a change' | ((where: Place) => string)
  /** One's own message and hand-off can be taken back without seeing the packet any more; nothing is shown then. */
  readonly isOwnAffair?: true
}

/** Listeners that lead to no packet, and why. */
export const withoutPacket: Readonly<Record<string, string>> = {
  'shortcut packet_new': 'opens an empty dialog, or the person’s own draft',
  'message_action packet_from_message':
    'opens the dialog with the message that the person points at',
  'view_submission packet_open': 'makes a new packet',
  'view_closed packet_open': 'keeps the person’s own draft',
  'block_actions request_read': 'reads what the person typed',
  'block_actions kind_choose': 'reads what the person typed',
  'block_actions draft_continue': 'opens the person’s own draft',
  'block_actions draft_discard': 'deletes the person’s own draft',
  'block_actions packet_new': 'opens an empty dialog, or the person’s own draft',
  'block_actions packet_blank': 'opens an empty dialog',
  'block_actions verb_request': 'opens the dialog with the person’s own words',
  'block_actions verb_help': 'shows the help',
  'block_actions history_search': 'opens an empty form',
  'block_actions settings_open': 'shows the rules, to admins',
  'block_actions settings_owners': 'shows the rules, to admins',
  'view_submission settings_confirm': 'saves the rules, for admins',
  'event app_uninstalled': 'stops the posting',
  'event tokens_revoked': 'stops the posting',
}

const own = ({ userId }: Person): string => `D-${userId}`

const signed = (person: Person) => ({
  user: { id: person.userId, team_id: person.teamId },
  team: { id: person.teamId },
  trigger_id: 'trigger',
})

/** Pressed in the person's own conversation with the bot. */
const pressed = (person: Person, action: Payload, view?: Payload): Payload => ({
  body: {
    type: 'block_actions',
    ...signed(person),
    ...(view === undefined
      ? {
          channel: { id: own(person) },
          container: { type: 'message', message_ts: '5.5', is_ephemeral: true },
        }
      : { container: { type: 'view' }, view: modal(view) }),
    actions: [action],
  },
})

const modal = (view: Payload) => ({
  id: 'V1',
  type: 'modal',
  hash: 'hash',
  private_metadata: '',
  blocks: [],
  state: { values: {} },
  ...view,
})

const submitted = (person: Person, view: Payload): Payload => ({
  body: { type: 'view_submission', ...signed(person) },
  view: modal(view),
})

const metadata = (value: object | string): string =>
  typeof value === 'string' ? value : JSON.stringify(value)

const values = (entered: Readonly<Record<string, Payload>>) => ({
  state: {
    values: Object.fromEntries(
      Object.entries(entered).map(([id, input]) => [id, { value: input }]),
    ),
  },
})

const picked = (value: string) => ({ selected_option: { value } })

const button = (
  id: string,
  value: (where: Place, person: Person) => string,
  rest: Pick<Way, 'for' | 'gives'> & Partial<Way>,
): Way => ({
  key: `block_actions ${id}`,
  payload: (person, where) => pressed(person, { action_id: id, value: value(where, person) }),
  ...rest,
})

const form = (
  id: string,
  view: (where: Place, person: Person) => Payload,
  rest: Pick<Way, 'for' | 'gives'> & Partial<Way>,
): Way => ({
  key: `view_submission ${id}`,
  // A form is taken once, so each is another one.
  payload: (person, where) => submitted(person, { id: `V-${where.name}`, ...view(where, person) }),
  ...rest,
})

const typed = (
  what: string,
  text: (where: Place) => string,
  rest: Pick<Way, 'for' | 'gives'>,
): Way => ({
  key: 'command /backend-test-packet',
  what,
  payload: (person, where) => ({
    command: {
      team_id: person.teamId,
      user_id: person.userId,
      channel_id: own(person),
      trigger_id: 'trigger',
      text: text(where),
    },
  }),
  ...rest,
})

const ofPacket = (where: Place, more: object = {}) => ({
  private_metadata: metadata({ packetId: idOf(where), revision: 2, ...more }),
})
const shown = { for: 'viewers', gives: secretOf } as const
const changed = { for: 'members', gives: 'a change' } as const

export const ways: readonly Way[] = [
  typed('show by name', (where) => `show ${nameOf(where)}`, shown),
  typed('show by id', (where) => `show ${idOf(where)}`, shown),
  typed('history', () => 'history', shown),
  typed('history by word', (where) => `history ${secretOf(where)}`, shown),
  typed('history by beginning', (where) => `history ${secretOf(where).slice(0, 4)}*`, shown),
  typed('history by phrase', (where) => `history "words about ${secretOf(where)}"`, shown),
  typed('history by service', (where) => `history service:${secretOf(where)}`, shown),
  typed(
    'history by channel and person',
    (where) => `history in:<#${where.channelId}> by:<@author>`,
    {
      ...shown,
      // These ids are no shape of Slack's, so they are searched as words.
      for: 'nobody',
    },
  ),
  typed('history by a near miss', (where) => `history ${secretOf(where)}x`, {
    ...shown,
    for: 'nobody',
  }),
  button('verb_history', () => 'history', shown),
  button('verb_show', (where) => nameOf(where), shown),
  button('history_older', (where) => `start\n${secretOf(where)}`, shown),
  button('history_export', (where) => `start\n${secretOf(where)}`, shown),
  form('history_search', (where) => values({ words: { value: secretOf(where) } }), shown),

  button('packet_show', (where) => idOf(where), shown),
  {
    ...button('packet_show', (where) => idOf(where), { ...shown, what: 'on top of a list' }),
    payload: (person, where) => pressed(person, { value: idOf(where) }, {}),
  },
  button('packet_why', (where) => idOf(where), shown),
  {
    key: 'block_actions why_show',
    payload: (person, where) => pressed(person, picked('layers'), ofPacket(where)),
    ...shown,
  },
  button('packet_markdown', (where) => idOf(where), shown),
  button('packet_answer', (where) => idOf(where), { for: 'the author', gives: secretOf }),
  button('packet_share', (where) => idOf(where), shown),
  form(
    'packet_share',
    (where) => ({
      private_metadata: idOf(where),
      ...values({ channel: { selected_conversation: 'C-PUBLIC' } }),
    }),
    // Into the public channel only what is public, and only by who is in it.
    { for: 'nobody', gives: secretOf },
  ),
  button('packet_export', (where) => idOf(where), shown),
  ...(['md', 'json'] as const).map((format) =>
    form(
      'packet_export',
      (where) => ({
        id: `V-${format}-${where.name}`,
        private_metadata: idOf(where),
        ...values({ format: picked(format), place: picked('direct') }),
      }),
      { ...shown, what: `as ${format}` },
    ),
  ),
  button('revision_show', (where) => `${idOf(where)} 1`, { ...shown, what: 'an old revision' }),
  button('revision_difference', (where) => `${idOf(where)} 2`, shown),
  ...(['revisions', 'notes', 'markdown'] as const).map((what): Way => ({
    key: 'block_actions packet_more',
    what,
    payload: (person, where) => pressed(person, picked(`${what} ${idOf(where)}`)),
    for: 'viewers',
    gives: what === 'revisions' ? nameOf : secretOf,
  })),
  ...(['revise', 'change'] as const).map((what): Way => ({
    key: 'block_actions packet_more',
    what,
    payload: (person, where) => pressed(person, picked(`${what} ${idOf(where)}`)),
    for: 'members',
    gives: idOf,
  })),
  {
    key: 'block_actions row_choose',
    payload: (person, where) =>
      pressed(person, picked('layer unit'), {
        ...ofPacket(where),
        ...values({ row: picked('layer unit') }),
      }),
    for: 'viewers',
    gives: idOf,
  },

  button('proposal_changes', (where) => `proposal-${idOf(where)}`, shown),
  button('proposal_adjust', (where) => `proposal-${idOf(where)}`, {
    for: 'members',
    gives: (where) => `proposal-${idOf(where)}`,
  }),
  button('proposal_apply', (where) => `proposal-${idOf(where)}`, changed),
  button('proposal_reopen', (where) => `proposal-${idOf(where)}`, changed),
  button('proposal_dismiss', (where) => `proposal-${idOf(where)}`, changed),
  form(
    'proposal_adjust',
    (where) => ({
      private_metadata: metadata({ proposalId: `proposal-${idOf(where)}` }),
      ...values({ words: { value: 'and more' }, keep: { selected_options: [{ value: '0' }] } }),
    }),
    changed,
  ),
  form(
    'proposal_adjust',
    (where) => ({
      private_metadata: metadata({ proposalId: `proposal-${idOf(where)}` }),
      ...values({ words: { value: 'unclear' } }),
    }),
    { for: 'members', gives: secretOf, what: 'in words that are asked about' },
  ),
  button('packet_change', (where) => idOf(where), { for: 'members', gives: idOf }),
  form(
    'packet_change',
    (where) => {
      const row = rowsOf(planSecret('', [])).find(({ alternatives }) => alternatives.length > 0)
      return { ...ofPacket(where), ...values({ row: picked(row?.key ?? ''), choice: picked('0') }) }
    },
    changed,
  ),
  button('packet_revise', (where) => idOf(where), { for: 'members', gives: secretOf }),
  form(
    'packet_revise',
    (where) => ({
      ...ofPacket(where),
      blocks: [{ type: 'input', block_id: 'constraints~0', element: {} }],
      ...values({ 'constraints~0': { value: 'a limit of mine' } }),
    }),
    changed,
  ),
  {
    key: 'block_actions revision_undo',
    payload: (person, where) => pressed(person, { value: `${idOf(where)} 2` }, {}),
    ...changed,
  },

  button('packet_accept', (where) => `${idOf(where)} 2`, {
    for: 'others than the author',
    gives: 'a change',
  }),
  button('packet_needs_change', (where) => `${idOf(where)} 2`, { for: 'members', gives: idOf }),
  button('packet_object', (where) => `${idOf(where)} 2`, { for: 'members', gives: idOf }),
  form(
    'stance_take',
    (where) => ({
      ...ofPacket(where, { stance: 'object' }),
      ...values({ words: { value: 'no' } }),
    }),
    changed,
  ),
  button('conflict_keep', (where, { userId }) => `conflict-${userId}-${idOf(where)}`, changed),
  button('conflict_take', (where, { userId }) => `conflict-${userId}-${idOf(where)}`, changed),

  {
    key: 'message_action packet_add',
    payload: (person, where) => ({
      shortcut: {
        type: 'message_action',
        ...signed(person),
        channel: { id: own(person) },
        message_ts: '7.7',
        message: { ts: '7.7', thread_ts: cardOf(where), user: 'author', text: 'said elsewhere' },
      },
    }),
    for: 'nobody',
    gives: secretOf,
  },
  ...(['question', 'objection'] as const).map((kind) =>
    form(
      'packet_add',
      (where) => ({
        ...ofPacket(where, { sourceTs: '7.7', authorId: 'author' }),
        ...values({ words: { value: 'who?' }, capture: picked(kind) }),
      }),
      { ...changed, what: kind },
    ),
  ),
  form(
    'packet_add',
    (where) => ({
      ...ofPacket(where, { sourceTs: '7.7', authorId: 'author' }),
      ...values({ words: { value: 'unclear' }, capture: picked('amendment') }),
    }),
    { for: 'members', gives: secretOf, what: 'in words that are asked about' },
  ),
  {
    key: 'block_actions note_resolve',
    payload: (person, where) =>
      pressed(person, { value: `question-${person.userId}-${idOf(where)}` }, {}),
    ...changed,
  },

  button('hand_off_open', (where) => `${idOf(where)} api-design`, {
    for: 'members',
    gives: secretOf,
  }),
  {
    key: 'block_actions hand_off_choose',
    payload: (person, where) => pressed(person, {}, handOffForm(where)),
    for: 'members',
    gives: secretOf,
  },
  form('hand_off_send', handOffForm, { for: 'members', gives: secretOf }),
  button('hand_off_withdraw', (where) => `hand-off-${idOf(where)}`, {
    for: 'the author',
    gives: 'a change',
    isOwnAffair: true,
  }),
  button('hand_off_accept', (where) => `hand-off-${idOf(where)}`, changed),
  // Nobody took it on, so nobody can put it back.
  button('hand_off_release', (where) => `hand-off-${idOf(where)}`, {
    for: 'nobody',
    gives: 'a change',
  }),
  button('hand_off_decline', (where) => `hand-off-${idOf(where)}`, {
    for: 'members',
    gives: (where) => `hand-off-${idOf(where)}`,
  }),
  button('hand_off_answer', (where) => `hand-off-${idOf(where)}`, {
    for: 'members',
    gives: (where) => `hand-off-${idOf(where)}`,
  }),
  ...(['hand_off_decline', 'hand_off_answer'] as const).map((id) =>
    form(
      id,
      (where) => ({
        private_metadata: `hand-off-${idOf(where)}`,
        ...values({ words: { value: 'We decided.' } }),
      }),
      changed,
    ),
  ),

  ...(['delivery_repeat', 'delivery_skip'] as const).map((id) =>
    button(id, (where) => `${idOf(where)} card-${idOf(where)}`, {
      // The card has arrived, so there is nothing to decide; whoever is not the author is told only that.
      for: 'nobody',
      gives: 'a change',
    }),
  ),

  {
    key: 'view_submission /^(?:settings_save|settings_owners)$/u',
    payload: (person) =>
      submitted(person, {
        callback_id: 'settings_save',
        ...values({ containers: picked('forbidden') }),
      }),
    for: 'admins',
    gives: nameOf,
  },

  {
    key: 'event app_home_opened',
    payload: (person) => ({
      event: { tab: 'home', user: person.userId, channel: own(person) },
      body: { team_id: person.teamId },
    }),
    ...shown,
  },
  {
    key: 'event app_mention',
    payload: (person, where) => ({
      event: {
        user: person.userId,
        channel: own(person),
        thread_ts: cardOf(where),
        ts: `8.${where.name.length}`,
        text: '<@U-BTP> why this?',
      },
      body: { team_id: person.teamId },
    }),
    for: 'nobody',
    gives: secretOf,
  },
]

function handOffForm(where: Place): Payload {
  return {
    private_metadata: metadata({
      packetId: idOf(where),
      revision: 2,
      to: 'api-design',
      channelId: null,
      withQuotes: true,
      standing: null,
    }),
    ...values({ to: picked('api-design') }),
  }
}
