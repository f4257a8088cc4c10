/** The method's full words for its slugs, as people read them in every carrier. */
import type {
  Classification,
  ControlId,
  LaneId,
  LayerId,
  Question,
  RouteOutId,
  Strategy,
} from '../engine/packet.ts'

export const layerWords: Readonly<Record<LayerId, string>> = {
  unit: 'Unit / service',
  integration: 'Integration',
  contract: 'Contract / API',
  smoke: 'Smoke / selective E2E',
}

export const strategyWords: Readonly<Record<Strategy, string>> = {
  mock: 'mock / stub',
  fake: 'fake / simulator',
  containerized: 'containerized real',
  'shared-external': 'shared external',
}

/** What stands in, with its strategy's word; a real engine that runs without a container is called what it is. */
export function strategyText({
  strategy,
  means,
}: {
  readonly strategy: Strategy | null
  readonly means: string
}): string {
  if (strategy === null) return ['stays out', means].filter((words) => words !== '').join(': ')
  if (strategy === 'fake' && /^real (?:server|broker|engine|`)/.test(means)) return means
  return [strategyWords[strategy], means].filter((words) => words !== '').join(': ')
}

export const laneWords: Readonly<Record<LaneId, string>> = {
  'local-fast': 'Local-fast',
  pr: 'PR CI',
  scheduled: 'Scheduled / nightly',
  release: 'Release / incident',
}

export const controlWords: Readonly<Record<ControlId, string>> = {
  fixtures: 'Fixtures / factories',
  reset: 'Seed / reset',
  auth: 'Auth bootstrap',
  time: 'Time / randomness',
  isolation: 'Isolation rule',
  readiness: 'Readiness',
  debug: 'Debug signals',
}

/** How a packet names the owner of a concern that is not ours. */
export const routeOutWords: Readonly<Record<RouteOutId, string>> = {
  'testing-strategies': '`testing-strategies`',
  'api-design': '`api-design`',
  'authentication-setup': '`authentication-setup`',
  debugging: '`debugging`',
  'frontend-testing': '`frontend-testing`',
}

/** Before a second concern that may be none. */
export const possibly = ({
  isSecondaryDoubtful,
}: Pick<Classification, 'isSecondaryDoubtful'>): string =>
  isSecondaryDoubtful === true ? 'possibly ' : ''

/** The answers with which the provisional slice must not be started. */
export const stopSentences = (questions: readonly Question[]): readonly string[] =>
  questions.flatMap(({ choices }, index) =>
    choices.flatMap(({ label, stop }) =>
      stop === undefined
        ? []
        : [`If the answer to ${index + 1} is "${label}", stop here: ${stop}.`],
    ),
  )

/** What the list of what testing waits for is called. */
export const dependsOnItWords: Readonly<Record<RouteOutId, string>> = {
  'testing-strategies': 'What testing needs from the answer',
  'api-design': 'What testing needs from the answer',
  'authentication-setup': 'What testing needs from the answer',
  debugging: 'The regression test to add with the repair',
  'frontend-testing': 'What the backend may take off the browser tests',
}

/** What the cases are that stay here when the question is the neighbour's. */
export const staysHereWords: Readonly<Record<RouteOutId, string>> = {
  'testing-strategies': 'Can be planned here today, whatever the policy says',
  'api-design': 'Can start here today, independent of the shape',
  'authentication-setup': 'Acceptance list to hand over, a coverage-plan after the build',
  debugging: 'Regression cases to add with the fix',
  'frontend-testing': 'What the backend can take off the browser tests',
}
