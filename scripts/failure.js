/** What stops a start and is the operator's to put right: its message is shown alone, without a stack. */
export class StartFailure extends Error {
  /**
   * @param {'node_too_old'|'install_failed'|'no_compiler'|'step_failed'|'bad_setting'|'port_taken'|'cannot_listen'|'data_dir_not_writable'|'data_dir_in_use'|'migration_failed'|'database_damaged'} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message)
    this.name = 'StartFailure'
    this.code = code
  }
}

/** Prints why the command ends and ends it with exit code 1. A fault of ours keeps its stack. */
export function endWith(error) {
  const known = error instanceof StartFailure || isRuntimeFailure(error)
  console.error(`\n${known ? error.message : (error?.stack ?? error)}`)
  process.exit(1)
}

// lib/runtime.ts throws errors with a `code` of its own closed set; those of Node are upper case.
const isRuntimeFailure = (error) => error instanceof Error && /^[a-z_]+$/.test(error.code ?? '')
