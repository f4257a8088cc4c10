import { existsSync } from 'node:fs'
import { readQuery } from '../flows/search-query.ts'
import type { SearchVocabulary } from '../flows/search-vocabulary.ts'
import { packetFileOf } from '../flows/packet-export.ts'
import { renderCsv } from '../render/csv.ts'
import type { CsvRow } from '../render/csv.ts'
import { renderMarkdown } from '../render/markdown.ts'
import { csvRowOf } from '../render/csv-row.ts'
import { openStore } from '../store/open-store.ts'
import type { HistoryCursor, Store } from '../store/port.ts'
import { InputError } from './input.ts'

export const exportFormats = ['json', 'md', 'csv'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** A packet of the database as text, for whoever runs the instance; null when none has the name. Teams may share a name. */
export function exportPacket(
  databasePath: string,
  name: string,
  format: ExportFormat,
): Promise<string | null> {
  return withStore(databasePath, async (store) => {
    const packets = await store.packetsNamed(name)
    const [packet] = packets
    if (packet === undefined) return null
    switch (format) {
      case 'md':
        return renderMarkdown(packet.revision.verdict)
      case 'csv':
        return renderCsv(packets.map(csvRowOf))
      default:
        return packetFileOf(packet)
    }
  })
}

/** Every packet that words and filters find, of all teams, newest first; an empty text finds all. */
export function exportList(
  databasePath: string,
  text: string,
  { vocabulary, now }: { readonly vocabulary: SearchVocabulary; readonly now: number },
): Promise<{ readonly csv: string; readonly hints: readonly string[] }> {
  // Nobody in particular asks, from nowhere in particular: `by:me` and `in:here` find nothing.
  const { query, hints } = readQuery(text, { vocabulary, now, userId: '', channelId: null })
  return withStore(databasePath, async (store) => {
    const rows: CsvRow[] = []
    let after: HistoryCursor | null = null
    do {
      const page: Found = await store.packetsFound(query, pageSize, after)
      rows.push(...page.packets.map(csvRowOf))
      after = page.next
    } while (after !== null)
    return { csv: renderCsv(rows), hints }
  })
}

type Found = Awaited<ReturnType<Store['packetsFound']>>
const pageSize = 500

async function withStore<Value>(
  databasePath: string,
  use: (store: Store) => Promise<Value>,
): Promise<Value> {
  // Opening makes a database where there is none.
  if (!existsSync(databasePath))
    throw new InputError(
      `there is no database at ${databasePath}: DATABASE_URL says which one to read`,
    )
  const store = await openStore(databasePath)
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}
