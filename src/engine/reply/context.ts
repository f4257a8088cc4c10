/** What a reply can point at: the decisions of the packet under which it was written. */
import type { Knowledge } from '../knowledge.ts'
import type { LaneId, LayerId, RouteOutId, Strategy, Verdict, VerdictLabel } from '../packet.ts'

export interface ReplyContext {
  readonly verdict: Verdict['verdict']
  readonly kind: VerdictLabel
  readonly dependencies: readonly {
    readonly dependency: string
    readonly name: string
    readonly kind: string
    readonly scope: string | null
    /** Null: named by the packet, and no strategy decided. */
    readonly strategy: Strategy | null
  }[]
  readonly runtimes: readonly { readonly runtime: string; readonly role: string }[]
  readonly scenarios: readonly { readonly number: number; readonly text: string }[]
  readonly layers: readonly { readonly layer: LayerId; readonly inScope: boolean }[]
  readonly lanes: readonly { readonly lane: LaneId; readonly runs: string }[]
  /** Questions that a neighbour has to answer, in the packet's words. */
  readonly open: readonly { readonly topic: RouteOutId; readonly text: string }[]
  /** Words of four letters and more that the packet uses, so that a reply can be seen to speak of it. */
  readonly vocabulary: ReadonlySet<string>
}

/** Lower-case words of four letters and more, without a plural's `s`. */
export const contentWords = (text: string): readonly string[] =>
  [...text.toLowerCase().matchAll(/[\p{L}\d]{4,}/gu)].map((each) => each[0].replace(/s$/, ''))

export function replyContext(verdict: Verdict, knowledge: Knowledge): ReplyContext {
  const kindOf = (dependency: string): string =>
    knowledge.framing.dependencies.get(dependency)?.kind ?? 'third-party'
  const decided = verdict.verdict === 'packet' ? verdict.dependencies : []
  return {
    verdict: verdict.verdict,
    kind: verdict.classification.primary,
    dependencies: [
      ...decided.map(({ dependency, name, scope, strategy }) => ({
        dependency,
        name,
        kind: kindOf(dependency),
        scope,
        strategy,
      })),
      ...verdict.framing.dependencies
        .filter((each) => !decided.some((row) => row.dependency === each.dependency))
        .map(({ dependency, name, kind }) => ({
          dependency,
          name,
          kind,
          scope: null,
          strategy: null,
        })),
    ],
    runtimes: [
      ...assumedDatabase(verdict),
      ...verdict.framing.runtime.flatMap(({ runtime }) => {
        const entry = knowledge.framing.runtimes.get(runtime)
        const own = { runtime, role: entry?.role ?? 'library' }
        // Gin says Go, though the request does not.
        return entry?.language == null
          ? [own]
          : [own, { runtime: entry.language, role: 'language' }]
      }),
    ],
    scenarios: (verdict.verdict === 'packet'
      ? verdict.scenarios
      : verdict.verdict === 'route-out'
        ? verdict.staysHere
        : []
    ).map(({ number, text }) => ({ number, text })),
    layers:
      verdict.verdict === 'packet'
        ? verdict.layers.map(({ layer, inScope }) => ({ layer, inScope }))
        : [],
    lanes:
      verdict.verdict === 'packet'
        ? verdict.lanes.map(({ lane, runs }) => ({ lane, runs: runs ?? '' }))
        : [],
    vocabulary: new Set(
      [
        verdict.framing.title,
        ...verdict.framing.surfaces.map((each) => each.words),
        ...verdict.framing.risks.map((each) => each.words),
        ...(verdict.verdict === 'packet'
          ? [
              ...verdict.scenarios.map((each) => each.text),
              ...verdict.lanes.map((each) => each.runs ?? ''),
            ]
          : []),
      ].flatMap(contentWords),
    ),
    open: verdict.routeOuts.flatMap(({ to, text }) => (text === null ? [] : [{ topic: to, text }])),
  }
}

/** A plan that speaks of Postgres where the request left the product open has assumed it. */
const assumedDatabase = (verdict: Verdict): ReplyContext['runtimes'] =>
  verdict.verdict === 'packet' &&
  verdict.dependencies.some((each) => each.dependency === 'database') &&
  verdict.control.some((each) => /\bpostgres\b/i.test(each.text))
    ? [{ runtime: 'postgres', role: 'database' }]
    : []
