/** A fault of storage: what could not be done; the driver's error is the cause. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: 'database_unusable' | 'migration_failed' | 'row_invalid' | 'backup_refused'

  constructor(code: StoreError['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
