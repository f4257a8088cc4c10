import { beforeAll, describe, expect, it } from 'vitest'
import { replyContexts } from '../../scripts/evaluate/replies.ts'
import { readReply } from '../../src/engine/read-reply.ts'
import type { ReplyContext } from '../../src/engine/reply/context.ts'
import { sharedPattern } from '../../src/engine/reply/shared-places.ts'
import { strategyOfName } from '../../src/engine/reply/tool-names.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'

const knowledge = loadKnowledge('references')
let contexts: ReadonlyMap<string, ReplyContext>
beforeAll(() => {
  contexts = replyContexts(knowledge)
})

/** What a reply under a sample packet changes, as `target op value`. */
const changes = (packet: string, text: string): readonly string[] => {
  const context = contexts.get(packet)
  if (context === undefined) throw new Error(`no packet ${packet}`)
  return readReply(text, context, knowledge)
    .changes.map((each) => [each.target, each.op, each.to].filter((part) => part).join(' '))
    .toSorted()
}

describe('sharedPattern', () => {
  const found = (text: string): readonly string[] =>
    [...text.matchAll(sharedPattern(knowledge.replies))].map((each) => each[0])

  it.each([
    ['the cluster that six squads talk to', ['six squads talk to']],
    ['a host used by the whole department', ['used by the whole department']],
    ['one tenant for all teams', ['for all teams']],
    ['the pooled reporting cluster', ['pooled reporting cluster']],
    ["it's everybody's", ["everybody's"]],
    ['a container for all tests', []],
    ['isolation per test for topics', []],
  ])('"%s"', (text, expected) => {
    expect(found(text)).toEqual(expected)
  })
})

describe('strategyOfName', () => {
  it.each([
    ['`MockProducer`', 'mock'],
    ['go-sqlmock', 'mock'],
    ['InMemoryMailer', 'fake'],
    ['`fakegcs`', 'fake'],
    ['mocked', null],
    ['`orders`', null],
  ])('%s', (word, expected) => {
    expect(strategyOfName(word)?.value ?? null).toBe(expected)
  })
})

describe('a strategy told in other words', () => {
  it.each([
    ['E4', 'kafka: the lab cluster that six squads talk to', ['kafka set shared-external']],
    ['E2', 'Redis is the pooled one, used by every team', ['redis set shared-external']],
    ['E5', 'S3 at night: `InMemoryBucket`', ['s3@scheduled set fake']],
    ['E4', 'postgres → rds', ['postgres set shared-external']],
    ['E5', 'S3 on the PR: the minio image', ['s3@pr set containerized']],
  ])('%s: %s', (packet, text, expected) => {
    expect(changes(packet, text)).toEqual(expected)
  })
})

describe('where a strategy holds', () => {
  it.each([
    ['E1', 'Kafka outside of scenario 5: a stub', ['kafka@elsewhere set mock']],
    ['E5', 'redis@pr → fake', ['redis@pr set fake']],
    ['E5', 'Mock S3 on the PR and use a fake Redis there', ['redis@pr set fake', 's3@pr set mock']],
  ])('%s: %s', (packet, text, expected) => {
    expect(changes(packet, text)).toEqual(expected)
  })
})

describe('rows that go', () => {
  it.each([
    ['E5', 'the redis row is void', ['redis remove']],
    ['E5', 'S3 out of the dependency table, nothing uploads any more', ['s3 remove']],
    ['E2', 'Locks are advisory ones now, no Redis any more. The row can go', ['redis remove']],
    ['E2', 'the table may lose Redis', ['redis remove']],
    ['E2', 'the Redis row is my favourite', []],
  ])('%s: %s', (packet, text, expected) => {
    expect(changes(packet, text)).toEqual(expected)
  })
})
