/** An exported packet as other programs and other machines meet it. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Amendment } from '../../src/engine/packet.ts'
import { packetFileSchema } from '../../src/engine/packet-file.ts'
import { plan } from '../../src/engine/plan.ts'
import { exportList, exportPacket } from '../../src/cli/export-packet.ts'
import { packetFileOf } from '../../src/flows/packet-export.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'
import { openStore } from '../../src/store/open-store.ts'
import { smallVocabulary } from '../flows/small-vocabulary.ts'
import { deliveriesOf, packetOf, revisionOf } from '../store/sample.ts'

const knowledge = loadKnowledge('references')
const requestText =
  'We added refresh-token rotation to our Express API on Postgres. Which tests do we need?'
const amendment: Amendment = {
  id: 'a1',
  on: 'layer',
  target: 'smoke',
  op: 'set',
  to: 'out',
  because: 'no release journey',
  by: 'U2',
}

describe('an exported packet', () => {
  let folder: string
  let file: string
  const path = (name: string) => join(folder, name)
  const cli = (...args: readonly string[]) => {
    const ran = spawnSync(process.execPath, ['src/cli.ts', ...args], {
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: `sqlite:${path('packets.sqlite')}` },
    })
    return { code: ran.status, out: ran.stdout, error: ran.stderr }
  }
  const verifyChanged = (change: (text: string) => string) => {
    writeFileSync(path('changed.json'), change(file))
    return cli('verify', path('changed.json'))
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'packet-file-'))
    const store = await openStore(path('packets.sqlite'))
    await store.openPacket(
      packetOf('p1', { name: 'calm-otter-7', requestText }),
      revisionOf(1, { verdict: plan({ text: requestText }, [], knowledge) }),
      deliveriesOf('p1', 0),
      'once',
    )
    await store.appendRevision(
      'p1',
      revisionOf(2, {
        amendments: [amendment],
        verdict: plan({ text: requestText }, [amendment], knowledge),
        referencesHash: knowledge.hash,
      }),
      [],
    )
    await store.openPacket(
      packetOf('p2', {
        name: 'calm-otter-9',
        teamId: 'T2',
        requestText: 'The billing service is late.',
        createdAt: 2000,
      }),
      revisionOf(1),
      deliveriesOf('p2', 0),
      'once-p2',
    )
    const packet = await store.packetById('T1', 'p1')
    file = packetFileOf(packet!)
    await store.close()
    writeFileSync(path('packet.json'), file)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('follows the published schema, which is the one in the code', () => {
    const published: unknown = JSON.parse(readFileSync('docs/packet.schema.json', 'utf8'))
    expect(published).toEqual(JSON.parse(packetFileSchema()))
    const matches = new Ajv2020({ strict: false, validateFormats: false }).compile(
      published as object,
    )
    expect([matches(JSON.parse(file)), matches.errors]).toEqual([true, null])
    expect(matches({ ...JSON.parse(file), schema: 2 })).toBe(false)
  })

  it('is the same bytes from the command line', () => {
    expect(cli('export', 'calm-otter-7', '--format', 'json')).toEqual({
      code: 0,
      out: file,
      error: '',
    })
    expect(cli('export', 'calm-otter-7', '--format', 'md').out).toMatch(/^## Backend Test Packet: /)
    expect(cli('export', 'calm-otter-7', '--format', 'csv').out).toContain('calm-otter-7,')
    expect(cli('export', 'calm-otter-8', '--format', 'csv')).toEqual({
      code: 2,
      out: '',
      error: 'no packet is called calm-otter-8\n',
    })
  })

  it('is listed with others that words and filters find, newest first', async () => {
    const listed = async (text: string) => {
      const { csv } = await exportList(path('packets.sqlite'), text, {
        vocabulary: smallVocabulary,
        now: 5000,
      })
      return csv
        .trim()
        .split('\r\n')
        .slice(1)
        .map((row) => row.split(',')[0])
    }
    expect(await listed('')).toEqual(['calm-otter-9', 'calm-otter-7'])
    expect(await listed('rotation dep:postgres')).toEqual(['calm-otter-7'])
    expect(await listed('service:billing')).toEqual(['calm-otter-9'])
    expect(await listed('is:accepted')).toEqual([])
    expect(cli('export', '--find', 'late colour:red', '--format', 'csv')).toEqual({
      code: 0,
      out: expect.stringMatching(/^\u{FEFF}name,[^\n]*\n$/u),
      error: expect.stringContaining('colour: is no filter'),
    })
  })

  it('is not printed by half a command, which is answered with how it is done', () => {
    expect(cli('export', '--find', 'x', '--format', 'md')).toEqual({
      code: 2,
      out: '',
      error: expect.stringContaining('export --find "words and filters" --format csv'),
    })
  })

  it('is not looked for where there is no database, and none is made there', async () => {
    const missing = path('none.sqlite')
    await expect(exportPacket(missing, 'calm-otter-7', 'md')).rejects.toThrow(
      `there is no database at ${missing}`,
    )
    expect(existsSync(missing)).toBe(false)
  })

  it('is made again, identical, offline', () => {
    expect(cli('verify', path('packet.json'))).toEqual({ code: 0, out: 'identical\n', error: '' })
  })

  it('is told apart when a word of the verdict, or an amendment, was changed', () => {
    const changed = verifyChanged((text) =>
      text.replace('"beforeMerge": "', '"beforeMerge": "nothing, or '),
    )
    expect(changed).toEqual({
      code: 1,
      out: 'differs here: verdict.gates.beforeMerge\n',
      error: '',
    })
    const unamended = verifyChanged((text) =>
      JSON.stringify({ ...(JSON.parse(text) as object), amendments: [] }),
    )
    expect(unamended.code).toBe(1)
    expect(unamended.out).toMatch(/^differs here: verdict\./)
  })

  it('says when other references made it', () => {
    const other = verifyChanged((text) => text.replace(knowledge.hash, '0'.repeat(64)))
    expect(other).toEqual({
      code: 3,
      out: 'made by other references (these references make the same)\n',
      error: '',
    })
  })

  it('is refused when it is none', () => {
    expect(cli('verify', path('missing.json')).code).toBe(2)
    expect(verifyChanged(() => '{"schema": 2}')).toMatchObject({
      code: 2,
      out: expect.stringContaining('is no packet file of schema 1'),
    })
  })
})
