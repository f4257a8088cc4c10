import { describe, expect, it } from 'vitest'
import { ruleText } from '../../src/render/why/rule-words.ts'

const said = (text: string, size = 200): string =>
  ruleText({ id: 'a/b', document: 'a.md', line: 1, section: 'A', text }, size)

describe('the text of a rule', () => {
  it.each([
    ['locks of the {entity} decide{cases}', 'locks of the [entity] decide'],
    ['kept on: {auth-guard}', 'kept on: [auth guard]'],
    ['pr should ~ take #, done in # minutes', 'pr should … take N, done in N minutes'],
    [
      'bin/rspec --tag ~external, issue #12, C# and {a: 1}',
      'bin/rspec --tag ~external, issue #12, C# and {a: 1}',
    ],
  ])('%s is shown as %s', (text, shown) => {
    expect(said(text)).toBe(shown)
  })

  it('is cut where it goes on too long', () => {
    expect(said('one two three four', 12)).toBe('one two…')
  })
})
