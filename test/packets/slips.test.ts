import { describe, expect, it } from 'vitest'
import { findSlips } from './slips.ts'

const slipsIn = (markdown: string, request = ''): readonly string[] =>
  findSlips(markdown, request).map((each) => each.slip)

describe('findSlips', () => {
  it.each([
    ['the message message comes again', 'a word twice'],
    ['SQL Server server a run', 'a word twice'],
    ['per write to a order', 'a before a vowel'],
    ['killed, a Oban worker', 'a before a vowel'],
    ['one or an quota', 'an before a consonant'],
    ['the {entity} row', 'a placeholder'],
    ['behind the an order', 'two articles'],
    ['does not prove ; nothing', 'an empty list'],
  ])('finds the slip of %j', (text, slip) => {
    expect(slipsIn(text)).toContain(slip)
  })

  it.each([
    'an order, a user, a one-off, an SQS queue, an 8-hour run, a European tenant, an API',
    'user A of account B; A and B at once',
    'one run a night, three calls a night',
    '`a a` and "the the"',
  ])('lets %j stand', (text) => {
    expect(slipsIn(text)).toEqual([])
  })

  it('does not blame the requester', () => {
    expect(slipsIn('Surface: the the orders', 'test the the orders')).toEqual([])
  })
})
