import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { csvCell, renderCsv } from '../../src/render/csv.ts'

it.each([
  ['plain', 'plain'],
  ['=1+1', "'=1+1"],
  ['+49', "'+49"],
  ['-2', "'-2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['  =cmd()', "'  =cmd()"],
  ['\t=x', `"'\t=x"`],
  ['say "hi", all', '"say ""hi"", all"'],
  ['two\nlines', '"two\nlines"'],
])('%j is written %j', (text, cell) => {
  expect(csvCell(text)).toBe(cell)
})

test('no cell of any text begins a formula, and each is read back as one cell', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const cell = csvCell(text)
      const inner = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell
      expect(inner.trimStart()).not.toMatch(/^[=+\-@]/u)
      expect([text, `'${text}`]).toContain(inner)
      expect(cell.startsWith('"') || !/[",\r\n]/u.test(cell)).toBe(true)
    }),
  )
})

test('a list has a header, one line a packet, and times that every program reads', () => {
  const row = {
    name: 'calm-otter-7',
    title: '=HYPERLINK("http://x")',
    kind: 'coverage-plan',
    status: 'open' as const,
    revision: 2,
    authorId: 'U1',
    channelId: 'C1',
    openedAt: 0,
    surfaces: ['endpoint', 'worker'],
    risks: [],
    dependencies: ['Postgres'],
  }
  expect(renderCsv([row])).toBe(
    '\u{FEFF}name,title,kind,status,revision,author,channel,opened,surfaces,risks,dependencies\r\n' +
      'calm-otter-7,"\'=HYPERLINK(""http://x"")",coverage-plan,open,2,U1,C1,1970-01-01T00:00:00.000Z,endpoint; worker,,Postgres\r\n',
  )
})
