/** The engine on the command line: text in, Markdown or JSON out. */
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text as readAll } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { exportFormats, exportPacket } from './cli/export-packet.ts'
import { verifyFile } from './cli/verify-packet.ts'
import { databasePath } from './cli/database.ts'
import { explain } from './engine/explain.ts'
import { replyAnswerer } from './cli/replies.ts'
import type { Knowledge } from './engine/knowledge.ts'
import { Amendment } from './engine/packet.ts'
import type { Verdict } from './engine/packet.ts'
import { plan } from './engine/plan.ts'
import { redactSecrets } from './engine/redact.ts'
import { KnowledgeError } from './knowledge/knowledge-error.ts'
import { loadKnowledge } from './knowledge/load-knowledge.ts'
import { renderMarkdown } from './render/markdown.ts'
import { renderWhyText } from './render/markdown/why.ts'

const longestRequest = 40_000

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

Exit code 0 for any verdict, 2 for bad input.
`

/** Bad input: the message is one line that says what to do. */
class InputError extends Error {
  override readonly name = 'InputError'
}

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
  if (values.format !== undefined) {
    await printExport(positionals, values.format)
    return
  }
  if (values.jsonl) {
    const knowledge = load()
    await answerLines((line) => answerLine(line, knowledge, values.why === true))
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

const whyText = (
  verdict: Verdict,
  request: { readonly text: string },
  amendments: readonly Amendment[],
  knowledge: Knowledge,
): string => renderWhyText(verdict, knowledge.rules, explain(request, amendments, knowledge))

async function printExport(positionals: readonly string[], format: string): Promise<void> {
  const [verb, name] = positionals
  const known = exportFormats.find((each) => each === format)
  if (verb !== 'export' || name === undefined || known === undefined)
    throw new InputError(`--format needs: export <name> --format ${exportFormats.join('|')}`)
  const text = await exportPacket(databasePath(), name, known)
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

/** The text as the engine gets it: not empty, not too long, without secrets. */
function checkedText(text: string): string {
  if (text.trim() === '')
    throw new InputError('the request is empty: say what changed, or what worries you (--help)')
  if (text.length > longestRequest)
    throw new InputError(
      `the request has ${text.length} characters; the limit is ${longestRequest}: keep the part that the packet is about`,
    )
  return redactSecrets(text).text
}

/** Who said an amendment and why may be left out here; its place in the line is its id then. */
const LineAmendment = Amendment.extend({
  id: Amendment.shape.id.optional(),
  to: Amendment.shape.to.default(null),
  because: Amendment.shape.because.default(null),
  by: Amendment.shape.by.default(''),
})
const Line = z.object({
  id: z.string(),
  text: z.string(),
  amendments: z
    .array(LineAmendment)
    .default([])
    .transform((list) => list.map((each, at) => ({ ...each, id: each.id ?? `${at + 1}` }))),
})

/** One answer for each line, in order; a bad line is answered with its error and does not stop the rest. */
async function answerLines(answer: (line: string) => object): Promise<void> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() === '') continue
    const written = process.stdout.write(`${JSON.stringify(answer(line))}\n`)
    if (!written) await new Promise((resolve) => process.stdout.once('drain', resolve))
  }
}

function answerLine(line: string, knowledge: Knowledge, withWhy: boolean): object {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return { id: null, error: 'the line is no JSON' }
  }
  const parsed = Line.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return { id: idOf(value), error: `${issue?.path.join('.') || 'line'}: ${issue?.message}` }
  }
  const { id, text, amendments } = parsed.data
  try {
    const request = { text: checkedText(text) }
    const verdict = plan(request, amendments, knowledge)
    return {
      id,
      ...summary(verdict),
      ...(withWhy ? { why: whyText(verdict, request, amendments, knowledge) } : {}),
    }
  } catch (error) {
    if (error instanceof InputError) return { id, error: error.message }
    throw error
  }
}

function idOf(value: unknown): string | null {
  const parsed = z.object({ id: z.string() }).safeParse(value)
  return parsed.success ? parsed.data.id : null
}

function summary(verdict: Verdict): object {
  const { classification, framing } = verdict
  return {
    verdict: verdict.verdict,
    primary: classification.primary,
    secondary: classification.secondary,
    confidence: classification.confidence,
    surfaces: framing.surfaces.map((each) => each.surface),
    risks: framing.risks.map((each) => each.risk),
    dependencies: framing.dependencies.map((each) => each.dependency),
    runtime: framing.runtime.map((each) => each.runtime),
    markdown: renderMarkdown(verdict),
  }
}

// Whoever reads may stop early (`| head`): that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

try {
  await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof InputError) && !(error instanceof KnowledgeError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
