/** Turns a row's sentences into those of this request: its stack's means, its words, its case numbers. */
import type { PacketContext } from '../context.ts'
import { fillerFor } from '../fill.ts'
import type { Scenario } from '../packet.ts'
import { caseList, riskLabel } from '../phrasing.ts'
import { isDenied, wordsOf } from '../request-words.ts'
import { languageOf, stackCell, stackFor } from '../stacks.ts'
import { bareName } from './needed.ts'
import type { NeededDependency } from './needed.ts'
import type { ImageRow, RealismKnowledge } from './tables.ts'

export type Bind = (template: string) => string

export function binderFor(
  context: PacketContext,
  needed: NeededDependency,
  risk: string | null,
  scenarios: readonly Scenario[],
  knowledge: RealismKnowledge,
  /** Risks for which the row speaks beside `risk`: cases about them rely on it as well. */
  alsoFor: readonly string[] = [],
): Bind {
  // "No new tools" leaves wording that names none; what the team has is not known here.
  const neutral = context.framing.constraints.some((each) => each.constraint === 'no-new-tools')
  const stack = neutral ? null : stackFor(knowledge.stacks, context.framing)
  const language = languageOf(knowledge.stacks, stack)
  const image = imageOf(knowledge, needed)
  // A unit case never meets the dependency, unless that is the clock.
  const relied = risk === null ? alsoFor : [risk, ...alsoFor]
  const about = scenarios.filter(
    (each) =>
      each.risks.some((one) => relied.includes(one)) &&
      (each.layer !== 'unit' || needed.kind === 'clock'),
  )
  const local = Object.fromEntries(
    knowledge.means.map((row) => [row.name, row.byLanguage.get(language) ?? row.otherwise]),
  )
  const words: Readonly<Record<string, string>> = {
    ...local,
    name: needed.name,
    bare: bareName(needed),
    risk: riskLabel(context, risk),
    cases: caseList(about),
    container: containerOf(needed, image, language),
    difference: differenceFor(context, knowledge),
    image: image?.image ?? `${needed.name} in the production version`,
  }
  const fill = fillerFor(context, knowledge.placeholders, words)
  const stub = stubServerIn(context, knowledge)
  return (template) =>
    fill(
      template.replaceAll(
        /\{([a-z-]+)\}/g,
        (whole, name: string) =>
          (name === 'http-stub' ? stub : null) ??
          stackCell(knowledge.stacks, stack, name)?.use ??
          whole,
      ),
    ).trim()
}

/** The stub server that the request names, first in the reference. */
function stubServerIn(context: PacketContext, knowledge: RealismKnowledge): string | null {
  const words = wordsOf(context)
  const named = knowledge.stubServers.find((row) =>
    row.cues.some((cue) => words.findAll(cue).some((span) => !isDenied(context, span))),
  )
  return named?.name ?? null
}

/** What a stand-in engine would hide, for the first risk of the request that the table knows. */
function differenceFor(context: PacketContext, knowledge: RealismKnowledge): string {
  const rows = context.framing.risks.flatMap(
    (each) => knowledge.standIns.find((row) => row.risks.includes(each.risk)) ?? [],
  )
  return (rows[0] ?? knowledge.standIns[0])?.differs ?? 'it is another engine'
}

export const imageOf = (
  knowledge: { readonly images: readonly ImageRow[] },
  needed: { readonly dependency: string },
): ImageRow | undefined => knowledge.images.find((row) => row.products.includes(needed.dependency))

function containerOf(
  needed: NeededDependency,
  image: ImageRow | undefined,
  language: string,
): string {
  if (!image) return `a disposable ${bareName(needed)} of the production version, one per run`
  const library = image.modules.get(language)
  if (library !== undefined) return `${library} with ${image.image}`
  return language === 'any' ? `disposable container ${image.image}` : `CI service ${image.image}`
}
