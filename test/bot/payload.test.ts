import { expect, test } from 'vitest'
import { actorIn, readSlackText } from '../../src/bot/payload.ts'

test.each([
  ['a &amp; b &lt;c&gt;', 'a & b <c>'],
  ['&lt;!channel&gt;', '<!channel>'],
  ['ask <@U0MAYA0001|maya> in <#C0BACKEND1|backend>', 'ask @maya in #backend'],
  ['ask <@U0MAYA0001>', 'ask @U0MAYA0001'],
  ['<!here> look', '@here look'],
  ['<!subteam^S0TEAM0001|@devs>', '@devs'],
  ['<!date^1700000000^{date}|14 Nov>', '14 Nov'],
  ['see <https://ci.example/1>', 'see https://ci.example/1'],
  ['see <http://ci.example|ci.example>', 'see ci.example'],
  ['<https://evil.example|https://good.example>', 'https://good.example (https://evil.example)'],
  ['&amp;lt;', '&lt;'],
])('%j is what a person sees as %j', (text, words) => {
  expect(readSlackText(text)).toBe(words)
})

test('who acts comes from the signed sender', () => {
  expect(actorIn({ team: { id: 'T1' }, user: { id: 'U1' } })).toEqual({
    teamId: 'T1',
    userId: 'U1',
  })
  expect(actorIn({ team: null, user: { id: 'U1', team_id: 'T2' } }).teamId).toBe('T2')
  expect(() => actorIn({ user: { id: 'U1' } })).toThrow('no_team')
})
