import type { NeedsFraming, Question } from '../../engine/packet.ts'
import { choiceLines, framingLines, routeOutLines, titleLines } from './framing.ts'
import { layerTable } from './packet.ts'
import { inline, opening } from './text.ts'

export function needsFramingLines(answer: NeedsFraming): readonly string[] {
  const { questions, provisional } = answer
  return [
    ...titleLines(`not settled - ${titleOf(answer)}`, answer.findings),
    ...choiceLines(`none yet (provisional: ${provisional.kind})`, answer.classification),
    ...framingLines(answer.framing, answer.caveats),
    '### Come back with',
    ...questions.map((question, index) => `${index + 1}. ${questionWords(question)}`),
    '',
    `Until then, the smallest slice worth protecting: ${inline(provisional.text)}`,
    '',
    ...layerTable(provisional.layers),
    ...routeOutLines(answer.routeOuts),
  ]
}

/** Without a surface of its own the request has no title worth repeating. */
const titleOf = ({ framing }: NeedsFraming): string =>
  framing.surfaces.some((each) => each.stated && !['suite', 'pipeline'].includes(each.surface))
    ? framing.title
    : 'pick the first regression slice'

const questionWords = ({ text, choices }: Question): string =>
  choices.length === 0
    ? opening(text)
    : `${opening(text)} (${choices.map((choice) => inline(choice.label)).join(' / ')})`
