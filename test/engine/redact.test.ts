import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redactSecrets } from '../../src/engine/redact.ts'

// Assembled from pieces, so that no scanner takes this file for a leak.
const join = (...pieces: readonly string[]): string => pieces.join('')
const letters = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJ'

const secrets: readonly (readonly [kind: string, text: string, secret: string])[] = [
  [
    'Slack token',
    'curl with {} please',
    join('xoxb', '-1234567890-1234567890-', letters.slice(0, 24)),
  ],
  ['Slack token', 'app token {}', join('xapp', '-1-A0123456789-', letters)],
  [
    'Slack webhook address',
    'posts to {}',
    join('https://hooks.slack', '.com/services/T000/B000/', letters.slice(0, 20)),
  ],
  ['GitHub token', 'clone with {}', join('ghp', '_', letters.slice(0, 36))],
  ['GitLab token', 'clone with {}', join('glpat', '-', letters.slice(0, 20))],
  ['AWS access key', 'key {} leaked', join('AKIA', 'ABCDEFGHIJ234567')],
  ['Google API key', 'maps key {}', join('AIza', letters.slice(0, 35))],
  ['Stripe key', 'uses {}', join('sk_live', '_', letters.slice(0, 24))],
  ['npm token', 'publish with {}', join('npm', '_', letters.slice(0, 36))],
  [
    'JSON Web Token',
    'got {}',
    join('eyJhbGciOiJIUzI1NiJ9', '.eyJzdWIiOiIxMjM0NTY3ODkwIn0', '.dBjftJeZ4CVP-mB92K27uhbUJU1p1r'),
  ],
  ['bearer token', 'Authorization: Bearer {}', join(letters.slice(0, 30))],
  ['password in an address', 'DATABASE_URL is postgres://app:{}@db:5432/x', 'hunter2hunter2'],
  ['password', 'password={} in the env file', 'correct1horse2'],
  [
    'private key',
    'it reads {} at start',
    join('-----BEGIN RSA PRIV', 'ATE KEY-----\nMIIEow\nabc=\n-----END RSA PRIV', 'ATE KEY-----'),
  ],
]

describe('redaction', () => {
  it.each(secrets)('takes out a %s', (kind, text, secret) => {
    const before = text.replace('{}', secret)
    const after = redactSecrets(before)
    expect(after.text).toBe(text.replace('{}', `[redacted ${kind}]`))
    expect(after.redactions).toEqual([{ kind, count: 1 }])
  })

  it.each([
    'token rotation, password reset and secret sharing need tests',
    'commit 3f786850e387550fdab836ed7e6dc881de23001b broke it',
    'order 123e4567-e89b-12d3-a456-426614174000 was lost',
    'password: must have 8 characters',
    'we send a Bearer token with each call',
    'postgres://localhost:5432/app and https://example.com:8080/a@b',
    'task-management and risk-assessment-and-mitigation-planning',
    'AKIA is the prefix; xoxb- too',
    'the api key: header is missing',
  ])('leaves ordinary words alone: %s', (text) => {
    expect(redactSecrets(text)).toEqual({ text, redactions: [] })
  })

  it('finds nothing more in its own result, whatever stands around a secret', () => {
    const alone = secrets.filter(([, text]) => !/Bearer|password|DATABASE/.test(text))
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom(...alone.map(([, , secret]) => secret)))),
        (pieces) => {
          const once = redactSecrets(pieces.join(' ')).text
          expect(alone.filter(([, , secret]) => once.includes(secret))).toEqual([])
          expect(redactSecrets(once).text).toBe(once)
        },
      ),
    )
  })
})
