import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api'
import { expect, test } from 'vitest'
import { outcomeOf } from '../../src/bot/delivery/posting-outcome.ts'

const platform = (error: string) => new WebAPIPlatformError({ ok: false, error })
const lost = (code: string) =>
  new WebAPIRequestError(
    new TypeError('fetch failed', { cause: Object.assign(new Error('network'), { code }) }),
  )

test.each([
  ['a rate limit', new WebAPIRateLimitedError(7), 'later', 'ratelimited'],
  ['a refusal', platform('not_in_channel'), 'refused', 'not_in_channel'],
  ['a fault inside Slack', platform('internal_error'), 'unknown', 'internal_error'],
  ['a 503', new WebAPIHTTPError(503, 'Unavailable', {}), 'unknown', 'http_503'],
  ['a 413', new WebAPIHTTPError(413, 'Too large', {}), 'refused', 'http_413'],
  ['a connection that never stood', lost('ECONNREFUSED'), 'later', 'ECONNREFUSED'],
  ['a name that cannot be found', lost('ENOTFOUND'), 'later', 'ENOTFOUND'],
  ['a connection that broke', lost('ECONNRESET'), 'unknown', 'ECONNRESET'],
  [
    'an answer that never came',
    new WebAPIRequestError(new Error('aborted')),
    'unknown',
    'connection_lost',
  ],
  ['anything else', new RangeError('surprise'), 'unknown', 'unexpected'],
])('%s means %s', (_, error, outcome, code) => {
  expect(outcomeOf(error)).toMatchObject({ outcome, error: code })
})

test('a rate limit says how long to wait', () => {
  expect(outcomeOf(new WebAPIRateLimitedError(7))).toMatchObject({ afterMs: 7000 })
})
