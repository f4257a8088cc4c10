/** Draws docs/images by using the real program in a real browser: `node scripts/screenshots.ts`. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { launchBrowser } from '../test/journeys/browser.ts'
import { startProgram } from '../test/journeys/program.ts'
import { drawThread } from './thread-pictures.ts'

const directory = join(import.meta.dirname, '..', 'docs', 'images')
/** A usual window, drawn a little smaller, so that a card and a table fit into one picture of less than 200 KB. */
const window = { viewport: { width: 1320, height: 820 }, deviceScaleFactor: 0.84 }
const command = '/backend-test-packet'
const request =
  'We added refresh-token rotation and new admin-only endpoints to our Express API. I need backend tests that catch auth failures, token replay issues, and DB persistence bugs without turning CI into a giant end-to-end suite.'
const locking =
  'Our Spring Boot order service updates one row from two requests at once. We want optimistic locking with a version column on Postgres; should the loser get 409 or 412? Which tests do we need?'
const policy =
  'We are 14 squads. Write our company testing strategy: pyramid, coverage thresholds, release gates and who owns QA.'

const program = await startProgram()
const browser = await launchBrowser()
try {
  mkdirSync(directory, { recursive: true })
  const page = await browser.newPage({ ...window, colorScheme: 'light' })
  await draw(page)
} finally {
  await browser.close()
  await program.stop()
}

async function draw(page: Page): Promise<void> {
  const composer = page.getByRole('textbox', { name: /^Message #/ })
  const dialog = page.getByRole('dialog', { name: 'Backend test packet' })
  const messages = page.getByRole('log', { name: /^Messages in #/ }).getByRole('article')
  const thread = page.getByRole('region', { name: 'Thread' })

  const enter = async (channel: string): Promise<void> => {
    await page
      .getByRole('navigation', { name: 'Workspace' })
      // Behind its name stands how much of it is unread.
      .getByRole('button', { name: new RegExp(`^${channel}\\b`, 'u') })
      .click()
    await page.getByRole('textbox', { name: `Message ${channel}` }).waitFor()
  }
  const ask = async (words: string): Promise<void> => {
    await composer.fill(`${command} ${words}`)
    await composer.press('Enter')
  }
  const post = async (): Promise<Locator> => {
    const before = await messages.count()
    await dialog.getByRole('button', { name: 'Post', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    const card = messages.nth(before)
    await card.getByRole('button', { name: /repl(y|ies)/ }).click()
    await thread.getByText(/^Part (\d+) of \1 ·/).waitFor()
    return card
  }

  const picture = async (what: Page | Locator, name: string): Promise<void> => {
    // Where it rests it would leave a hovered row behind.
    await page.mouse.move(0, 0)
    await what.screenshot({ path: join(directory, `${name}.png`), caret: 'hide' })
  }

  await page.goto(program.url)
  await page.getByText('Connecting to the workspace…').waitFor({ state: 'detached' })
  await enter('#backend')
  await ask(request)
  await dialog.waitFor()
  await picture(page, 'dialog')

  const card = await post()
  await showInThread(thread, 'Layer decisions')
  await picture(page, 'packet')
  await showInThread(thread, 'Dependency realism')
  await picture(thread, 'dependencies')
  await card.getByRole('button', { name: 'Why?' }).click()
  const why = page.getByRole('dialog', { name: 'Why this packet?' })
  await why.getByText('What most decisions rest on').waitFor()
  await picture(why, 'why')
  await why.getByRole('combobox').selectOption('Dependency strategies')
  await why.getByText('What most decisions rest on').waitFor({ state: 'detached' })
  await picture(why, 'why-in-full')
  await page.keyboard.press('Escape')

  await enter('#payments')
  await ask(policy)
  await dialog.waitFor()
  await post()
  await showInThread(thread, /^Handoff to/)
  await picture(thread, 'route-out')

  const dismiss = async (name: string): Promise<void> => {
    const open = page.getByRole('dialog', { name, exact: true })
    await open.waitFor()
    await page.keyboard.press('Escape')
    await open.waitFor({ state: 'detached' })
  }
  const home = page.getByRole('region', { name: 'Home' })
  const enterHome = (): Promise<void> =>
    page
      .getByRole('navigation', { name: 'Workspace' })
      .getByRole('button', { name: /^Backend Test Packet/ })
      .click()
  await enterHome()
  await home.getByText('Recent packets').waitFor()
  await picture(page, 'home')

  await home.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Owners…' }).click()
  await page
    .getByLabel('Channel for API design', { exact: true })
    .selectOption({ label: '#payments' })
  await page.getByRole('button', { name: 'See what changes' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved. Packets from now on').waitFor()
  await dismiss('Backend test packet')
  await dismiss('Settings')
  await enter('#backend')
  await ask(locking)
  await dialog.waitFor()
  await post()
  await thread.getByRole('button', { name: 'Hand off…' }).last().click()
  const handOff = page.getByRole('dialog', { name: 'Hand off' })
  await handOff.getByLabel(/^Your own words/u).fill('We would like to merge this on Thursday.')
  await handOff.getByRole('button', { name: 'Hand off', exact: true }).click()
  await page.getByText('It goes to').waitFor()
  await dismiss('Backend test packet')
  await enter('#payments')
  await messages.last().getByText('Nobody has taken this on yet.').waitFor()
  await picture(page, 'hand-off')

  await drawThread(page, program.url, picture)
}

/** Puts the heading at the top of the thread's own scrolling part. */
async function showInThread(thread: Locator, heading: string | RegExp): Promise<void> {
  const name = typeof heading === 'string' ? new RegExp(`^${heading}$`) : heading
  await thread
    .getByRole('heading', { name })
    .first()
    .evaluate((element) => {
      element.style.scrollMarginTop = '44px'
      element.scrollIntoView({ block: 'start' })
    })
}
