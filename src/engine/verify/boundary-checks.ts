/** What belongs to a neighbour is named as such in every answer. */
import { routeOutIds } from '../packet.ts'
import type { Check } from './check.ts'
import { unless } from './check.ts'

const always = ['testing-strategies', 'api-design', 'authentication-setup'] as const

export const boundaryChecks: readonly Check[] = [
  {
    name: 'route-outs-are-named',
    problems: ({ verdict }) =>
      always
        .filter((to) => !verdict.routeOuts.some((each) => each.to === to))
        .map((to) => `the route-outs do not name ${to}`),
  },
  {
    name: 'secondary-neighbour-is-handed-over',
    problems: ({ verdict }) => {
      const to = routeOutIds.find((each) => each === verdict.classification.secondary)
      return to === undefined
        ? []
        : unless(
            verdict.routeOuts.some((each) => each.to === to && each.text !== null),
            `the request also asks ${to}, and the route-outs do not say what`,
          )
    },
  },
]
