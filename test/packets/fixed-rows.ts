/** Rows that may read the same in every packet, since they state a fact of few values instead of advice. */
export const fixedRows: readonly RegExp[] = [
  /^(Primary packet|Secondary concern|Confidence|Runtime|Dependencies): /,
  /: none(?:$|[;:])/,
  // What is not in scope says so in few ways.
  /^Auth bootstrap: not involved/,
  /^\| [^|]+ \| no \| - \|/,
  /^Must hold in: /,
  // The requester's own words.
  /^Constraints: /,
  // A question is the same for everybody; what was answered differs.
  /\? \(.* \/ .*\)$/,
  /^(Surface|Main risks|Existing coverage): not stated|^Constraints: none stated/,
  /^Existing coverage: .* exists, layers not stated$/,
  /^`(testing-strategies|api-design|authentication-setup|debugging|frontend-testing)`: excluded on request/,
]
