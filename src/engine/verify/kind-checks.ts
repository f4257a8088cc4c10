/** What a packet kind, or a migration, owes beyond the common minimum. */
import { decisionsOf } from '../decisions.ts'
import type { Packet } from '../packet.ts'
import { packetRecipes } from '../recipes.ts'
import type { Check } from './check.ts'
import { unless } from './check.ts'

export const kindChecks: readonly Check<Packet>[] = [
  {
    name: 'kind-has-its-shape',
    problems: ({ verdict }) =>
      packetRecipes[verdict.kind].shapes
        .filter((after) => !verdict.shapes.some((shape) => shape.after === after))
        .map((after) => `a ${verdict.kind} owes its own part after the ${after} section`),
  },
  {
    name: 'kind-runs-where-it-must',
    problems: ({ verdict }) =>
      packetRecipes[verdict.kind].runsIn
        .filter((lane) => verdict.lanes.some((each) => each.lane === lane && each.runs === null))
        .map((lane) => `a ${verdict.kind} runs something in ${lane}`),
  },
  {
    name: 'migration-has-rollback-and-old-version',
    problems: ({ verdict }) => {
      if (
        verdict.kind !== 'coverage-plan' ||
        !verdict.framing.surfaces.some((each) => each.surface === 'migration' && each.stated)
      )
        return []
      const text = allText(verdict)
      return [
        ...unless(
          /\brolls? ?back|\brolled back|\bdown\b|\bdowngrade|\brestore/i.test(text),
          'a migration is planned without a way back',
        ),
        ...unless(
          /\bN-1\b|\bprevious (release|version|head)|\bold (pod|code|version|reader|writer|client|app|release|instance)/i.test(
            text,
          ),
          'a migration is planned without the release that still runs beside it',
        ),
      ]
    },
  },
  {
    name: 'flake-has-cause-and-experiment',
    problems: ({ verdict }) =>
      verdict.kind !== 'flake-stabilization'
        ? []
        : unless(
            verdict.shapes.some((shape) =>
              shape.parts.some(
                (part) =>
                  part.type === 'table' && part.columns.length >= 3 && part.rows.length >= 2,
              ),
            ),
            'a flake memo ranks at least two causes, each with the experiment that confirms it',
          ),
  },
  {
    name: 'cause-says-its-evidence',
    problems: ({ verdict }) =>
      verdict.kind !== 'flake-stabilization'
        ? []
        : verdict.shapes
            .flatMap((shape) => shape.parts)
            .flatMap((part) =>
              part.type === 'table' && part.columns[2] === 'Evidence for it' ? part.rows : [],
            )
            .filter(
              ([, , evidence]) =>
                !/^(?:"|no word of the request|no symptom named)/.test(evidence ?? ''),
            )
            .map(
              ([, cause]) =>
                `the cause "${cause}" neither quotes the request nor says that it has no word of it`,
            ),
  },
  {
    name: 'quarantine-has-owner-expiry-and-exit',
    problems: ({ verdict }) => {
      const sentences = decisionsOf(verdict)
        .filter((each) => /^(lane|part|gates|control)/.test(each.key))
        .filter((each) => /quarantin/i.test(each.text))
        .map((each) => each.text)
      if (sentences.length === 0) return []
      const text = sentences.join(' ')
      return unless(
        /\bowner|\bowned/i.test(text) &&
          /\bexpir|\bdays?\b|\buntil\b/i.test(text) &&
          /\bexit|\bleaves?\b|\bback in\b|\bends?\b|\bclean runs\b/i.test(text),
        'quarantine is allowed only with owner, expiry and exit criterion',
      )
    },
  },
]

const allText = (packet: Packet): string =>
  decisionsOf(packet)
    .filter((each) => /^(layer|scenario|dependency|control|lane|gates|part)/.test(each.key))
    .map((each) => each.text)
    .join('\n')
