import { PacketFile, canonicalJson } from '../engine/packet-file.ts'
import type { PacketRecord } from '../store/port.ts'

/** The packet's current revision as a file that can be verified. */
export function packetFileOf(packet: PacketRecord): string {
  const { revision } = packet
  const file: PacketFile = {
    schema: 1,
    name: packet.name,
    revision: revision.number,
    acceptedRevision: packet.acceptedRevision,
    origin: {
      teamId: packet.teamId,
      channelId: packet.channelId,
      authorId: packet.authorId,
      openedAt: new Date(packet.createdAt).toISOString(),
      revisedAt: new Date(revision.createdAt).toISOString(),
    },
    request: packet.requestText,
    amendments: revision.amendments,
    referencesHash: revision.referencesHash,
    verdict: revision.verdict,
  }
  return canonicalJson(PacketFile.parse(file))
}
