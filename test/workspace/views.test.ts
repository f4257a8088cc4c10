import type { App, SlashCommand } from '@slack/bolt'
import { describe, expect, test } from 'vitest'
import type { Workspace } from '../../src/workspace/start-workspace.ts'
import { channels, people } from '../../src/workspace/state/seed.ts'
import { codeOf, connectApp, openWorkspace, webClient } from './support.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const inputBlock = (block_id: string, extra: object = {}, block: object = {}) => ({
  type: 'input' as const,
  block_id,
  label: plain('Label'),
  element: { type: 'plain_text_input' as const, action_id: 'text', ...extra },
  ...block,
})
const modal = (extra: object = {}) => ({
  type: 'modal' as const,
  callback_id: 'form',
  title: plain('Form'),
  submit: plain('Post'),
  blocks: [inputBlock('request')],
  ...extra,
})
const run = { channel: channels.backend, text: '/backend-test-packet hello' }
const withState = (blockId: string, value: string) => ({ [blockId]: { text: { value } } })

/** An app that hands the command's payload to the test. */
async function withCommands(workspace: Workspace, listen: (app: App) => void = () => undefined) {
  const commands: SlashCommand[] = []
  await connectApp(workspace, (app) => {
    app.command('/backend-test-packet', async ({ ack, command }) => {
      commands.push(command)
      await ack()
    })
    listen(app)
  })
  return {
    trigger: async (): Promise<string> => {
      await workspace.act.command(people.maya, run)
      return commands.at(-1)!.trigger_id
    },
    commands,
  }
}

describe('a trigger', () => {
  test('opens one modal, once', async () => {
    const { workspace } = await openWorkspace()
    const { trigger } = await withCommands(workspace)
    const trigger_id = await trigger()
    const client = webClient(workspace)
    const opened = await client.views.open({ trigger_id, view: modal() })
    expect(opened.view).toMatchObject({
      type: 'modal',
      callback_id: 'form',
      root_view_id: opened.view?.id,
    })
    expect(workspace.see.modal(people.maya)?.id).toBe(opened.view?.id)
    expect(workspace.see.modal(people.jonas)).toBeUndefined()
    expect(await codeOf(client.views.open({ trigger_id, view: modal() }))).toBe(
      'exchanged_trigger_id',
    )
  })

  test('expires three seconds after the interaction', async () => {
    const { workspace, clock } = await openWorkspace()
    const { trigger } = await withCommands(workspace)
    const client = webClient(workspace)
    const early = await trigger()
    clock.advance(3000)
    expect(await codeOf(client.views.open({ trigger_id: early, view: modal() }))).toBe('ok')
    const late = await trigger()
    clock.advance(3001)
    expect(await codeOf(client.views.open({ trigger_id: late, view: modal() }))).toBe(
      'expired_trigger_id',
    )
  })

  test('belongs to one team and is never invented', async () => {
    const { workspace } = await openWorkspace()
    const { trigger } = await withCommands(workspace)
    const trigger_id = await trigger()
    const stranger = webClient(workspace, workspace.teams[1]!.botToken)
    expect(await codeOf(stranger.views.open({ trigger_id, view: modal() }))).toBe(
      'invalid_trigger_id',
    )
    const client = webClient(workspace)
    expect(await codeOf(client.views.open({ trigger_id: '1.2.3', view: modal() }))).toBe(
      'invalid_trigger_id',
    )
  })

  test('is not spent by a view that is refused', async () => {
    const { workspace } = await openWorkspace()
    const { trigger } = await withCommands(workspace)
    const client = webClient(workspace)
    const trigger_id = await trigger()
    const faulty = modal({ title: plain('x'.repeat(25)) })
    expect(await codeOf(client.views.open({ trigger_id, view: faulty }))).toBe('invalid_arguments')
    expect(await codeOf(client.views.open({ trigger_id, view: modal() }))).toBe('ok')
  })
})

describe('updating a view', () => {
  test('keeps what was typed only where block and action stay the same', async () => {
    const { workspace } = await openWorkspace()
    const { trigger } = await withCommands(workspace)
    const client = webClient(workspace)
    const blocks = [inputBlock('kept'), inputBlock('renamed')]
    const { view } = await client.views.open({
      trigger_id: await trigger(),
      view: modal({ blocks }),
    })
    const state = { ...withState('kept', 'mine'), ...withState('renamed', 'gone') }
    workspace.act.viewState(people.maya, { viewId: view!.id!, state })
    const next = [
      inputBlock('kept', { initial_value: 'other' }),
      inputBlock('new', { initial_value: 'fresh' }),
    ]
    await client.views.update({ view_id: view!.id!, view: modal({ blocks: next }) })
    expect(workspace.see.modal(people.maya)?.state).toEqual({
      kept: { text: { type: 'plain_text_input', value: 'mine' } },
      new: { text: { type: 'plain_text_input', value: 'fresh' } },
    })
  })

  test('refuses a stale hash, and a closed view is not found', async () => {
    const { workspace } = await openWorkspace()
    const { trigger } = await withCommands(workspace)
    const client = webClient(workspace)
    const { view } = await client.views.open({ trigger_id: await trigger(), view: modal() })
    const update = (hash?: string) =>
      codeOf(client.views.update({ view_id: view!.id!, view: modal(), ...(hash && { hash }) }))
    expect(await update(view!.hash)).toBe('ok')
    expect(await update(view!.hash)).toBe('hash_conflict')
    expect(await update()).toBe('ok')
    await workspace.act.closeView(people.maya, { viewId: view!.id! })
    expect(await update()).toBe('not_found')
  })

  test('external ids are unique in a team', async () => {
    const { workspace } = await openWorkspace()
    const { trigger } = await withCommands(workspace)
    const client = webClient(workspace)
    const view = modal({ external_id: 'one' })
    await client.views.publish({
      user_id: people.jonas,
      view: { type: 'home', external_id: 'one', blocks: [{ type: 'divider' }] },
    })
    expect(await codeOf(client.views.open({ trigger_id: await trigger(), view }))).toBe(
      'duplicate_external_id',
    )
  })
})

describe('submitting', () => {
  test('sends what was entered, and closes when the app just acknowledges', async () => {
    const { workspace } = await openWorkspace()
    const sent: unknown[] = []
    const { trigger } = await withCommands(workspace, (app) => {
      app.view('form', async ({ ack, view }) => {
        sent.push(view.state.values)
        await ack()
      })
    })
    await webClient(workspace).views.open({ trigger_id: await trigger(), view: modal() })
    const viewId = workspace.see.modal(people.maya)!.id
    const state = withState('request', 'Refresh tokens')
    expect(await workspace.act.submitView(people.maya, { viewId, state })).toEqual({
      outcome: 'closed',
    })
    expect(sent).toEqual([
      { request: { text: { type: 'plain_text_input', value: 'Refresh tokens' } } },
    ])
    expect(workspace.see.modals(people.maya)).toEqual([])
  })

  test.each([
    ['an empty required input', inputBlock('a'), '', 'Please complete this required field.'],
    [
      'fewer characters than asked',
      inputBlock('a', { min_length: 3 }),
      'ab',
      'Please enter at least 3 characters.',
    ],
    [
      'more characters than allowed',
      inputBlock('a', { max_length: 3 }),
      'abcd',
      'Please enter no more than 3 characters.',
    ],
    [
      'no number',
      inputBlock('a', { type: 'number_input', is_decimal_allowed: false }),
      '1.5',
      'Please enter a valid number.',
    ],
    [
      'a number out of bounds',
      inputBlock('a', { type: 'number_input', is_decimal_allowed: false, max_value: '9' }),
      '10',
      'Please enter at most 9.',
    ],
    [
      'no e-mail address',
      inputBlock('a', { type: 'email_text_input' }),
      'x',
      'Please enter a valid email address.',
    ],
    ['no URL', inputBlock('a', { type: 'url_text_input' }), 'x', 'Please enter a valid URL.'],
  ])('stops in the client at %s', async (_what, block, value, error) => {
    const { workspace } = await openWorkspace()
    const { trigger } = await withCommands(workspace)
    await webClient(workspace).views.open({
      trigger_id: await trigger(),
      view: modal({ blocks: [block] }) as never,
    })
    const viewId = workspace.see.modal(people.maya)!.id
    const answer = await workspace.act.submitView(people.maya, {
      viewId,
      state: withState('a', value),
    })
    expect(answer).toEqual({ outcome: 'errors', errors: { a: error } })
  })

  test('an optional input may stay empty', async () => {
    const { workspace } = await openWorkspace()
    const { trigger } = await withCommands(workspace, (app) => app.view('form', ({ ack }) => ack()))
    const blocks = [inputBlock('a', { min_length: 3 }, { optional: true })]
    await webClient(workspace).views.open({ trigger_id: await trigger(), view: modal({ blocks }) })
    const viewId = workspace.see.modal(people.maya)!.id
    expect(await workspace.act.submitView(people.maya, { viewId })).toEqual({ outcome: 'closed' })
  })

  test('shows the app’s errors on input blocks and refuses them elsewhere', async () => {
    const { workspace } = await openWorkspace()
    let errors: Record<string, string> = { request: 'Too vague' }
    const { trigger } = await withCommands(workspace, (app) => {
      app.view('form', ({ ack }) => ack({ response_action: 'errors', errors }))
    })
    await webClient(workspace).views.open({ trigger_id: await trigger(), view: modal() })
    const viewId = workspace.see.modal(people.maya)!.id
    const submit = () =>
      workspace.act.submitView(people.maya, { viewId, state: withState('request', 'x') })
    expect(await submit()).toEqual({ outcome: 'errors', errors: { request: 'Too vague' } })
    errors = { nowhere: 'x' }
    expect(await submit()).toMatchObject({ outcome: 'failed' })
    errors = {}
    expect(await submit()).toMatchObject({ outcome: 'failed' })
    expect(workspace.see.modal(people.maya)?.id).toBe(viewId)
    expect(workspace.log().map((entry) => entry.error)).toEqual([
      'errors_must_name_input_blocks',
      'errors_must_name_input_blocks',
    ])
  })

  test('updates, pushes up to three deep, and clears', async () => {
    const { workspace } = await openWorkspace()
    const answers = ['push', 'push', 'push', 'update', 'clear'] as const
    let turn = 0
    const { trigger } = await withCommands(workspace, (app) => {
      app.view('form', async ({ ack }) => {
        const response_action = answers[turn++]!
        if (response_action === 'clear') await ack({ response_action })
        else await ack({ response_action, view: modal({ title: plain(`Step ${turn}`) }) })
      })
    })
    await webClient(workspace).views.open({ trigger_id: await trigger(), view: modal() })
    const outcomes = []
    for (let count = 0; count < answers.length; count += 1) {
      const viewId = workspace.see.modal(people.maya)!.id
      const state = withState('request', 'x')
      outcomes.push((await workspace.act.submitView(people.maya, { viewId, state })).outcome)
    }
    expect(outcomes).toEqual(['pushed', 'pushed', 'failed', 'updated', 'closed'])
    expect(workspace.see.modals(people.maya)).toEqual([])
    expect(workspace.log()).toMatchObject([{ error: 'push_limit_reached' }])
  })

  test('a refused view in the answer is a generic failure for the person and an entry in the log', async () => {
    const { workspace } = await openWorkspace()
    const { trigger } = await withCommands(workspace, (app) => {
      const view = modal({ title: plain('x'.repeat(25)) })
      app.view('form', ({ ack }) => ack({ response_action: 'update', view }))
    })
    await webClient(workspace).views.open({ trigger_id: await trigger(), view: modal() })
    const viewId = workspace.see.modal(people.maya)!.id
    const state = withState('request', 'x')
    expect(await workspace.act.submitView(people.maya, { viewId, state })).toEqual({
      outcome: 'failed',
      message: 'We had some trouble connecting. Try again?',
    })
    expect(workspace.log()).toMatchObject([
      { method: 'view_submission', error: 'invalid_arguments' },
    ])
  })

  test('without an acknowledgement in three seconds the person is told, and the dialog stays', async () => {
    const { workspace, clock } = await openWorkspace()
    let arrived = false
    const { trigger } = await withCommands(workspace, (app) => {
      app.view('form', async () => {
        arrived = true
      })
    })
    await webClient(workspace).views.open({ trigger_id: await trigger(), view: modal() })
    const viewId = workspace.see.modal(people.maya)!.id
    const submitted = workspace.act.submitView(people.maya, {
      viewId,
      state: withState('request', 'x'),
    })
    await workspace.until(() => arrived)
    clock.advance(3000)
    expect(await submitted).toMatchObject({ outcome: 'failed' })
    expect(workspace.see.notices(people.maya)).toHaveLength(1)
    expect(workspace.see.modal(people.maya)?.id).toBe(viewId)
  })
})

describe('pickers', () => {
  const pick = (key: string, value: unknown) => ({ b: { a: { [key]: value as never } } })
  const picker = (type: string, extra: object = {}) => ({
    ...inputBlock('b'),
    element: { type, action_id: 'a', ...extra },
  })

  test.each([
    [
      'an option that is offered',
      'static_select',
      { options: [{ text: plain('A'), value: 'a' }] },
      'selected_option',
      { value: 'a' },
      { value: 'z' },
    ],
    [
      'a conversation that the person may see',
      'conversations_select',
      {},
      'selected_conversation',
      channels.incidentRoom,
      channels.leadership,
    ],
    ['a person of the team', 'users_select', {}, 'selected_user', people.priya, 'U0NOBODY01'],
  ])('give %s, and nothing else', async (_what, type, extra, key, good, bad) => {
    const { workspace } = await openWorkspace()
    const { commands } = await withCommands(workspace)
    await workspace.act.command(people.jonas, run)
    const view = modal({ blocks: [picker(type, extra)] }) as never
    await webClient(workspace).views.open({ trigger_id: commands[0]!.trigger_id, view })
    const viewId = workspace.see.modal(people.jonas)!.id
    workspace.act.viewState(people.jonas, { viewId, state: pick(key, good) })
    expect(() => workspace.act.viewState(people.jonas, { viewId, state: pick(key, bad) })).toThrow(
      'That option is not offered.',
    )
    expect(workspace.see.modal(people.jonas)?.state).toMatchObject(pick(key, good))
  })

  test('start with the conversation where the dialog was asked for', async () => {
    const { workspace } = await openWorkspace()
    const { trigger } = await withCommands(workspace)
    const blocks = [picker('conversations_select', { default_to_current_conversation: true })]
    await webClient(workspace).views.open({
      trigger_id: await trigger(),
      view: modal({ blocks }) as never,
    })
    expect(workspace.see.modal(people.maya)?.state).toMatchObject(
      pick('selected_conversation', channels.backend),
    )
  })

  test('forget a choice that an update no longer offers', async () => {
    const { workspace } = await openWorkspace()
    const { trigger } = await withCommands(workspace)
    const client = webClient(workspace)
    const options = ['a', 'b'].map((value) => ({ text: plain(value), value }))
    const menu = (offered: object[]) =>
      modal({ blocks: [picker('static_select', { options: offered })] }) as never
    const { view } = await client.views.open({ trigger_id: await trigger(), view: menu(options) })
    workspace.act.viewState(people.maya, {
      viewId: view!.id!,
      state: pick('selected_option', { value: 'b' }),
    })
    await client.views.update({ view_id: view!.id!, view: menu(options.slice(0, 1)) })
    expect(workspace.see.modal(people.maya)?.state).toMatchObject(pick('selected_option', null))
  })
})

describe('closing', () => {
  test('tells the app only where the view asked, with is_cleared for a whole stack', async () => {
    const { workspace } = await openWorkspace()
    const closed: unknown[] = []
    const { trigger } = await withCommands(workspace, (app) => {
      app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack, body }) => {
        closed.push('is_cleared' in body && body.is_cleared)
        await ack()
      })
    })
    const client = webClient(workspace)
    for (const [notify_on_close, clearAll] of [
      [false, false],
      [true, false],
      [true, true],
    ] as const) {
      await client.views.open({ trigger_id: await trigger(), view: modal({ notify_on_close }) })
      await workspace.act.closeView(people.maya, {
        viewId: workspace.see.modal(people.maya)!.id,
        clearAll,
      })
    }
    expect(closed).toEqual([false, true])
  })
})

describe('pushing', () => {
  test('needs a trigger from inside the open modal', async () => {
    const { workspace } = await openWorkspace()
    const inside: string[] = []
    const { trigger } = await withCommands(workspace, (app) => {
      app.action('more', async ({ ack, body }) => {
        if ('trigger_id' in body) inside.push(body.trigger_id)
        await ack()
      })
    })
    const client = webClient(workspace)
    const blocks = [
      {
        type: 'actions',
        block_id: 'b',
        elements: [{ type: 'button', action_id: 'more', text: plain('More') }],
      },
    ]
    await client.views.open({ trigger_id: await trigger(), view: modal({ blocks }) })
    expect(await codeOf(client.views.push({ trigger_id: await trigger(), view: modal() }))).toBe(
      'not_found',
    )
    await workspace.act.press(people.maya, { viewId: workspace.see.modal(people.maya)!.id }, 'more')
    const pushed = await client.views.push({ trigger_id: inside[0]!, view: modal() })
    const [root, top] = workspace.see.modals(people.maya)
    expect(pushed.view).toMatchObject({
      id: top?.id,
      root_view_id: root?.id,
      previous_view_id: root?.id,
    })
  })
})

describe('the Home tab', () => {
  test('opens with an event and shows what is published for that person only', async () => {
    const { workspace } = await openWorkspace()
    await connectApp(workspace, (app) => {
      app.event('app_home_opened', async ({ event, client }) => {
        const text = { type: 'mrkdwn' as const, text: `Hello <@${event.user}>` }
        await client.views.publish({
          user_id: event.user,
          view: { type: 'home', blocks: [{ type: 'section', text }] },
        })
      })
    })
    expect(workspace.act.openHome(people.jonas, { tab: 'home' })).toBeUndefined()
    const home = await workspace.until(() => workspace.see.home(people.jonas))
    expect(workspace.see.textOf(home.view['blocks'])).toBe(`Hello <@${people.jonas}>`)
    expect(workspace.see.home(people.maya)).toBeUndefined()
    expect(workspace.log()).toEqual([])
  })

  test('a stale hash on publishing is a conflict', async () => {
    const { workspace } = await openWorkspace()
    const client = webClient(workspace)
    const view = { type: 'home' as const, blocks: [{ type: 'divider' as const }] }
    const first = await client.views.publish({ user_id: people.maya, view })
    expect(
      await codeOf(client.views.publish({ user_id: people.maya, view, hash: first.view!.hash! })),
    ).toBe('ok')
    expect(
      await codeOf(client.views.publish({ user_id: people.maya, view, hash: first.view!.hash! })),
    ).toBe('hash_conflict')
  })
})
