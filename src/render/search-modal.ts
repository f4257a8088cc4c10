import type { InputBlock, ModalView, PlainTextOption } from '@slack/types'
import { packetKinds } from '../engine/packet.ts'
import { viewIds } from './ids.ts'
import { labelWords, slugWords } from './labels.ts'
import { slackLimits } from './limits.ts'
import type { Vocabulary } from './dialog-fields.ts'

/** Searching with fields in place of filters. Every field is optional; an empty form lists everything. */
export function renderSearchModal({ risks, surfaces }: Vocabulary): ModalView {
  const kinds = [...packetKinds.map((kind) => option(kind, labelWords[kind])), ...otherKinds]
  return {
    type: 'modal',
    callback_id: viewIds.historySearch,
    title: plain('Search packets'),
    submit: plain('Search'),
    close: plain('Close'),
    blocks: [
      {
        ...field('words', 'Words', {
          type: 'plain_text_input',
          action_id: 'value',
          max_length: 200,
        }),
        hint: plain('All must occur, in any form. "Exact words" in quotes.'),
      },
      choices('kind', 'Packet', kinds),
      ...slugChoices('surface', 'Surface', surfaces),
      {
        ...line('service', 'Service'),
        hint: plain('By its name: orders-api, billing'),
      },
      {
        ...line('dependency', 'Dependency'),
        hint: plain('Separated by commas, any of them will do: Postgres, Kafka'),
      },
      ...slugChoices('risk', 'Risk', risks),
      field('by', 'Asked by', { type: 'multi_users_select', action_id: 'value' }),
      field('in', 'In', {
        type: 'multi_conversations_select',
        action_id: 'value',
        filter: { include: ['public', 'private'], exclude_bot_users: true },
      }),
      choices('is', 'Status', [option('open', 'Open'), option('accepted', 'Accepted')], true),
      choices(
        'since',
        'Opened in the last',
        [
          option('7d', '7 days'),
          option('30d', '30 days'),
          option('90d', '90 days'),
          option('1y', 'year'),
        ],
        true,
      ),
    ],
  }
}

/** What was entered, by field; an empty list for a field that was left alone. */
export interface SearchForm {
  readonly words: string
  readonly kinds: readonly string[]
  readonly surfaces: readonly string[]
  readonly service: string
  readonly dependencies: readonly string[]
  readonly risks: readonly string[]
  readonly userIds: readonly string[]
  readonly channelIds: readonly string[]
  readonly statuses: readonly string[]
  readonly ages: readonly string[]
}

/** The form as the text that a person could have typed behind `history`. */
export function searchText(form: SearchForm): string {
  const filters = [
    ...form.kinds.map((kind) => `kind:${kind}`),
    ...form.surfaces.map((surface) => `surface:${surface}`),
    ...(form.service === '' ? [] : [`service:${asValue(form.service)}`]),
    ...form.dependencies.map((name) => `dep:${asValue(name)}`),
    ...form.risks.map((risk) => `risk:${risk}`),
    ...form.userIds.map((id) => `by:@${id}`),
    ...form.channelIds.map((id) => `in:#${id}`),
    ...form.statuses.map((status) => `is:${status}`),
    ...form.ages.map((age) => `since:${age}`),
  ]
  return [...filters, form.words].join(' ').trim()
}

/** A value of several words stands in quotes behind its filter. */
const asValue = (typed: string): string =>
  /\s/u.test(typed) ? `"${typed.replaceAll('"', '')}"` : typed

const otherKinds = [
  option('route-out', 'Handed over to a neighbour'),
  option('needs-framing', labelWords['needs-framing']),
]

function slugChoices(id: string, label: string, slugs: readonly string[]): readonly InputBlock[] {
  const options = slugs
    .slice(0, slackLimits.selectOptions)
    .map((slug) => option(slug, slugWords(slug)))
  return options.length === 0 ? [] : [choices(id, label, options)]
}

function line(id: string, label: string): InputBlock {
  return field(id, label, { type: 'plain_text_input', action_id: 'value', max_length: 80 })
}

function choices(
  id: string,
  label: string,
  options: readonly PlainTextOption[],
  isSingle = false,
): InputBlock {
  return field(
    id,
    label,
    isSingle
      ? { type: 'static_select', action_id: 'value', options: [...options] }
      : { type: 'multi_static_select', action_id: 'value', options: [...options] },
  )
}

function field(id: string, label: string, element: InputBlock['element']): InputBlock {
  return { type: 'input', block_id: id, optional: true, label: plain(label), element }
}

function option(value: string, label: string): PlainTextOption {
  return { text: plain(label), value }
}

function plain(text: string) {
  return { type: 'plain_text' as const, text, emoji: false }
}
