/** What a person does in the small Slack, in their words. */
import type { Locator, Page } from 'playwright-core'
import { afterEach, beforeAll, expect } from 'vitest'
import { channels, people } from '../../src/workspace/state/seed.ts'
import { launchBrowser } from './browser.ts'
import { startProgram } from './program.ts'
import type { Program } from './program.ts'

export const command = '/backend-test-packet'

export interface Slack {
  readonly program: Program
  readonly page: Page
  /** Opens the workspace as this person, in this channel. */
  enter(person: keyof typeof people, channel: keyof typeof channels): Promise<void>
  /** Types into the channel's composer and sends it. */
  say(text: string): Promise<void>
  readonly composer: Locator
  /** Messages of the channel, without those of a thread. */
  readonly messages: Locator
  readonly dialog: Locator
  /** The dialog's field with this label. */
  field(label: string): Locator
  readonly thread: Locator
  /** Presses Post and gives the card that appears in the channel. */
  post(): Promise<Locator>
  /** Presses Post and gives the card that appears in the thread that is open. */
  postInThread(): Promise<Locator>
  /** Opens the thread under a card and waits for the packet's last part. */
  openPacket(card: Locator): Promise<void>
  /** Chooses *Make a test packet* in the menu of a message. */
  makePacketFrom(message: Locator): Promise<void>
  /** Of the app's calls, what the workspace refused or found odd. */
  refusedCalls(): Promise<readonly string[]>
}

/**
 * The real program in a workspace of its own and one page in a real browser, for all journeys of a file: the packaged
 * Chromium ends with its first page. Each journey has its own person or channel and counts from what it finds.
 */
export function slackForThisFile(): Slack {
  let program: Program
  let page: Page

  beforeAll(async () => {
    program = await startProgram()
    return async () => void (await program.stop())
  })

  beforeAll(async () => {
    const browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1360, height: 900 } })
    page.setDefaultTimeout(20_000)
    return () => browser.close()
  })

  // What the program said is half of the story of a journey that failed.
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') console.error(program.output())
  })

  const dialog = () => page.getByRole('dialog', { name: 'Backend test packet' })
  const messages = () => page.getByRole('log', { name: /^Messages in #/ }).getByRole('article')
  const thread = () => page.getByRole('region', { name: 'Thread' })
  const composer = () => page.getByRole('textbox', { name: /^Message #/ })
  const post = async (messages: Locator): Promise<Locator> => {
    const before = await messages.count()
    await dialog().getByRole('button', { name: 'Post', exact: true }).click()
    await dialog().waitFor({ state: 'detached' })
    const card = messages.nth(before)
    await card.waitFor()
    return card
  }

  return {
    get program() {
      return program
    },
    get page() {
      return page
    },
    get composer() {
      return composer()
    },
    get messages() {
      return messages()
    },
    get dialog() {
      return dialog()
    },
    get thread() {
      return thread()
    },
    field: (label) => dialog().getByLabel(label, { exact: true }),

    async enter(person, channel) {
      await page.goto('about:blank')
      await page.goto(`${program.url}/#/${people[person]}/${channels[channel]}`)
      await composer().waitFor()
      // What is sent once only, such as an ephemeral message, is lost on a page that does not listen yet; a dialog that is
      // still open is there as soon as it listens.
      await page.getByText('Connecting to the workspace…').waitFor({ state: 'detached' })
      // A journey that failed may have left a dialog open.
      while ((await page.getByRole('dialog').count()) > 0) await page.keyboard.press('Escape')
    },

    async say(text) {
      await composer().fill(text)
      await composer().press('Enter')
    },

    post: () => post(messages()),
    postInThread: () => post(thread().getByRole('article')),

    async openPacket(card) {
      await card.getByRole('button', { name: /repl(y|ies)/ }).click()
      await thread().getByText(lastPart).waitFor()
    },

    async makePacketFrom(message) {
      await message.hover()
      await message.getByRole('button', { name: 'More actions' }).click()
      await page.getByRole('menuitem', { name: /Make a test packet/ }).click()
      await dialog().waitFor()
    },

    async refusedCalls() {
      await page.getByRole('button', { name: /^Refused calls/ }).click()
      const log = page.getByRole('dialog', { name: 'Refused calls' })
      const refused = await log.getByRole('row').allInnerTexts()
      await page.keyboard.press('Escape')
      await log.waitFor({ state: 'detached' })
      return refused
    },
  }
}

/** "Part 4 of 4": nothing of the packet is missing any more. */
export const lastPart = /^Part (\d+) of \1 ·/

/** Nothing in this part of the page would notify anybody but the packet's author. */
export async function expectNobodyIsNotified(within: Locator, author: keyof typeof people) {
  const mentioned = await within
    .locator('.mention')
    .evaluateAll((pills) => pills.map((pill) => pill.getAttribute('data-mention')))
  expect(new Set(mentioned)).toEqual(new Set([`@${people[author]}`]))
}
