import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { checkManifest, ManifestError } from '../../src/workspace/manifest.ts'
import { manifestWith } from './support.ts'

const source = (): Record<string, unknown> =>
  parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8')) as Record<
    string,
    unknown
  >

describe('manifest.yml', () => {
  test('is one that Slack takes', () => {
    const manifest = checkManifest(source())
    expect(manifest.display_information.name).toBe('Backend Test Packet')
    expect(manifest.settings.socket_mode_enabled).toBe(true)
    expect(manifest.features.slash_commands).toMatchObject([
      { command: '/backend-test-packet', should_escape: true },
    ])
  })

  test('asks for no history of any conversation', () => {
    const { bot } = checkManifest(source()).oauth_config.scopes
    expect(bot).toEqual(bot.toSorted())
    expect(bot.filter((scope) => scope.endsWith(':history'))).toEqual([])
  })

  test.each([
    ['an unknown key', { ...source(), colour: 'red' }, /must NOT have additional properties/],
    [
      'a name of 36 characters',
      { ...source(), display_information: { name: 'x'.repeat(36) } },
      /display_information\/name/,
    ],
    ['no features', { ...source(), features: undefined }, /features/],
    ['a scope of 51 characters', manifestWith({ scopes: ['x'.repeat(51)] }), /scopes\/bot/],
  ])('%s is refused with its place', (_what, manifest, message) => {
    expect(() => checkManifest(manifest)).toThrow(ManifestError)
    expect(() => checkManifest(manifest)).toThrow(message)
  })
})
