/** Amendments and the decisions they turn, as short sentences for people. */
import type { Change } from '../../engine/difference.ts'
import type { Amendment } from '../../engine/packet.ts'
import { shorten } from '../split.ts'

/** `dependency redis on pr: fake, because it is only a cache` */
export function amendmentWords(
  amendment: Pick<Amendment, 'on' | 'target' | 'op' | 'to' | 'because'>,
): string {
  const { because } = amendment
  return `${subjectOf(amendment)}: ${valueOf(amendment)}${because === null ? '' : `, because ${because}`}`
}

/** What a revision brought and what it took back, one sentence each. */
export function saidWords(revision: {
  readonly authorId: string
  readonly brought: readonly Amendment[]
  readonly takenBack: readonly Amendment[]
}): readonly string[] {
  const by = (each: Amendment): string =>
    each.by === revision.authorId ? '' : ' (proposed by somebody else)'
  return [
    ...revision.brought.map((each) => `${amendmentWords(each)}${by(each)}`),
    ...revision.takenBack.map((each) => `taken back: ${amendmentWords(each)}`),
  ]
}

function subjectOf({ on, target }: Pick<Amendment, 'on' | 'target'>): string {
  if (on === 'packet-kind') return target === 'secondary' ? 'secondary concern' : 'packet kind'
  const name = target.replace('@', ' on ')
  return on === target || name.startsWith(on) ? name : `${on} ${name}`
}

function valueOf({ op, to }: Pick<Amendment, 'op' | 'to'>): string {
  switch (op) {
    case 'add':
      return to === null ? 'add' : `add ${to}`
    case 'remove':
      return to === null ? 'leave out' : `leave out ${to}`
    case 'move':
      return `move to ${to ?? '?'}`
    case 'set':
      return to ?? 'set'
  }
  return ''
}

/** `Dependency redis: fake → containerized`: only what differs of two long sentences, at most `size` characters a side. */
export function changeWords({ key, before, after }: Change, size: number): string {
  const name = `${key.slice(0, 1).toUpperCase()}${key.slice(1)}`.replace(/@(?=\w)/u, ' on ')
  // Cases and caveats say in their key what they are.
  if (before === null)
    return `New: ${shorten(isItsOwnKey(key) ? name : `${name}: ${after ?? ''}`, size * 2)}`
  if (after === null)
    return `Gone: ${shorten(isItsOwnKey(key) ? name : `${name}: ${before}`, size * 2)}`
  const [was, is] = differing(before, after)
  return `${shorten(name, 120)}: ${shorten(was, size)} → ${shorten(is, size)}`
}

const isItsOwnKey = (key: string): boolean => /^(?:assumption|conflict|smell|coverage) /u.test(key)

/** The parts of two sentences that the other one does not have. */
function differing(before: string, after: string): readonly [string, string] {
  const [was, is] = [before.split('; '), after.split('; ')]
  return [only(was, is, before), only(is, was, after)]
}

const only = (some: readonly string[], others: readonly string[], whole: string): string =>
  some.filter((part) => !others.includes(part)).join('; ') ||
  `${whole.split('; ')[0] ?? whole} (less)`
