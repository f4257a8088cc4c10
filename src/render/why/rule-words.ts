import type { Rule } from '../../engine/knowledge.ts'
import { shorten } from '../split.ts'

/**
 * The beginning of a rule's text, in words of people who do not write references: `[entity]` for a word of the request, `…` and
 * `N` for what a phrase leaves open. Where it goes on is what the document is for.
 */
export const ruleText = ({ text }: Rule, size: number): string =>
  shorten(
    text
      .replaceAll('{cases}', '')
      .replaceAll(/\{([a-z][a-z-]*)\}/gu, (_, name: string) => `[${name.replaceAll('-', ' ')}]`)
      .replaceAll(/(?<=^|\s)~(?=\s)/gu, '…')
      .replaceAll(/(?<=^|\s)#(?=[\s,]|$)/gu, 'N'),
    size,
  )
