import { confidences, type VerdictLabel, verdictLabels } from '../../src/engine/packet.ts'
import {
  areBothNamed,
  isAmongTwo,
  isLenient,
  isSecondaryRight,
  isStrict,
  type Judgement,
} from './verdicts.ts'

/** The figures of `docs/evaluation.md`, as Markdown. */
export function report(judgements: readonly Judgement[]): string {
  const yardstick = judgements.filter(({ item }) => item.isYardstick)
  return [
    '## Verdicts, 5-fold cross-validation',
    '',
    ...accuracyTable(judgements),
    '',
    '## Second concern by caution (found / both named, whichever first / to spare)',
    '',
    ...cautionTable(judgements),
    '',
    '## Confidence (requests.jsonl)',
    '',
    ...confidenceTable(yardstick),
    '',
    '## By verdict (requests.jsonl)',
    '',
    ...verdictTable(yardstick),
    '',
    '## Confusion (requests.jsonl; rows are right, columns are given)',
    '',
    ...confusionTable(yardstick),
  ].join('\n')
}

/** Hundredths on top of the caution that was learned. */
const cautions = [200, 100, 50, 0, -50, -100, -200, -100_000]

/** What more or less caution with the second concern would give. */
function cautionTable(judgements: readonly Judgement[]): readonly string[] {
  const groups = [
    judgements.filter(({ item }) => item.isYardstick),
    judgements.filter(({ item }) => !item.isYardstick && item.origin === 'issue'),
    judgements.filter(({ item }) => item.origin === 'written'),
  ]
  return table(
    ['caution', 'requests.jsonl', 'training.jsonl issue', 'training.jsonl written'],
    cautions.map((more) => [
      more === 0
        ? 'as shipped'
        : more < -1000
          ? 'none: always one'
          : `${more > 0 ? '+' : ''}${more}`,
      ...groups.map((group) => {
        const judged = group.map((each) => ({
          ...each,
          secondary: each.lead > more ? each.candidate : null,
        }))
        const wanted = judged.filter(({ item }) => item.secondary !== null)
        return [
          rate(wanted, isSecondaryRight),
          rate(wanted, areBothNamed),
          rate(
            judged.filter(({ item }) => item.secondary === null),
            isSpare,
          ),
        ].join(' / ')
      }),
    ]),
  )
}

const isSpare = (each: Judgement): boolean =>
  each.secondary !== null && each.item.secondary === null && !isSecondaryRight(each)

function accuracyTable(judgements: readonly Judgement[]): readonly string[] {
  const groups: readonly (readonly [string, (each: Judgement) => boolean])[] = [
    ['**requests.jsonl**', ({ item }) => item.isYardstick],
    ['of these slack', ({ item }) => item.isYardstick && item.origin === 'slack'],
    ['of these issue', ({ item }) => item.isYardstick && item.origin === 'issue'],
    ['training.jsonl issue', ({ item }) => !item.isYardstick && item.origin === 'issue'],
    ['training.jsonl written', ({ item }) => item.origin === 'written'],
    ['training.jsonl, not read while the phrases were written', isUnread],
  ]
  return table(
    [
      'requests',
      'n',
      'strict',
      'lenient',
      'among the two best',
      'secondary found',
      'secondary to spare',
    ],
    groups.map(([name, belongs]) => {
      const group = judgements.filter(belongs)
      const wanted = group.filter(({ item }) => item.secondary !== null)
      const spare = group.filter(isSpare)
      return [
        name,
        String(group.length),
        rate(group, isStrict),
        rate(group, isLenient),
        rate(group, isAmongTwo),
        `${rate(wanted, isSecondaryRight)} of ${wanted.length}`,
        `${percent(spare.length, group.length - wanted.length)} of ${group.length - wanted.length}`,
      ]
    }),
  )
}

/** Requests from here on were never looked at by whoever wrote `signals.md`: the more honest estimate. */
const firstUnread = 't-2151'
const isUnread = ({ item }: Judgement): boolean => !item.isYardstick && item.id >= firstUnread

function confidenceTable(judgements: readonly Judgement[]): readonly string[] {
  return table(
    ['confidence', 'share of requests', 'strict', 'lenient', 'mean stated probability'],
    confidences.map((confidence) => {
      const group = judgements.filter((each) => each.confidence === confidence)
      const stated = group.reduce((sum, each) => sum + each.share, 0) / Math.max(1, group.length)
      return [
        confidence,
        percent(group.length, judgements.length),
        rate(group, isStrict),
        rate(group, isLenient),
        stated.toFixed(3),
      ]
    }),
  )
}

function verdictTable(judgements: readonly Judgement[]): readonly string[] {
  return table(
    ['verdict', 'n', 'precision', 'recall'],
    verdictLabels.map((label) => {
      const given = judgements.filter((each) => each.first === label)
      const wanted = judgements.filter((each) => each.item.primary === label)
      return [label, String(wanted.length), rate(given, isStrict), rate(wanted, isStrict)]
    }),
  )
}

function confusionTable(judgements: readonly Judgement[]): readonly string[] {
  const count = (right: VerdictLabel, given: VerdictLabel): number =>
    judgements.filter((each) => each.item.primary === right && each.first === given).length
  return table(
    ['', ...verdictLabels.map(shortOf)],
    verdictLabels.map((right) => [
      right,
      ...verdictLabels.map((given) =>
        count(right, given) === 0 ? '' : String(count(right, given)),
      ),
    ]),
  )
}

const shortOf = (label: VerdictLabel): string =>
  label
    .split('-')
    .map((part) => part.slice(0, 4))
    .slice(0, 2)
    .join('-')

function table(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)]
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const rate = (group: readonly Judgement[], holds: (each: Judgement) => boolean): string =>
  percent(group.filter(holds).length, group.length)
const percent = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`
