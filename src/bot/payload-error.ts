/** A payload that Slack does not send: `no_team`, `no_value`, `foreign_view`. */
export class PayloadError extends Error {
  override readonly name = 'PayloadError'
  readonly code: 'no_team' | 'no_value' | 'foreign_view'

  constructor(code: PayloadError['code'], options?: ErrorOptions) {
    super(`Slack sent a payload that cannot be used: ${code}`, options)
    this.code = code
  }
}
