import { ConfigError, readConfig } from '../config.ts'
import { StoreError } from '../store/store-error.ts'

/** The database that the bot uses, from the environment and the `.env` file as the bot reads them. */
export function databasePath(): string {
  try {
    process.loadEnvFile()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  return readConfig(process.env).databasePath
}

/** Runs a command on one file: what went wrong is one sentence for the person at the terminal and exit code 2. */
export async function onFile(
  name: 'backup' | 'restore',
  run: (file: string) => Promise<string>,
): Promise<void> {
  const [file, ...rest] = process.argv.slice(2)
  try {
    if (file === undefined || rest.length > 0) {
      process.stderr.write(`Usage: npm run ${name} -- file\n`)
      process.exitCode = 2
      return
    }
    process.stdout.write(`${await run(file)}\n`)
  } catch (error) {
    if (!(error instanceof StoreError) && !(error instanceof ConfigError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 2
  }
}
