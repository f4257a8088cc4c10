import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { receivingScopes, slackMethods } from '../../src/bot/slack/slack-methods.ts'
import { actionIds, command, shortcutIds } from '../../src/render/ids.ts'

const root = join(import.meta.dirname, '..', '..')
const manifest = parse(readFileSync(join(root, 'manifest.yml'), 'utf8')) as {
  readonly features: {
    readonly slash_commands: readonly {
      readonly command: string
      readonly should_escape: boolean
    }[]
    readonly shortcuts: readonly { readonly callback_id: string; readonly type: string }[]
    readonly app_home: { readonly home_tab_enabled: boolean }
  }
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } }
  readonly settings: { readonly event_subscriptions: { readonly bot_events: readonly string[] } }
}

const sources = readdirSync(join(root, 'src', 'bot'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readFileSync(join(root, 'src', 'bot', path), 'utf8'))
const code = sources.join('\n')

const found = (pattern: RegExp): readonly string[] => [
  ...new Set([...code.matchAll(pattern)].map(([, name = '']) => name)),
]

test('the manifest declares the command and the shortcuts that the code listens to', () => {
  expect(sources.length).toBeGreaterThan(10)
  expect(manifest.features.slash_commands.map((one) => one.command)).toEqual([command])
  expect(manifest.features.slash_commands[0]?.should_escape).toBe(true)
  expect(manifest.features.shortcuts.map((one) => one.callback_id).toSorted()).toEqual(
    Object.values(shortcutIds).toSorted(),
  )
  expect(manifest.features.app_home.home_tab_enabled).toBe(true)
})

test('the manifest subscribes to the events that the code listens to, and to no other', () => {
  expect(manifest.settings.event_subscriptions.bot_events.toSorted()).toEqual(
    found(/app\.event\('([a-z_]+)'/gu).toSorted(),
  )
})

test('the table of methods names each Web API method that the code calls, and no other', () => {
  const calls = found(/\b[cC]lient\.((?:auth|chat|views|users|conversations|files)\.[a-zA-Z]+)\(/gu)
  expect(calls.toSorted()).toEqual(Object.keys(slackMethods).toSorted())
})

test('the manifest asks for the scopes that the calls and events need, and for no other', () => {
  const needed = new Set([...Object.values(slackMethods).flat(), ...Object.values(receivingScopes)])
  expect(manifest.oauth_config.scopes.bot.toSorted()).toEqual([...needed].toSorted())
})

test('each action that a button offers has a listener', () => {
  const heard = Object.keys(actionIds).filter((key) => code.includes(`actionIds.${key}`))
  expect(heard.toSorted()).toEqual(Object.keys(actionIds).toSorted())
})
