import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { VerdictLabel } from '../../src/engine/packet.ts'

const Item = z.object({
  id: z.string().default(''),
  origin: z.enum(['issue', 'slack', 'written', 'contrast', 'order', 'concern']),
  text: z.string(),
  primary: VerdictLabel,
  acceptable: z.array(VerdictLabel).default([]),
  secondary: VerdictLabel.nullable().default(null),
  secondary_ok: z.array(VerdictLabel).default([]),
})

/** A labelled request. `isYardstick` marks the items that accuracy is reported on. */
export interface Labelled extends z.infer<typeof Item> {
  readonly isYardstick: boolean
}

export const corpusFiles = [
  'requests.jsonl',
  'training.jsonl',
  'contrasts.jsonl',
  'concerns.jsonl',
] as const

export const readCorpus = (directory: string): readonly Labelled[] =>
  corpusFiles.flatMap((file) =>
    readFileSync(`${directory}/${file}`, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => ({ ...Item.parse(JSON.parse(line)), isYardstick: file === 'requests.jsonl' })),
  )
