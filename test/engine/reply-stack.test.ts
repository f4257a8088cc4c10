import { describe, expect, it } from 'vitest'
import { replyContexts } from '../../scripts/evaluate/replies.ts'
import { readReply } from '../../src/engine/read-reply.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'

const knowledge = loadKnowledge('references')
const contexts = replyContexts(knowledge)
const facts = (packet: string, text: string): readonly string[] => {
  const context = contexts.get(packet)
  if (context === undefined) throw new Error(`no packet ${packet}`)
  return readReply(text, context, knowledge).changes.map(({ on, op, target, to }) =>
    `${on} ${op} ${target} ${to ?? ''}`.trim(),
  )
}

// The first reading compiles all rows.
facts('E1', 'hello')

describe('what a reply says about the stack', () => {
  it.each([
    // A short name is kept in full, with its version wherever that stands.
    [
      'E12',
      'pg 16 and py 3.12 here',
      ['runtime set database postgres 16', 'runtime set language python 3.12'],
    ],
    ['E5', 'the PHP version is 8.3', ['runtime set language php 8.3']],
    ['E5', 'Laravel is at 10 until the merge', ['runtime set framework laravel 10']],
    // What was there is told apart from what is there now.
    ['E1', 'Gin was replaced by Echo', ['runtime set framework echo']],
    ['E1', 'we left Gin for Fiber', ['runtime set framework fiber']],
    ['E5', 'MySQL → MariaDB 11', ['runtime set database mariadb 11']],
    ['E5', 'Pest was only a spike, the runner is PHPUnit', ['runtime set test-runner phpunit']],
    ['E12', 'our Postgres is AlloyDB in truth', ['runtime set database alloydb']],
    // A product that the packet left open is added, one that it assumed is replaced.
    ['E3', 'engine = Oracle 19', ['runtime add database oracle 19']],
    ['E1', 'we are on CockroachDB', ['runtime set database cockroachdb']],
    // Each part says what it is about.
    [
      'E11',
      'prod on MySQL, tests on SQLite',
      ['runtime add database mysql', 'runtime add test-database sqlite'],
    ],
    ['E2', 'we use Cucumber besides RSpec', ['runtime add test-runner cucumber']],
    // Neither what stands already nor news of the world is a fact.
    ['E1', 'postgres (assumed) is correct', []],
    ['E4', 'JUnit stays', []],
    ['E1', 'Fiber came out with a new release', []],
  ])('%s: %s', (packet, text, expected) => {
    expect(facts(packet, text)).toEqual(expected)
  })
})
