/** Writes docs/packet.schema.json: the format of an exported packet for other programs. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packetFileSchema } from '../src/engine/packet-file.ts'

writeFileSync(join(import.meta.dirname, '..', 'docs', 'packet.schema.json'), packetFileSchema())
