import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

const root = join(import.meta.dirname, '..', '..')
const Scripts = z.object({ scripts: z.object({ start: z.string().startsWith('node ') }) })

export interface Program {
  /** The address that it printed. */
  readonly url: string
  /** Everything that it wrote, on both streams. */
  output(): string
  /** Asks it to end. Gives its exit code. */
  stop(): Promise<number | null>
}

/**
 * What `npm start` runs, as on a fresh machine: no variable set, no `.env`, no database yet.
 *
 * @throws Error with everything that it wrote, when it ends before it printed an address.
 */
export async function startProgram(): Promise<Program> {
  const { scripts } = Scripts.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
  const directory = mkdtempSync(join(tmpdir(), 'backend-test-packet-'))
  const program = spawn(process.execPath, [join(root, scripts.start.slice('node '.length))], {
    cwd: directory,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] },
  })
  const exited = once(program, 'exit')
  let output = ''
  const url = new Promise<string>((resolve, reject) => {
    const read = (chunk: string): void => {
      output += chunk
      const [, printed] = /open (http:\S+)/u.exec(output) ?? []
      if (printed !== undefined) resolve(printed)
    }
    program.stdout.setEncoding('utf8').on('data', read)
    program.stderr.setEncoding('utf8').on('data', read)
    exited.then(
      () => reject(new Error(`The program ended and printed no address:\n${output}`)),
      reject,
    )
  })
  return {
    url: await url,
    output: () => output,
    stop: async () => {
      if (program.exitCode === null && program.signalCode === null) program.kill('SIGTERM')
      await exited
      rmSync(directory, { recursive: true, force: true })
      return program.exitCode
    },
  }
}
