/** Picks the row of the reference that says most about a dependency in this request. */
import type { PacketContext } from '../context.ts'
import { wordsOf } from '../request-words.ts'
import type { NeededDependency } from './needed.ts'
import type { DependencyMatch, RealismRow, Situation } from './tables.ts'

export interface ChosenRow {
  readonly row: RealismRow
  /** The risk of the request for which the row was chosen; null when another reason decided. */
  readonly risk: string | null
}

/**
 * A row that names the product beats one for its kind, and a row for an earlier risk beats one for a later risk. Of
 * equals the first in the document wins.
 */
export function chooseRow(
  context: PacketContext,
  needed: NeededDependency,
  all: readonly NeededDependency[],
  rows: readonly RealismRow[],
): ChosenRow | null {
  const others = all.filter((each) => each !== needed)
  let best: { readonly chosen: ChosenRow; readonly score: number } | null = null
  // A product's row that always fits takes over the risk for which its kind would have been chosen.
  let forKind: { readonly risk: string; readonly score: number } | null = null
  for (const row of rows) {
    const match = matchOf(row.dependency, needed)
    if (match === null) continue
    if (row.when.beside.length > 0 && !others.some((each) => row.when.beside.includes(each.kind)))
      continue
    if (row.when.unstated && needed.stated) continue
    const fit = fitOf(context, row.when)
    if (fit === null) continue
    const always = fit.score === 0
    if (fit.risk !== null && match !== 'any' && (!forKind || fit.score > forKind.score))
      forKind = { risk: fit.risk, score: fit.score }
    const score =
      fit.score + (match === 'product' ? (always ? 100 : 15) : match === 'any' ? -50 : 0)
    // What stands beside a dependency says more about it than any risk.
    const weighted = row.when.beside.length > 0 ? score + 100 : score
    const asked = isAskedElsewhere(row, needed) ? weighted * askedElsewhere : weighted
    if (!best || asked > best.score) best = { chosen: { row, risk: fit.risk }, score: asked }
  }
  if (!best) return null
  const { row, risk } = best.chosen
  return { row, risk: risk ?? forKind?.risk ?? null }
}

/** Who may see a row is asked at the API, so that a store is chosen for its other risks first. */
const isAskedElsewhere = (row: RealismRow, needed: NeededDependency): boolean =>
  needed.kind !== 'identity' &&
  row.when.risks.length > 0 &&
  row.when.risks.every((risk) => risk === 'permissions' || risk === 'security')
const askedElsewhere = 0.3

export function matchOf(
  match: DependencyMatch,
  needed: { readonly dependency: string; readonly kind: string },
): 'product' | 'kind' | 'any' | null {
  if (match.products.includes(needed.dependency)) return 'product'
  if (match.kind === null) return null
  if (match.kind === 'any') return 'any'
  return match.kind === needed.kind ? 'kind' : null
}

/** How well a situation fits, and the risk that made it fit; null when it does not. */
export function fitOf(
  context: PacketContext,
  when: Situation,
): { readonly score: number; readonly risk: string | null } | null {
  const { risks, surfaces } = context.framing
  if (when.except.includes(context.kind)) return null
  if (surfaces.some((each) => when.aside.includes(each.surface))) return null
  if (when.said.length > 0 && !wordsOf(context).findAny(when.said)) return null
  if (when.only.length > 0 && !when.only.includes(context.kind)) return null
  if (when.suspects.length > 0 && !when.suspects.includes(context.suspect ?? '')) return null
  const empty = when.risks.length + when.surfaces.length + when.packets.length === 0
  if (empty) return { score: 0, risk: null }
  const rank = risks.findIndex((each) => when.risks.includes(each.risk))
  const at = surfaces.findIndex((each) => when.surfaces.includes(each.surface))
  const score = Math.max(
    rank < 0 ? 0 : 50 / (rank + 1),
    at < 0 ? 0 : at === 0 && surfaces[at]?.stated === true ? 55 : 40,
    when.packets.includes(context.kind) ? (when.suspects.length > 0 ? 65 : 60) : 0,
  )
  return score === 0 ? null : { score, risk: risks[rank]?.risk ?? null }
}
