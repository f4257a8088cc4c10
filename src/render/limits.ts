/**
 * Slack's limits and our budgets below them, in one table. All counts are Unicode code points, as Slack counts.
 * Source of the limits: Block Kit reference pages; of the budgets: the edge at which Slack answers
 * `msg_blocks_too_long` is undocumented and lies somewhere above 11,000 characters a message.
 */

/** What Slack refuses beyond. */
export const slackLimits = {
  headerText: 150,
  sectionText: 3000,
  buttonText: 75,
  buttonValue: 2000,
  optionText: 75,
  optionValue: 75,
  inputText: 3000,
  selectOptions: 100,
  radioOptions: 10,
  modalTitle: 24,
  viewBlocks: 100,
  viewBytes: 250_000,
  tableColumns: 20,
  tableRows: 100,
  actionsElements: 25,
} as const

/** What one message may hold before the rest goes to the next one. */
export interface MessageBudget {
  readonly blocks: number
  readonly characters: number
  readonly fallback: number
}

export const cardBudget: MessageBudget = { blocks: 20, characters: 6000, fallback: 1000 }
export const partBudget: MessageBudget = { blocks: 45, characters: 9000, fallback: 3000 }

/** One rich text block or section: below Slack's 3,000 for a section, so that either can carry it. */
export const blockCharacters = 2900
/** All cells of one table together, and one cell before its text goes on in a row below. */
export const tableCharacters = 8000
export const cellCharacters = 1500
