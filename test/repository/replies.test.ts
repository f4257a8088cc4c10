import { describe, expect, it } from 'vitest'
import { replyAnswerer } from '../../src/cli/replies.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'

const answer = replyAnswerer(loadKnowledge('references'))
const request =
  'Gin order service with Kafka and Postgres: two buyers oversell. Which tests do we need?'

describe('--replies', () => {
  it('answers a line with the kind, the changes and what is unclear', () => {
    const line = JSON.stringify({ id: 'a', request, reply: 'mock Kafka because it is slow' })
    expect(answer(line)).toEqual({
      id: 'a',
      kind: 'amendment',
      changes: [
        { on: 'dependency', target: 'kafka', op: 'set', to: 'mock', because: 'it is slow' },
      ],
      unclear: [],
    })
  })

  it('answers a bad line with its error and goes on', () => {
    expect(answer('no json')).toEqual({ id: null, error: 'the line is no JSON' })
    expect(answer('{"id": "b", "request": " ", "reply": "undo"}')).toEqual({
      id: 'b',
      error: 'request: is empty',
    })
    expect(answer(JSON.stringify({ id: 'c', request, reply: 'undo' }))).toMatchObject({
      id: 'c',
      kind: 'command',
      changes: [],
    })
  })
})
