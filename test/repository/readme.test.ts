/** What the documentation promises, held against what there is. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { readCommand } from '../../src/bot/read-command.ts'
import { command } from '../../src/render/ids.ts'

const read = (path: string): string => readFileSync(path, 'utf8')
const readme = read('README.md')
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read('package.json')))
const manifest = z
  .object({
    features: z.object({ shortcuts: z.array(z.object({ name: z.string() })) }),
    oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  })
  .parse(parse(read('manifest.yml')))

const documents = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'references/README.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join('docs', path)),
]

const all = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].flatMap((match) => match[1] ?? [])
const sorted = (names: readonly string[]): readonly string[] => [...new Set(names)].toSorted()

describe('the README', () => {
  it('lists exactly the variables that the configuration reads', () => {
    const listed = all(readme, /^\| `([A-Z_]+)` \|/gm)
    expect(listed.length).toBeGreaterThan(5)
    expect(sorted(listed)).toEqual(
      sorted(all(read('src/config.ts'), /^ {2}([A-Z_]+): optional\(/gm)),
    )
  })

  it('names no variable that the environment example does not know, but for the address of Slack', () => {
    const example = all(read('.env.example'), /^#?([A-Z_]+)=/gm)
    expect(sorted([...example, 'SLACK_API_URL'])).toEqual(
      sorted(all(readme, /^\| `([A-Z_]+)` \|/gm)),
    )
  })

  it('shows commands of Slack that the bot understands as they are meant', () => {
    const shown = all(readme, new RegExp(`^\\| \`(${command}[^\`]*)\``, 'gm'))
    const asked = shown.map((line) => readCommand(line.slice(command.length)).ask)
    expect(asked).toEqual(['dialog', 'dialog', 'history', 'show', 'help'])
  })

  it('lists exactly the scopes of the manifest', () => {
    const [sentence = ''] = /The scopes are[^.]*\./.exec(readme) ?? []
    expect(sorted(all(sentence, /`([^`]+)`/g))).toEqual(sorted(manifest.oauth_config.scopes.bot))
  })

  it('calls the shortcuts what Slack calls them', () => {
    for (const { name } of manifest.features.shortcuts) expect(readme).toContain(`| *${name}*`)
  })
})

describe('the documents', () => {
  it('name only npm scripts that exist', () => {
    const named = documents.flatMap((path) => all(read(path), /npm run (?:--silent )?([\w:]+)/g))
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((script) => !(script in scripts))).toEqual([])
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['start', 'test']))
  })

  it('link only to files that exist', () => {
    const broken = documents.flatMap((path) =>
      all(read(path), /\]\((?!https?:)([^)#]+)/g)
        .filter((target) => !existsSync(join(dirname(path), target)))
        .map((target) => `${path} -> ${target}`),
    )
    expect(broken).toEqual([])
  })

  it('show pictures that are small, and no picture is left over', () => {
    const pictures = readdirSync('docs/images').map((name) => join('docs/images', name))
    expect(pictures.filter((path) => statSync(path).size > 200 * 1024)).toEqual([])
    expect(pictures.filter((path) => !readme.includes(path))).toEqual([])
  })
})
