/** Pictures of a packet that a team makes its own: discussed, revised, accepted. */
import type { Locator, Page } from 'playwright-core'
import { channels, people } from '../src/workspace/state/seed.ts'

const request =
  'We added POST /refunds to our Express API. It writes to Postgres, caches in Redis and calls Stripe. I worry about duplicate refunds and retries. CI must stay under 10 minutes.'

export async function drawThread(
  page: Page,
  url: string,
  picture: (what: Page | Locator, name: string) => Promise<void>,
): Promise<void> {
  const messages = page.getByRole('log', { name: /^Messages in #/ }).getByRole('article')
  const thread = page.getByRole('region', { name: 'Thread' })
  const card = () => messages.last()

  /** The workspace as this person sees it. */
  const enter = async (person: keyof typeof people): Promise<void> => {
    await page.goto('about:blank')
    await page.goto(`${url}/#/${people[person]}/${channels.general}`)
    await page.getByText('Connecting to the workspace…').waitFor({ state: 'detached' })
  }
  const openThread = (): Promise<void> =>
    card()
      .getByRole('button', { name: /repl(y|ies)/ })
      .click()
  const returnAs = async (person: keyof typeof people): Promise<void> => {
    await enter(person)
    await openThread()
  }
  const say = async (words: string): Promise<void> => {
    const composer = thread.getByRole('textbox')
    await composer.fill(`@Backend Test Packet ${words}`)
    await composer.press('Enter')
  }
  const press = (name: string, within: Locator = thread): Promise<void> =>
    within.getByRole('button', { name, exact: true }).last().click()
  /** Puts a message at the end of what is seen of the thread. */
  const show = async (words: string | RegExp): Promise<void> => {
    const message = thread.getByRole('article').filter({ hasText: words }).last()
    await message.waitFor()
    await message.evaluate((element) => element.scrollIntoView({ block: 'end' }))
  }

  // Words on every line: a smaller window keeps a picture below 200 KB.
  await page.setViewportSize({ width: 1180, height: 720 })
  await enter('maya')
  const composer = page.getByRole('textbox', { name: /^Message #/ })
  await composer.fill(`/backend-test-packet ${request}`)
  await composer.press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Post', exact: true }).click()
  await card()
    .getByRole('button', { name: /repl(y|ies)/ })
    .click()
  await thread.getByText(/^Part (\d+) of \1 ·/).waitFor()

  await returnAs('jonas')
  await say('use a fake for Redis, because it is only a cache; PR budget is 8 minutes')
  await show('Jonas Weber proposes')
  await returnAs('maya')
  await say('use a real Redis container, because the locks are Lua')
  await show('Maya Lindqvist proposes')
  await picture(page, 'discussed')

  await returnAs('jonas')
  await thread
    .getByRole('article')
    .filter({ hasText: 'Jonas Weber proposes' })
    .getByRole('button', { name: 'Apply', exact: true })
    .click()
  await card()
    .getByText(/revision 2/u)
    .waitFor()
  await thread.getByText('Applied by').waitFor()
  await show('Before → after')
  await picture(page, 'revised')

  await returnAs('maya')
  await press('Apply')
  await press('Keep what holds')
  await card()
    .getByText(/1 objection/u)
    .waitFor()
  await returnAs('jonas')
  await press('Accept', card())
  await card()
    .getByText(/accepted by/u)
    .waitFor()
  await show('Two people decided the same')
  await picture(page, 'accepted')
}
