import { readFileSync } from 'node:fs'
import { PacketFile, verifyPacketFile } from '../engine/packet-file.ts'
import type { Knowledge } from '../engine/knowledge.ts'
import { plan } from '../engine/plan.ts'

export interface Verified {
  readonly line: string
  /** 0 identical, 1 differs, 3 made by other references; 2 is for a file that is none. */
  readonly exitCode: 0 | 1 | 2 | 3
}

/** Makes the packet of an exported file again, without any network. */
export function verifyFile(path: string, load: () => Knowledge): Verified {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error
    return { line: `${path}: ${isMissing ? 'cannot be read' : 'is no JSON'}`, exitCode: 2 }
  }
  const file = PacketFile.safeParse(content)
  if (!file.success) {
    const [issue] = file.error.issues
    return {
      line: `${path}: is no packet file of schema 1 (${issue?.path.join('.') || 'whole file'}: ${issue?.message})`,
      exitCode: 2,
    }
  }
  const knowledge = load()
  const made = verifyPacketFile(
    file.data,
    (text, amendments) => plan({ text }, amendments, knowledge),
    knowledge.hash,
  )
  if (made.result === 'identical') return { line: 'identical', exitCode: 0 }
  if (made.result === 'differs') return { line: `differs here: ${made.at.join(', ')}`, exitCode: 1 }
  const what =
    made.at.length === 0
      ? 'these references make the same'
      : `these differ here: ${made.at.join(', ')}`
  return { line: `made by other references (${what})`, exitCode: 3 }
}
