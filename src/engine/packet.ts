/**
 * The vocabulary of the method: what a verdict is made of, as schemas and the types inferred from them.
 *
 * Closed words of the method (kinds, layers, strategies, lanes) are enumerations. Open words (surfaces, risks,
 * dependencies, runtimes, stacks, constraints) are slugs that `references/` defines, so a new one needs no code.
 *
 * Sentences in a verdict are plain text in which only `code spans` are markup. The requester's own words may stand in
 * them unescaped: escaping is the renderers' work, once per carrier.
 *
 * This file is the front door of `packet/`, where each subject has a file.
 */
export * from './packet/amendment.ts'
export * from './packet/decisions.ts'
export { Evidence, RuleId } from './packet/evidence.ts'
export * from './packet/framing.ts'
export * from './packet/verdict.ts'
export * from './packet/words.ts'
