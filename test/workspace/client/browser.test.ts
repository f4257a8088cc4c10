import type { ModalView } from '@slack/types'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { channels, people } from '../../../src/workspace/state/seed.ts'
import { startWorkspace, type Workspace } from '../../../src/workspace/start-workspace.ts'
import { launchBrowser } from '../../journeys/browser.ts'
import { hasFocus } from '../../journeys/keyboard.ts'
import { connectApp } from '../support.ts'

let browser: Browser
let workspace: Workspace
let page: Page

beforeAll(async () => {
  ;[browser, workspace] = await Promise.all([
    launchBrowser(),
    startWorkspace({ rateLimits: false }),
  ])
  page = await browser.newPage()
})

afterAll(async () => {
  await browser.close()
  await workspace.close()
})

beforeEach(async () => {
  // One page for all: the packaged Chromium is a single process that ends with its first page.
  await page.goto('about:blank')
  await page.goto(`${workspace.url}/#/${people.maya}/${channels.backend}`)
  await opened()
})

/** What is sent once only, such as an ephemeral message, is lost on a page that does not listen yet. */
const opened = async (): Promise<void> => {
  await page.getByRole('log', { name: 'Messages in #backend' }).waitFor()
  await page.getByText('Connecting to the workspace…').waitFor({ state: 'detached' })
}

const asBot = async (method: string, body: object): Promise<{ readonly ts: string }> => {
  const response = await fetch(`${workspace.apiUrl}${method}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${workspace.botToken}`,
      'content-type': 'application/json; charset=utf-8',
    },
    body: JSON.stringify(body),
  })
  const answer = (await response.json()) as { readonly ok: boolean; readonly ts: string }
  expect(answer).toMatchObject({ ok: true })
  return answer
}

const post = async (text: string, more: object = {}): Promise<string> =>
  (await asBot('chat.postMessage', { channel: channels.backend, text, ...more })).ts

const article = (ts: string) => page.locator(`article[data-ts="${ts}"]`)

it('shows what would notify people as a mention, and everything literal as text', async () => {
  const plain = (text: string) => ({ type: 'plain_text', text })
  const ts = await post('fallback', {
    blocks: [
      { type: 'header', text: plain('Header <!channel>') },
      { type: 'section', text: { type: 'mrkdwn', text: `live <@${people.maya}>` } },
      { type: 'section', text: { type: 'mrkdwn', text: 'escaped &lt;!channel&gt;' } },
      { type: 'section', fields: [plain('field <!here>')] },
      { type: 'table', rows: [[{ type: 'raw_text', text: 'cell <!here>' }]] },
      { type: 'markdown', text: 'markdown &lt;!everyone&gt; but <!here>' },
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'rich <!channel> ' },
              { type: 'broadcast', range: 'channel' },
            ],
          },
        ],
      },
    ],
  })
  const message = article(ts)
  await message.waitFor()
  const tokens = await message
    .locator('.mention')
    .evaluateAll((pills) => pills.map((pill) => pill.getAttribute('data-mention')))
  expect(tokens).toEqual([`@${people.maya}`, '!here', '!channel'])
  const text = await message.innerText()
  for (const literal of [
    'Header <!channel>',
    'escaped <!channel>',
    'field <!here>',
    'cell <!here>',
  ])
    expect(text).toContain(literal)
  expect(text).toContain('live @Maya Lindqvist')
})

it('opens a thread from its reply count and keeps it over a reload', async () => {
  const root = await post('a root')
  await post('a reply', { thread_ts: root })
  await article(root).getByRole('button', { name: '1 reply' }).click()
  const thread = page.getByRole('region', { name: 'Thread' })
  await thread.getByText('a reply').waitFor()
  expect(page.url()).toContain(root)
  await page.reload()
  await thread.getByText('a reply').waitFor()
  await page.keyboard.press('Escape')
  await thread.waitFor({ state: 'detached' })
  expect(page.url()).not.toContain(root)
})

it('refuses a command in a thread with the words of Slack and keeps what was typed', async () => {
  const root = await post('another root')
  await article(root).getByRole('button', { name: 'Reply in thread' }).click()
  const reply = page.getByRole('textbox', { name: 'Reply in thread' })
  await reply.fill('/backend-test-packet rotate tokens')
  await reply.press('Enter')
  const alert = page.getByRole('region', { name: 'Thread' }).getByRole('alert')
  await alert.waitFor()
  await expect
    .poll(async () => alert.innerText())
    .toContain('/backend-test-packet is not supported in threads. Sorry!')
  await expect.poll(async () => reply.inputValue()).toBe('/backend-test-packet rotate tokens')
})

it('completes a command and a mention by keyboard', async () => {
  const composer = page.getByRole('textbox', { name: 'Message #backend' })
  await composer.pressSequentially('/back')
  await page.getByRole('option', { name: /what changed or worries you/ }).waitFor()
  await composer.press('Tab')
  await expect.poll(async () => composer.inputValue()).toBe('/backend-test-packet ')
  await composer.fill('')
  await composer.pressSequentially('ask @backend')
  await composer.press('Enter')
  await composer.pressSequentially('please')
  await composer.press('Enter')
  const sent = page.getByRole('article').filter({ hasText: 'please' })
  await sent.waitFor()
  await expect
    .poll(async () => sent.locator('.mention').getAttribute('data-mention'))
    .toBe(`@${people.bot}`)
  await expect.poll(async () => composer.inputValue()).toBe('')
})

it('edits an own message and offers that for no other', async () => {
  const ts = await post('by the app')
  const composer = page.getByRole('textbox', { name: 'Message #backend' })
  await composer.fill('a < b')
  await composer.press('Enter')
  await page.getByText('a < b').waitFor()
  const mine = page.locator(`article[data-user="${people.maya}"]`).last()
  await mine.getByRole('button', { name: 'Edit message' }).click()
  const field = mine.getByRole('textbox', { name: 'Edit message' })
  await expect.poll(async () => field.inputValue()).toBe('a < b')
  await field.fill('a > b')
  await field.press('Enter')
  await mine.getByText('(edited)').waitFor()
  await mine.getByText('a > b').waitFor()
  await expect
    .poll(async () => article(ts).getByRole('button', { name: 'Edit message' }).count())
    .toBe(0)
})

it('shows ephemeral messages as such, to one person', async () => {
  await asBot('chat.postEphemeral', {
    channel: channels.backend,
    user: people.maya,
    text: 'psst, Maya',
  })
  const whispered = page.getByRole('article').filter({ hasText: 'psst, Maya' })
  await whispered.getByText('Only visible to you').waitFor()
  await page.reload()
  await opened()
  await article(await post('after the reload')).waitFor()
  await expect.poll(async () => whispered.count()).toBe(0)
})

it('becomes somebody else, who sees less', async () => {
  const navigation = page.getByRole('navigation', { name: 'Workspace' })
  await navigation.getByRole('button', { name: '#leadership (private)' }).waitFor()
  await page.getByRole('button', { name: 'You are Maya Lindqvist' }).click()
  await page.getByRole('menuitemradio', { name: /Priya Nair/ }).click()
  await page.getByRole('button', { name: 'You are Priya Nair' }).waitFor()
  await navigation.getByRole('button', { name: '#backend', exact: true }).waitFor()
  await expect
    .poll(async () => navigation.getByRole('button', { name: /#leadership|#general/ }).count())
    .toBe(0)
})

it('draws the Home of the app', async () => {
  await asBot('views.publish', {
    user_id: people.maya,
    view: {
      type: 'home',
      blocks: [{ type: 'header', text: { type: 'plain_text', text: 'Your packets' } }],
    },
  })
  await page
    .getByRole('navigation', { name: 'Workspace' })
    .getByRole('button', { name: /Backend Test Packet/ })
    .click()
  const home = page.getByRole('region', { name: 'Home' })
  await home.waitFor()
  await expect.poll(async () => home.innerText()).toBe('Your packets')
})

it('keeps what was typed in a dialog over an update, and puts errors at their fields', async () => {
  await connectApp(workspace, (app) => {
    const plain = (text: string) => ({ type: 'plain_text' as const, text })
    const option = (text: string) => ({ text: plain(text), value: text })
    const dialog = (note: string): ModalView => ({
      type: 'modal',
      callback_id: 'made_up',
      title: plain('Test packet'),
      submit: plain('Post'),
      blocks: [
        {
          type: 'input',
          block_id: 'request',
          label: plain('Request'),
          element: { type: 'plain_text_input', action_id: 'text' },
        },
        {
          type: 'input',
          block_id: 'kind',
          label: plain('Packet kind'),
          dispatch_action: true,
          element: {
            type: 'static_select',
            action_id: 'kind',
            options: [option('coverage'), option('flake')],
            initial_option: option('coverage'),
          },
        },
        { type: 'context', elements: [{ type: 'mrkdwn', text: note }] },
      ],
    })
    app.command('/backend-test-packet', async ({ ack, client, body }) => {
      await ack()
      await client.views.open({ trigger_id: body.trigger_id, view: dialog('as opened') })
    })
    app.action('kind', async ({ ack, client, body }) => {
      await ack()
      const view_id = 'view' in body ? (body.view?.id ?? '') : ''
      await client.views.update({ view_id, view: dialog('as updated') })
    })
    app.view('made_up', async ({ ack }) => {
      await ack({ response_action: 'errors', errors: { request: 'Say what changed.' } })
    })
  })
  await page.getByRole('textbox', { name: 'Message #backend' }).fill('/backend-test-packet')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Test packet' })
  const request = dialog.getByRole('textbox', { name: 'Request' })
  await dialog.getByRole('button', { name: 'Post' }).click()
  await dialog
    .getByRole('alert')
    .filter({ hasText: 'Please complete this required field.' })
    .waitFor()
  await request.fill('tokens')
  await dialog.getByLabel('Packet kind').selectOption('flake')
  await dialog.getByText('as updated').waitFor()
  await expect.poll(async () => request.inputValue()).toBe('tokens')
  await expect.poll(async () => dialog.getByLabel('Packet kind').inputValue()).toBe('flake')
  await dialog.getByRole('button', { name: 'Post' }).click()
  await dialog.getByRole('alert').filter({ hasText: 'Say what changed.' }).waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
})

const row = (...names: readonly string[]) => [
  { type: 'section', text: { type: 'mrkdwn', text: names.join(' or ') } },
  {
    type: 'actions',
    elements: names.map((name) => ({
      type: 'button',
      action_id: name,
      text: { type: 'plain_text', text: name },
    })),
  },
]
const redraw = (ts: string, text: string, blocks: object) =>
  asBot('chat.update', { channel: channels.backend, ts, text, blocks })

it('keeps the focus at a button of a message that is drawn anew', async () => {
  const ts = await post('as posted', { blocks: row('Accept', 'Object', 'Why?') })
  const button = article(ts).getByRole('button', { name: 'Object' })
  await button.focus()
  await redraw(ts, 'as updated', row('Object', 'Why?'))
  await article(ts).getByText('Object or Why?', { exact: true }).waitFor()
  await expect.poll(async () => hasFocus(button)).toBe(true)
})

it('goes on beside a button that a redraw took away', async () => {
  const ts = await post('as posted', { blocks: row('Accept', 'Object', 'Why?') })
  await article(ts).getByRole('button', { name: 'Accept' }).focus()
  await redraw(ts, 'as updated', row('Object', 'Why?'))
  await article(ts).getByText('Object or Why?', { exact: true }).waitFor()
  const around = article(ts).locator('.actions-block')
  await expect.poll(async () => hasFocus(around)).toBe(true)
  await page.keyboard.press('Tab')
  const next = article(ts).getByRole('button', { name: 'Object' })
  await expect.poll(async () => hasFocus(next)).toBe(true)
  await expect.poll(async () => around.getAttribute('tabindex')).toBe(null)
})

it('shows an open dialog before anything can be typed beneath it, and closes it though the page is left at once', async () => {
  await connectApp(workspace, (app) => {
    app.command('/backend-test-packet', async ({ ack, client, body }) => {
      await ack()
      await client.views.open({
        trigger_id: body.trigger_id,
        view: {
          type: 'modal',
          title: { type: 'plain_text', text: 'To be closed' },
          blocks: [
            {
              type: 'input',
              optional: true,
              label: { type: 'plain_text', text: 'Words' },
              element: { type: 'plain_text_input', action_id: 'words' },
            },
          ],
          submit: { type: 'plain_text', text: 'Send' },
        },
      })
    })
  })
  await page.getByRole('textbox', { name: 'Message #backend' }).fill('/backend-test-packet')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'To be closed' })
  await dialog.getByRole('textbox', { name: 'Words' }).fill('typed')
  await page.reload()
  await opened()
  await expect.poll(async () => dialog.count()).toBe(1)
  await page.evaluate(
    `document.querySelector('dialog .dialog-foot button').click(); location.reload()`,
  )
  await page.waitForLoadState()
  await opened()
  await expect.poll(async () => dialog.count()).toBe(0)
})
