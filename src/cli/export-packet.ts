import { packetFileOf } from '../flows/packet-export.ts'
import { renderCsv } from '../render/csv.ts'
import { renderMarkdown } from '../render/markdown.ts'
import { csvRowOf } from '../render/csv-row.ts'
import { openStore } from '../store/open-store.ts'

export const exportFormats = ['json', 'md', 'csv'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** A packet of the database as text, for whoever runs the instance; null when none has the name. Teams may share a name. */
export async function exportPacket(
  databasePath: string,
  name: string,
  format: ExportFormat,
): Promise<string | null> {
  const store = await openStore(databasePath)
  try {
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
  } finally {
    await store.close()
  }
}
