/** The engine on the command line: text in, Markdown or JSON out. */
import { join } from 'node:path'
import { text as readAll } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { exportFormats, exportList, exportPacket } from './cli/export-packet.ts'
import { verifyFile } from './cli/verify-packet.ts'
import { databasePath } from './cli/database.ts'
import { InputError, checkedText } from './cli/input.ts'
import { answerLines } from './cli/lines.ts'
import { packetAnswerer, whyText } from './cli/packet-lines.ts'
import { ConfigError } from './config.ts'
import { replyAnswerer } from './cli/replies.ts'
import type { Knowledge } from './engine/knowledge.ts'
import { plan } from './engine/plan.ts'
import { searchVocabulary } from './flows/search-vocabulary.ts'
import { KnowledgeError } from './knowledge/knowledge-error.ts'
import { loadKnowledge } from './knowledge/load-knowledge.ts'
import { renderMarkdown } from './render/markdown.ts'
import { StoreError } from './store/store-error.ts'

const help = `Usage: npm run --silent packet -- [options] "request text"

Turns a backend change or worry into one test packet, printed as Markdown.
Without a text the request is read from standard input.

  --json         print the verdict as JSON
  --jsonl        read lines {"id", "text", "amendments"?} and print one line of result for each
  --replies      read lines {"id", "request", "reply"} and print what each reply changes in the packet
  --why          print each decision with the words and the rule that led to it, what else it could have been
                 and what would change it; with --jsonl as the further key "why"
  --references   directory of the references (default: references/)
  --overlay      directory whose references replace or add to them
  --help         print this

  verify file.json                     make an exported packet again: identical (exit code 0), differs here (1),
                                       or made by other references (3)
  export <name> --format json|md|csv   print a packet of the database (DATABASE_URL)
  export --find "words" --format csv   print a list of what words and filters find, as behind
                                       /backend-test-packet history; without --find all packets

Exit code 0 for any verdict, 2 for bad input.
`

async function main(args: readonly string[]): Promise<void> {
  const { values, positionals } = readArguments(args)
  if (values.help) {
    process.stdout.write(help)
    return
  }
  const load = (): Knowledge =>
    loadKnowledge(
      values.references ?? join(import.meta.dirname, '..', 'references'),
      values.overlay,
    )
  if (positionals[0] === 'verify' && positionals.length === 2) {
    const { line, exitCode } = verifyFile(positionals[1] ?? '', load)
    process.stdout.write(`${line}\n`)
    process.exitCode = exitCode
    return
  }
  if (values.format !== undefined || values.find !== undefined) {
    await printExport(positionals, { format: values.format, find: values.find }, load)
    return
  }
  if (values.jsonl) {
    await answerLines(packetAnswerer(load(), values.why === true))
    return
  }
  if (values.replies) {
    await answerLines(replyAnswerer(load()))
    return
  }
  const request = checkedText(positionals.length > 0 ? positionals.join(' ') : await readStdin())
  const knowledge = load()
  const verdict = plan({ text: request }, [], knowledge)
  if (values.json) process.stdout.write(`${JSON.stringify(verdict, null, 2)}\n`)
  else if (values.why) process.stdout.write(whyText(verdict, { text: request }, [], knowledge))
  else process.stdout.write(renderMarkdown(verdict))
}

async function printExport(
  positionals: readonly string[],
  { format, find }: { readonly format: string | undefined; readonly find: string | undefined },
  load: () => Knowledge,
): Promise<void> {
  const [verb, name, ...rest] = positionals
  const known = exportFormats.find((each) => each === format)
  const isList = name === undefined && known === 'csv'
  const isOne = name !== undefined && find === undefined && known !== undefined
  if (verb !== 'export' || rest.length > 0 || !(isList || isOne))
    throw new InputError(
      `--format and --find need: export <name> --format ${exportFormats.join('|')}, or export --find "words and filters" --format csv`,
    )
  if (isList) {
    const vocabulary = searchVocabulary(load())
    const { csv, hints } = await exportList(databasePath(), find ?? '', {
      vocabulary,
      now: Date.now(),
    })
    for (const hint of hints) process.stderr.write(`${hint}\n`)
    process.stdout.write(csv)
    return
  }
  const text = await exportPacket(databasePath(), name ?? '', known ?? 'json')
  if (text === null) throw new InputError(`no packet is called ${name}`)
  process.stdout.write(text)
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        jsonl: { type: 'boolean' },
        replies: { type: 'boolean' },
        why: { type: 'boolean' },
        format: { type: 'string' },
        find: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        references: { type: 'string' },
        overlay: { type: 'string' },
      },
    })
  } catch (error) {
    throw new InputError(
      error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'bad option',
      {
        cause: error,
      },
    )
  }
}

function readStdin(): Promise<string> {
  if (process.stdin.isTTY)
    throw new InputError('no request: give the text as an argument or on standard input (--help)')
  return readAll(process.stdin)
}

// Whoever reads may stop early (`| head`): that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

const faultsOfInput = [InputError, KnowledgeError, ConfigError, StoreError]

try {
  await main(process.argv.slice(2))
} catch (error) {
  if (!faultsOfInput.some((Fault) => error instanceof Fault)) throw error
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 2
}
