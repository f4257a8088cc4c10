import type { Framing, RouteOutId, Verdict } from '../engine/packet.ts'

/** What stands in the headline of every carrier: a packet's title, or whose question it is. */
export function titleOf({ framing, ...verdict }: Verdict): string {
  const hasSubject = namesSubject(framing)
  if (verdict.verdict === 'packet') return framing.title
  if (verdict.verdict === 'route-out')
    // A policy is called by what is to be written; it has no surface.
    return `${hasSubject || verdict.to === 'testing-strategies' ? framing.title : 'none'} - ${routeOutTitles[verdict.to]}`
  return `not settled - ${hasSubject ? framing.title : 'pick the first regression slice'}`
}

/** Whether the request is about a part of the backend, and not of its tests alone. */
export const namesSubject = ({ surfaces }: Pick<Framing, 'surfaces'>): boolean =>
  surfaces.some((each) => each.stated && !suites.has(each.surface))

/** Surfaces that every request about tests has: they make no title. */
const suites: ReadonlySet<string> = new Set(['suite', 'pipeline'])

const routeOutTitles: Readonly<Record<RouteOutId, string>> = {
  'testing-strategies': 'for more than one team',
  'api-design': 'interface first',
  'authentication-setup': 'auth to be built first',
  debugging: 'a live failure to diagnose first',
  'frontend-testing': 'a browser test question',
}
