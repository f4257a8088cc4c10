/**
 * Takes credentials out of a text before it is stored or shown. What is taken is named (`[redacted Slack token]`), so that
 * a reader sees that something stood there. Only shapes that a vendor or a syntax gives a secret are taken: a hash, a
 * UUID or talk about "token rotation" stays as it is. Signs that nobody sees are taken out first: one inside a secret would
 * hide it, and one inside a word would cut the word in two.
 */

export interface Redaction {
  /** As shown in the text: `Slack token`, `private key` … */
  readonly kind: string
  readonly count: number
}

export interface Redacted {
  readonly text: string
  /** By kind, in the order of the rules; empty when nothing was taken. */
  readonly redactions: readonly Redaction[]
}

interface Rule {
  readonly kind: string
  /** The secret is group `secret`, or the whole match. Bounded repetition keeps every pattern linear. */
  readonly pattern: RegExp
  /** False for a match that only looks like a secret. */
  readonly accepts?: (secret: string) => boolean
}

const notBefore = String.raw`(?<![A-Za-z0-9_])`
const notAfter = String.raw`(?![A-Za-z0-9_])`
const token = (body: string): RegExp => new RegExp(`${notBefore}${body}${notAfter}`, 'g')

/** A stand-in for a secret, as documentation writes it: `<password>`, `$TOKEN`, `****`, `changeme`. */
const standIn =
  /^(?:[<[{$%*.x_-]|changeme|example|placeholder|your|redacted|secret|password|null|none|true|false|undefined)/i

const rules: readonly Rule[] = [
  {
    kind: 'private key',
    pattern:
      /-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----[^-]{0,20000}(?:-----END (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----)?/g,
  },
  { kind: 'Slack token', pattern: token('(?:xox[abceoprs]|xapp)-[A-Za-z0-9-]{10,250}') },
  {
    kind: 'Slack webhook address',
    pattern: /https:\/\/hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9/_-]{8,200}/g,
  },
  { kind: 'AWS access key', pattern: token('(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}') },
  {
    kind: 'AWS secret key',
    pattern:
      /aws_?secret(?:_?access)?_?key["']?\s{0,5}[:=]\s{0,5}["']?(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])/gi,
  },
  {
    kind: 'GitHub token',
    pattern: token('(?:gh[opsru]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{22,255})'),
  },
  { kind: 'GitLab token', pattern: token('gl(?:pat|ptt|dt|rt|cbt)-[A-Za-z0-9_-]{20,100}') },
  { kind: 'Stripe key', pattern: token('(?:[sr]k_(?:live|test)|whsec)_[A-Za-z0-9]{16,250}') },
  { kind: 'Google API key', pattern: token('AIza[A-Za-z0-9_-]{35}') },
  { kind: 'Google OAuth secret', pattern: token('GOCSPX-[A-Za-z0-9_-]{20,60}') },
  { kind: 'OpenAI key', pattern: token('sk-(?:proj-|svcacct-|ant-)?[A-Za-z0-9_-]{32,250}') },
  { kind: 'npm token', pattern: token('npm_[A-Za-z0-9]{36}') },
  {
    kind: 'SendGrid key',
    pattern: token(String.raw`SG\.[A-Za-z0-9_-]{16,40}\.[A-Za-z0-9_-]{16,80}`),
  },
  { kind: 'Twilio key', pattern: token('SK[0-9a-f]{32}') },
  {
    kind: 'JWT',
    pattern: token(
      String.raw`eyJ[A-Za-z0-9_-]{8,4000}\.eyJ[A-Za-z0-9_-]{4,8000}\.[A-Za-z0-9_-]{0,2000}`,
    ),
  },
  {
    kind: 'authorization header',
    pattern:
      /\b(?:bearer|basic)\s{1,4}(?<secret>[A-Za-z0-9._~+/-]{20,4000}={0,2})(?![A-Za-z0-9])/gi,
    accepts: (secret) => /\d/.test(secret) || /[a-z][A-Z]/.test(secret),
  },
  {
    kind: 'password in an address',
    pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"'<>]{0,100}:(?<secret>[^\s/@"'<>]{1,200})@/gi,
    accepts: (secret) => !standIn.test(secret),
  },
  {
    kind: 'password',
    pattern:
      /(?<![A-Za-z0-9])(?:password|passwd|pwd|passphrase|client_secret|api_?key|secret_?key|access_?token|auth_?token)["']?\s{0,3}(?::(?!\/)|=)\s{0,3}["']?(?<secret>[^\s"'`,;&<>(){}[\]]{6,200})/gi,
    accepts: (secret) => !standIn.test(secret) && /\d|[^\w.:/-]/.test(secret),
  },
]

/** Replaces every credential of a known shape. Linear in the length of the text; never throws. */
/** Zero-width spaces, byte order marks and soft hyphens; joiners only where no emoji or script needs them. */
const unseen =
  /[\u00AD\u180E\u200B\u2060\uFEFF]|(?<=[\p{Script=Latin}\p{N}\p{P}])[\u200C\u200D]+(?=[\p{Script=Latin}\p{N}\p{P}])/gu

export function redactSecrets(text: string): Redacted {
  let redacted = text.replace(unseen, '')
  const redactions: Redaction[] = []
  for (const { kind, pattern, accepts } of rules) {
    let count = 0
    redacted = redacted.replace(pattern, (match: string, ...groups: readonly unknown[]) => {
      const named = groups.at(-1)
      const secret = isNamed(named) ? named.secret : match
      if (secret === undefined || secret.includes('[redacted') || accepts?.(secret) === false)
        return match
      count += 1
      const start = match.lastIndexOf(secret)
      return `${match.slice(0, start)}[redacted ${kind}]${match.slice(start + secret.length)}`
    })
    if (count > 0) redactions.push({ kind, count })
  }
  return { text: redacted, redactions }
}

const isNamed = (value: unknown): value is { readonly secret?: string } =>
  typeof value === 'object' && value !== null && 'secret' in value
