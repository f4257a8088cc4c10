import type { Amendment } from '../packet.ts'

/** An amendment that nobody made: the engine plans with it to see what it would change. */
export const tried = (
  on: Amendment['on'],
  target: string,
  op: Amendment['op'],
  to: string | null,
): Amendment => ({
  id: ['tried', on, target, op, to ?? ''].join(' ').trim(),
  on,
  target,
  op,
  to,
  because: null,
  by: '',
})
