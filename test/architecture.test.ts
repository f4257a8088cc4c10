/** The floor plan's arrows, one sentence each. Imports are read from the source, type-only imports included. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

interface SourceFile {
  /** Path below `src`, with forward slashes. */
  readonly path: string
  readonly text: string
  readonly imports: readonly string[]
}

const source = 'src'
const files: readonly SourceFile[] = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => {
    const text = readFileSync(join(source, path), 'utf8')
    return { path: path.replaceAll('\\', '/'), text, imports: importsOf(text) }
  })

function importsOf(text: string): readonly string[] {
  const specifiers =
    /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s+['"]([^'"]+)['"]|(?:^|\n)\s*import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g
  return [...text.matchAll(specifiers)].flatMap((match) => match[1] ?? match[2] ?? match[3] ?? [])
}

const inFolder = (folder: string): readonly SourceFile[] =>
  files.filter((file) => file.path.startsWith(`${folder}/`))

/** A package's name, `node:fs`, or the path below `src` of a file of ours. */
function targetsOf(file: SourceFile): readonly string[] {
  return file.imports.map((specifier) =>
    specifier.startsWith('.')
      ? relative(source, join(source, dirname(file.path), specifier)).replaceAll('\\', '/')
      : specifier,
  )
}

/** `file -> target` for every import of the folder that none of the patterns allows. */
function strangers(folder: string, allowed: readonly RegExp[]): readonly string[] {
  const own = new RegExp(`^${folder}/`)
  return inFolder(folder).flatMap((file) =>
    targetsOf(file)
      .filter((target) => !own.test(target) && !allowed.some((pattern) => pattern.test(target)))
      .map((target) => `${file.path} -> ${target}`),
  )
}

describe('the files', () => {
  it('are read at all', () => {
    const folders = ['engine', 'knowledge', 'store', 'render', 'flows', 'bot', 'workspace']
    expect(folders.filter((folder) => inFolder(folder).length === 0)).toEqual([])
    expect(inFolder('engine').flatMap((file) => file.imports).length).toBeGreaterThan(50)
  })

  it('have their imports found, whatever the form', () => {
    expect(
      importsOf(
        `import 'a'\nimport b from "b"\nimport type {\n  C,\n} from './c.ts'\nexport { d } from 'd'\nawait import('e')`,
      ),
    ).toEqual(['a', 'b', './c.ts', 'd', 'e'])
  })
})

describe('the engine', () => {
  it('imports zod, the tokenizer and itself, and nothing else', () => {
    expect(strangers('engine', [/^zod$/, /^wink-/])).toEqual([])
  })

  it('asks neither clock nor chance, environment nor network', () => {
    const impure =
      /\bnew Date\b|\bDate\.now\b|\bMath\.random\b|\bprocess\.[a-z]|\bfetch\(|\bperformance\./
    expect(
      inFolder('engine')
        .filter((file) => impure.test(file.text))
        .map((file) => file.path),
    ).toEqual([])
  })

  it('orders by explicit rules and never by the locale', () => {
    const local = /localeCompare|toLocale|\bIntl\./
    expect(
      inFolder('engine')
        .filter((file) => local.test(file.text))
        .map((file) => file.path),
    ).toEqual([])
  })
})

describe('knowledge', () => {
  it('imports the engine, files, a hash and zod, and nothing else', () => {
    expect(strangers('knowledge', [/^engine\//, /^node:(fs|path|crypto)$/, /^zod$/])).toEqual([])
  })
})

describe('the store', () => {
  it("imports the engine's schemas, Kysely and its drivers, and nothing else", () => {
    expect(
      strangers('store', [/^engine\//, /^kysely/, /^better-sqlite3$/, /^pg$/, /^zod$/, /^node:/]),
    ).toEqual([])
  })
})

describe('rendering', () => {
  it("imports the engine and Slack's types, and nothing else", () => {
    expect(strangers('render', [/^engine\//, /^@slack\/types$/])).toEqual([])
  })

  it("takes only types from Slack's package", () => {
    const values = /import\s+(?!type\b)[^'"]*from '@slack\/types'/
    expect(
      inFolder('render')
        .filter((file) => values.test(file.text))
        .map((file) => file.path),
    ).toEqual([])
  })
})

describe('the flows', () => {
  it("import the engine and the store's port, and nothing else", () => {
    expect(strangers('flows', [/^engine\//, /^store\/port\.ts$/, /^zod$/, /^date-fns/])).toEqual([])
  })
})

describe('the bot', () => {
  it("imports the flows, the engine, rendering, the store's port and Slack, and nothing else", () => {
    const allowed = [
      /^(flows|engine|render)\//,
      /^store\/port\.ts$/,
      /^@slack\//,
      /^(zod|pino)$/,
      /^node:/,
    ]
    expect(strangers('bot', allowed)).toEqual([])
  })

  it('draws its blocks in rendering: no listener makes one', () => {
    const drawn = /type: '(?:section|header|divider|rich_text|table|input|actions|context)'/
    expect(
      inFolder('bot')
        .filter((file) => file.path.includes('/listeners/') && drawn.test(file.text))
        .map((file) => file.path),
    ).toEqual([])
  })
})

describe('the local workspace', () => {
  it('is a stranger to every other folder and to the SDK', () => {
    const own = [/^node:/, /^(ws|yaml|zod|ajv|esbuild|react|react-dom)(\/|$)/]
    expect(strangers('workspace', own)).toEqual([])
  })

  it('is known to main.ts and nobody else', () => {
    const friends = files
      .filter((file) => !file.path.startsWith('workspace/') && file.path !== 'main.ts')
      .filter((file) => targetsOf(file).some((target) => target.startsWith('workspace/')))
    expect(friends.map((file) => file.path)).toEqual([])
  })
})
