/** A reference cannot be used as it stands. The message names file, line, what is wrong and what to write instead. */
export class KnowledgeError extends Error {
  override readonly name = 'KnowledgeError'
  readonly code = 'knowledge_invalid'
  readonly problems: readonly KnowledgeProblem[]

  constructor(problems: readonly KnowledgeProblem[]) {
    super(problems.map((each) => `${each.document}:${each.line}: ${each.message}`).join('\n'))
    this.problems = problems
  }
}

export interface KnowledgeProblem {
  readonly document: string
  readonly line: number
  readonly message: string
}
