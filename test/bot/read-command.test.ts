import { expect, test } from 'vitest'
import { readCommand } from '../../src/bot/read-command.ts'

test.each([
  ['', { ask: 'dialog' }],
  ['   ', { ask: 'dialog' }],
  ['help', { ask: 'help' }],
  ['HELP', { ask: 'help' }],
  ['history', { ask: 'history', text: '' }],
  ['show calm-otter-27', { ask: 'show', name: 'calm-otter-27' }],
  ['show', { ask: 'show', name: '' }],
  ['hlep', { ask: 'unsure', meant: 'help', text: 'hlep' }],
  ['hisory', { ask: 'unsure', meant: 'history', text: 'hisory' }],
  ['shwo calm-otter-27', { ask: 'unsure', meant: 'show', text: 'shwo calm-otter-27' }],
  ['help us test refunds', { ask: 'packet', text: 'help us test refunds' }],
  ['history endpoint leaks', { ask: 'history', text: 'endpoint leaks' }],
  ['show me the tests', { ask: 'packet', text: 'show me the tests' }],
  ['snow calm', { ask: 'packet', text: 'snow calm' }],
  ['flaky', { ask: 'packet', text: 'flaky' }],
  ['  Flaky tests in CI ', { ask: 'packet', text: 'Flaky tests in CI' }],
])('%j is read as %j', (text, request) => {
  expect(readCommand(text)).toEqual(request)
})
