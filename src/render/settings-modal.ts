/** What an admin decides for all packets of the team. */
import type { InputBlock, ModalView, PlainTextOption } from '@slack/types'
import type { HouseRules } from '../engine/house-rules.ts'
import { laneIds } from '../engine/packet.ts'
import type { LaneId } from '../engine/packet.ts'
import { escapeMrkdwn, mrkdwnCode } from './escape.ts'
import { actionIds, viewIds } from './ids.ts'
import { noteButton, renderNote } from './notes.ts'
import { shorten } from './split.ts'
import { laneWords } from './words.ts'

export const settingFields = {
  runtime: 'runtime',
  containers: 'containers',
  acceptors: 'acceptors',
  keepMonths: 'keep-months',
  budget: (lane: LaneId) => `budget-${lane}`,
} as const

export const containerChoices = { allowed: 'allowed', forbidden: 'forbidden' } as const

export function renderSettingsModal(rules: HouseRules): ModalView {
  const choices = [
    option(containerChoices.allowed, 'Allowed'),
    option(containerChoices.forbidden, 'Not allowed'),
  ]
  const chosen = rules.containersOnPr ? choices[0] : choices[1]
  return {
    type: 'modal',
    callback_id: viewIds.settingsSave,
    title: plain('Settings'),
    submit: plain('See what changes'),
    close: plain('Cancel'),
    blocks: [
      ...renderNote(
        'House rules for all packets of this workspace. A request that says otherwise goes first, and each packet shows which rule it follows.',
      ).blocks,
      field(settingFields.runtime, 'Language or framework when a request names none', {
        type: 'plain_text_input',
        action_id: 'value',
        max_length: 60,
        ...(rules.runtime === null ? {} : { initial_value: rules.runtime }),
      }),
      field(settingFields.containers, 'Containers on the pull request', {
        type: 'radio_buttons',
        action_id: 'value',
        options: choices,
        ...(chosen === undefined ? {} : { initial_option: chosen }),
      }),
      ...laneIds.map((lane) =>
        field(settingFields.budget(lane), `Minutes for ${laneWords[lane]}`, {
          type: 'number_input',
          action_id: 'value',
          is_decimal_allowed: false,
          min_value: '1',
          max_value: '600',
          ...initial(rules.budgetMinutes[lane]),
        }),
      ),
      ...renderNote('Who owns what packets hand over, and the channel it goes to:', [
        noteButton('Owners…', actionIds.settingsOwners, 'settings'),
      ]).blocks,
      {
        ...field(settingFields.acceptors, 'Who may accept a packet', {
          type: 'multi_users_select',
          action_id: 'value',
          max_selected_items: 50,
          ...(rules.acceptorIds.length === 0 ? {} : { initial_users: [...rules.acceptorIds] }),
        }),
        hint: plain('Nobody chosen: everybody in the channel but the author.'),
      },
      {
        ...field(settingFields.keepMonths, 'Months to keep a packet that nobody changes', {
          type: 'number_input',
          action_id: 'value',
          is_decimal_allowed: false,
          min_value: '1',
          max_value: '120',
          ...initial(rules.keepMonths ?? undefined),
        }),
        hint: plain('Empty: for ever. Messages in Slack stay; what the bot keeps is deleted.'),
      },
    ],
  }
}

export interface ImpactView {
  readonly looked: number
  readonly changed: readonly { readonly name: string; readonly title: string }[]
  readonly forgotten: number
}

const namesShown = 50

/** What the new rules would change, before they are saved. `proposed` comes back with the confirmation. */
export function renderImpactModal(impact: ImpactView, proposed: string): ModalView {
  const { looked, changed, forgotten } = impact
  const among = `${looked} open ${looked === 1 ? 'packet' : 'packets'} that you can see`
  return {
    type: 'modal',
    callback_id: viewIds.settingsConfirm,
    private_metadata: proposed,
    title: plain('Save the settings?'),
    submit: plain('Save'),
    close: plain('Cancel'),
    blocks: [
      `*${changed.length} of ${among} would read differently* under these rules. Packets of channels that you are not in are not counted.`,
      ...namesOf(changed),
      [
        'They keep what they say: the rules hold for packets that are made from now on.',
        ...(forgotten === 0
          ? []
          : [
              `*Within a day ${forgotten} that you can see will be deleted for good*, and those of other channels that are as old.`,
            ]),
      ].join('\n'),
    ].flatMap((text) => renderNote(text).blocks),
  }
}

/** So few a section that the longest titles fit. */
const namesTogether = 8

function namesOf(changed: ImpactView['changed']): readonly string[] {
  const lines = changed
    .slice(0, namesShown)
    .map(({ name, title }) => `• ${mrkdwnCode(name)} ${escapeMrkdwn(shorten(title, 60))}`)
  const left = changed.length - lines.length
  if (left > 0) lines.push(`and ${left} more`)
  return Array.from({ length: Math.ceil(lines.length / namesTogether) }, (_, at) =>
    lines.slice(at * namesTogether, (at + 1) * namesTogether).join('\n'),
  )
}

function initial(value: number | undefined) {
  return value === undefined ? {} : { initial_value: String(value) }
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
