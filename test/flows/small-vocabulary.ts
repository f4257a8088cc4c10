import type { SearchVocabulary } from '../../src/flows/search-vocabulary.ts'

/** A few words of the references, for tests that are not about them. */
export const smallVocabulary: SearchVocabulary = {
  surfaces: ['endpoint', 'worker', 'queue-consumer'],
  risks: ['idempotency', 'permissions', 'retries'],
  dependencies: ['postgres', 'redis', 'stripe', 'relational', 'payment'],
  products: new Map([
    ['postgres', 'postgres'],
    ['postgresql', 'postgres'],
    ['redis', 'redis'],
    ['stripe', 'stripe'],
    ['kafka', 'kafka'],
  ]),
  dependencyNamed: (words) => (words === 'pg' ? 'postgres' : null),
}
