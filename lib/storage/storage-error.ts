export type StorageErrorCode = 'not_migrated' | 'sqlite_too_old' | 'unsafe_settings' | 'secret_key_wrong'

/** Why a database cannot be used. It ends the start; it is never answered to a caller. */
export class StorageError extends Error {
  readonly code: StorageErrorCode

  constructor(code: StorageErrorCode, message: string) {
    super(message)
    this.name = 'StorageError'
    this.code = code
  }
}
