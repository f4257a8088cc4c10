import type { Amendment } from '../packet.ts'

/** What a reply changes, without who said it. */
export type Change = Pick<Amendment, 'on' | 'target' | 'op' | 'to' | 'because'>
