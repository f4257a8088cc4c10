/** The command line as a stranger's program uses it: real processes, text in, text out. */
import { spawn } from 'node:child_process'
import { describe, expect, it } from 'vitest'

interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

function run(command: string, args: readonly string[], input: string): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args)
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk))
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
    child.stdin.end(input)
  })
}

const throughNpm = (args: readonly string[], input = ''): Promise<Ran> =>
  run('npm', ['run', '--silent', 'packet', '--', ...args], input)
/** What npm runs; npm itself takes as long again, so that two cases go through it. */
const packet = (args: readonly string[], input = ''): Promise<Ran> =>
  run(process.execPath, ['src/cli.ts', ...args], input)

const request =
  'We added refresh-token rotation to our Express API on Postgres. Which tests do we need?'
let why: Promise<Ran> | undefined
/** Two cases look at what one run printed. */
const explained = (): Promise<Ran> => (why ??= packet(['--why', request]))
const lines = (...values: readonly unknown[]): string =>
  values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join('\n')

describe('npm run --silent packet', () => {
  it('prints the packet as Markdown and nothing else', async () => {
    const { code, stdout, stderr } = await throughNpm([request])
    expect(stdout).toMatch(/^## Backend Test Packet: [\s\S]*### Route-outs\n[\s\S]*\n$/)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  it('reads the request from standard input and prints the same bytes', async () => {
    const [given, piped] = await Promise.all([packet([request]), throughNpm([], request)])
    expect(piped).toEqual(given)
  })

  it('prints the verdict with --json', async () => {
    const { code, stdout } = await packet(['--json', request])
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'packet',
      classification: { primary: 'coverage-plan' },
    })
    expect(code).toBe(0)
  })

  it('exits with 0 for a route-out and for a request that needs framing', async () => {
    const [routed, vague] = await Promise.all([
      packet(['Write our company testing strategy for all 14 squads.']),
      packet(['help with tests']),
    ])
    expect(routed.stdout).toContain('routed to `testing-strategies`')
    expect(vague.stdout).toContain('### Come back with')
    expect([routed.code, vague.code]).toEqual([0, 0])
  })

  it('says with --why which words and which row led to each decision', async () => {
    const { stdout, code } = await explained()
    expect(stdout).toMatch(/- said: ".*" -> `[a-z-]+\/[a-z0-9-]+` \(references\/[a-z-]+\.md:\d+, /)
    expect(code).toBe(0)
  })

  it('says with --why what most decisions rest on, the alternatives, and what would change each', async () => {
    const { stdout } = await explained()
    expect(stdout).toContain('### what most decisions rest on\n- if ')
    expect(stdout).toMatch(/\n- instead: .+: .+ would change\n/)
    const decisions = stdout.match(/^### (?!what most)/gm) ?? []
    const ends =
      stdout.match(
        /^- (?:would change if |instead, the smallest change: |nothing you can change )/gm,
      ) ?? []
    expect(ends).toHaveLength(decisions.length)
  })

  it('explains an amended request with --jsonl --why, its amendments included', async () => {
    const amendment = { on: 'constraint', target: 'no-containers@pr', op: 'add' }
    const { stdout } = await packet(
      ['--jsonl', '--why'],
      lines({ id: 'a', text: request, amendments: [amendment] }),
    )
    const { why } = JSON.parse(stdout) as { why: string }
    expect(why).toContain('would change if containers were allowed on the PR lane: containerized')
    expect(why).toContain('- said in the thread')
  })

  it('does not show a secret that was pasted', async () => {
    const { stdout } = await packet([
      `${request} Our token is xoxb-${'1234567890'.repeat(2)}-abcdefghij`,
      '--json',
    ])
    expect(stdout).not.toContain('xoxb-1234567890')
  })

  it.each([
    ['an empty request', [''], /^the request is empty: .*\n$/],
    ['only blanks', ['  \n '], /^the request is empty: .*\n$/],
    ['an unknown option', ['--fast', 'x'], /--fast.*\n$/],
  ])('refuses %s with one line on standard error', async (_, args, message) => {
    const { code, stdout, stderr } = await packet(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(message)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  })

  it('refuses a request that is too long and says the limit', async () => {
    const { code, stderr } = await packet([], 'x '.repeat(20_001))
    expect(code).toBe(2)
    expect(stderr).toBe(
      'the request has 40002 characters; the limit is 40000: keep the part that the packet is about\n',
    )
  })

  it('prints its usage with --help', async () => {
    const { code, stdout } = await packet(['--help'])
    expect(stdout).toContain('--jsonl')
    expect(code).toBe(0)
  })
})

describe('npm run --silent packet -- --jsonl', () => {
  it('answers line by line in order, and a bad line by its error', async () => {
    const { code, stdout } = await packet(
      ['--jsonl'],
      lines(
        { id: 'a', text: request },
        'no json',
        { id: 'b' },
        { id: 'c', text: '' },
        '',
        {
          id: 'd',
          text: request,
          amendments: [
            { on: 'packet-kind', target: 'primary', op: 'set', to: 'flake-stabilization' },
          ],
        },
        { id: 'e', text: 'x', amendments: [{ on: 'colour' }] },
      ),
    )
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string })
    expect(answers).toEqual([
      {
        id: 'a',
        verdict: 'packet',
        primary: 'coverage-plan',
        secondary: null,
        confidence: expect.stringMatching(/^(high|medium|low)$/),
        surfaces: expect.arrayContaining(['auth-flow']),
        risks: expect.any(Array),
        dependencies: ['postgres'],
        runtime: expect.arrayContaining(['express']),
        markdown: expect.stringMatching(/^## Backend Test Packet: /),
      },
      { id: null, error: 'the line is no JSON' },
      { id: 'b', error: expect.stringMatching(/^text: /) },
      { id: 'c', error: expect.stringMatching(/^the request is empty/) },
      expect.objectContaining({ id: 'd', primary: 'flake-stabilization', confidence: 'high' }),
      { id: 'e', error: expect.stringMatching(/^amendments\.0\./) },
    ])
    expect(code).toBe(0)
  })
})
