import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redactSecrets } from '../../src/engine/redact.ts'

// Assembled here, so that no scanner takes this file for a leak.
const glue = (...parts: readonly string[]): string => parts.join('')
const a = (count: number): string => 'aB3'.repeat(count).slice(0, count)

const secrets: readonly (readonly [kind: string, secret: string])[] = [
  ['Slack token', glue('xox', 'b-123456789012-1234567890123-', a(24))],
  ['Slack token', glue('xox', 'p-123456789012-', a(20))],
  ['Slack token', glue('xap', 'p-1-A012345-1234567890-', a(30))],
  ['Slack webhook address', glue('https://hooks.sl', 'ack.com/services/T000/B000/', a(24))],
  ['AWS access key', glue('AKI', 'AIOSFODNN7EXAMPLE')],
  ['GitHub token', glue('gh', 'p_', a(36))],
  ['GitHub token', glue('github', '_pat_', a(60))],
  ['GitLab token', glue('gl', 'pat-', a(20))],
  ['Stripe key', glue('sk', '_live_', a(24))],
  ['Stripe key', glue('wh', 'sec_', a(32))],
  ['Google API key', glue('AI', 'za', a(35))],
  ['OpenAI key', glue('s', 'k-proj-', a(48))],
  ['npm token', glue('np', 'm_', a(36))],
  ['SendGrid key', glue('S', 'G.', a(22), '.', a(43))],
  ['JWT', glue('ey', 'J', a(20), '.ey', 'J', a(30), '.', a(43))],
]

describe('redactSecrets', () => {
  it.each(secrets)('takes a %s out and says what stood there', (kind, secret) => {
    expect(redactSecrets(`Our test uses ${secret}, is that bad?`)).toEqual({
      text: `Our test uses [redacted ${kind}], is that bad?`,
      redactions: [{ kind, count: 1 }],
    })
  })

  it.each([
    [
      'DATABASE_URL=postgres://app:hunter2pass@db:5432/orders fails',
      'DATABASE_URL=postgres://app:[redacted password in an address]@db:5432/orders fails',
    ],
    ['login with password=S3cret!pw please', 'login with password=[redacted password] please'],
    ['"client_secret": "q8-Zw12kk9"', '"client_secret": "[redacted password]"'],
    [
      `curl -H "Authorization: Bearer ${a(40)}" /v1`,
      'curl -H "Authorization: Bearer [redacted authorization header]" /v1',
    ],
    [
      glue('-----BEGIN RSA PRIV', 'ATE KEY-----\nMIIE\nabc\n-----END RSA PRIV', 'ATE KEY----- ok'),
      '[redacted private key] ok',
    ],
    [`aws_secret_access_key = ${a(40)}`, 'aws_secret_access_key = [redacted AWS secret key]'],
  ])('keeps the words around the secret: %s', (text, expected) => {
    expect(redactSecrets(text).text).toBe(expected)
  })

  it('takes out what nobody sees, in a word and in a secret, and leaves emoji whole', () => {
    expect(
      redactSecrets('We ch\u200Banged POST /ord\u200Ders \u{1F469}\u200D\u{1F4BB}\uFEFF.').text,
    ).toBe('We changed POST /orders \u{1F469}\u200D\u{1F4BB}.')
    expect(redactSecrets(`token ${glue('gh', 'p_\u200B', a(36))}`).text).toBe(
      'token [redacted GitHub token]',
    )
  })

  it.each([
    'We added refresh-token rotation and a password reset flow.',
    'commit 9fceb02d0ae598e95dc970b74767f19372d61af8 broke it',
    'id 3f2504e0-4f89-11d3-9a0c-0305e82c3301 twice',
    'password: required field, at least 8 characters',
    'password = ********',
    'postgres://user:<password>@localhost/db',
    'postgres://user:$PGPASSWORD@localhost/db',
    'the bearer token of an expired session',
    'Basic authentication with integration tests everywhere',
    'xoxb tokens and ghp_ prefixes are mentioned',
    'sk-learn and sk_test_ prefix',
    'https://example.com:8443/path@v2',
    'see http://localhost:3000/a@b.example',
    'AKIA keys are rotated',
    'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  ])('leaves ordinary words alone: %s', (text) => {
    expect(redactSecrets(text)).toEqual({ text, redactions: [] })
  })

  it('counts each kind', () => {
    const { redactions } = redactSecrets(`${secrets[0]![1]} ${secrets[1]![1]} ${secrets[4]![1]}`)
    expect(redactions).toEqual([
      { kind: 'Slack token', count: 2 },
      { kind: 'AWS access key', count: 1 },
    ])
  })

  it('leaves nothing for a second pass, whatever the text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        ...secrets.map(([, secret]) => secret),
        ' ',
        '=',
        'password',
        '://',
        ':',
        '@',
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const once = redactSecrets(pieces.join(''))
        expect(redactSecrets(once.text)).toEqual({ text: once.text, redactions: [] })
      }),
      { numRuns: 40 },
    )
  })

  it.each([
    'xoxb-',
    'eyJ',
    'password=',
    'a://b:',
    '-----BEGIN PRIVATE KEY-----',
    'bearer ',
    'a1B2',
  ])('comes to the same end on 100,000 characters of %s, read twice', (unit) => {
    const text = unit.repeat(Math.ceil(100_000 / unit.length))
    const once = redactSecrets(text).text
    expect(redactSecrets(once).text).toBe(once)
  })
})
