import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Verdict } from '../../src/engine/packet.ts'
import { plan } from '../../src/engine/plan.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'
import { renderMarkdown } from '../../src/render/markdown.ts'

const folder = import.meta.dirname

export interface Golden {
  /** File name without ending: `refresh-token-rotation`. */
  readonly name: string
  readonly request: string
  readonly verdict: Verdict
  readonly markdown: string
  /** Where the packet as it was reviewed stands. */
  readonly packetFile: string
}

export const knowledge = loadKnowledge('references')

/** Every request of this folder with what the engine answers now, in name order. */
export const goldens: readonly Golden[] = readdirSync(folder)
  .filter((file) => file.endsWith('.request.txt'))
  .toSorted((one, other) => (one < other ? -1 : 1))
  .map((file) => {
    const name = file.replace('.request.txt', '')
    // The line break at the end belongs to the file.
    const request = readFileSync(join(folder, file), 'utf8').replace(/\n$/, '')
    const verdict = plan({ text: request }, [], knowledge)
    return {
      name,
      request,
      verdict,
      markdown: renderMarkdown(verdict),
      packetFile: join(folder, `${name}.packet.md`),
    }
  })

export function golden(name: string): Golden {
  const found = goldens.find((each) => each.name === name)
  if (!found) throw new Error(`no golden is called ${name}`)
  return found
}
