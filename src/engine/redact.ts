/** Takes secrets out of a text before it is stored, shown or judged. */
export interface Redaction {
  /** As shown to people: `Slack token`. */
  readonly kind: string
  readonly count: number
}

interface SecretShape {
  readonly kind: string
  /** The whole match is replaced, or only the group `secret` when there is one (with `d` for its place). */
  readonly pattern: RegExp
}

/**
 * Shapes that vendors document as theirs, most specific first. Look-aheads and bodies are bounded, so that time stays
 * linear in the text whatever is pasted.
 */
const shapes: readonly SecretShape[] = [
  {
    kind: 'private key',
    pattern:
      /-----BEGIN (?:[A-Z]+ ){0,3}PRIVATE KEY-----(?:[^-]|-(?!----)){0,8000}(?:-----END (?:[A-Z]+ ){0,3}PRIVATE KEY-----)?/dg,
  },
  { kind: 'Slack token', pattern: /\bx(?:ox[abeprs]|app)-[A-Za-z0-9-]{10,}/dg },
  {
    kind: 'Slack webhook address',
    pattern: /\bhttps:\/\/hooks\.slack\.com\/(?:services|workflows|triggers)\/[\w/-]{8,}/dg,
  },
  { kind: 'GitHub token', pattern: /\b(?:gh[opsur]_[A-Za-z0-9]{30,}|github_pat_\w{30,})/dg },
  { kind: 'GitLab token', pattern: /\bglpat-[\w-]{18,}/dg },
  { kind: 'AWS access key', pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/dg },
  {
    kind: 'AWS secret key',
    pattern:
      /\baws_?secret_?(?:access_?)?key["']?\s{0,3}[:=]\s{0,3}["']?(?<secret>[\w/+=]{30,})/dgi,
  },
  { kind: 'Google API key', pattern: /\bAIza[\w-]{35}\b/dg },
  { kind: 'Stripe key', pattern: /\b(?:[sr]k_(?:live|test)|whsec)_[A-Za-z0-9]{16,}/dg },
  { kind: 'npm token', pattern: /\bnpm_[A-Za-z0-9]{36}\b/dg },
  { kind: 'API key', pattern: /\bsk-(?:[a-z]+-)?[A-Za-z0-9_-]{20,}/dg },
  { kind: 'JSON Web Token', pattern: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/dg },
  {
    kind: 'bearer token',
    pattern: /\bBearer\s{1,3}(?<secret>(?=[\w.~+/-]{0,300}\d)[\w.~+/-]{20,}=*)/dgi,
  },
  {
    kind: 'password in an address',
    pattern: /\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s:/@]{0,100}:(?<secret>[^\s:/@]{1,200})@/dgi,
  },
  {
    kind: 'password',
    pattern:
      /\b(?:password|passwd|pwd|secret|api[_-]?key|access[_-]?token|client[_-]?secret)["']?\s{0,3}[=:]\s{0,3}["']?(?<secret>(?=[^\s"',;]{0,200}\d)(?=[^\s"',;]{0,200}[A-Za-z])[^\s"',;]{8,200})/dgi,
  },
]

/**
 * Replaces each secret by `[redacted <kind>]`. Ordinary words stay as they are: a commit hash, an id or the phrase
 * "token rotation" is no secret. Running it on its own result changes nothing.
 */
export function redactSecrets(text: string): {
  readonly text: string
  readonly redactions: readonly Redaction[]
} {
  let rest = text
  const redactions: Redaction[] = []
  for (const { kind, pattern } of shapes) {
    let count = 0
    let clean = ''
    let from = 0
    for (const match of rest.matchAll(pattern)) {
      const [start, end] = match.indices?.groups?.['secret'] ??
        match.indices?.[0] ?? [match.index, match.index]
      clean += `${rest.slice(from, start)}[redacted ${kind}]`
      from = end
      count += 1
    }
    if (count === 0) continue
    rest = clean + rest.slice(from)
    redactions.push({ kind, count })
  }
  return { text: rest, redactions }
}
