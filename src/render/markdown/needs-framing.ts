import type { NeedsFraming, Question } from '../../engine/packet.ts'
import { titleOf } from '../title.ts'
import { stopSentences } from '../words.ts'
import { choiceLines, framingLines, routeOutLines, titleLines } from './framing.ts'
import { layerTable } from './packet.ts'
import { inline, opening } from './text.ts'

export function needsFramingLines(answer: NeedsFraming): readonly string[] {
  const { questions, provisional } = answer
  return [
    ...titleLines(titleOf(answer), answer.findings),
    ...choiceLines(
      `none yet (provisional: ${provisional.kind})`,
      answer.classification,
      'that it is too open to plan',
    ),
    ...framingLines(answer.framing, answer.caveats),
    '### Come back with',
    ...questions.map((question, index) => `${index + 1}. ${questionWords(question)}`),
    '',
    `Until then, the smallest slice worth protecting: ${inline(provisional.text)}`,
    '',
    ...layerTable(provisional.layers),
    ...stopSentences(questions).flatMap((each) => ['', inline(each)]),
    ...routeOutLines(answer.routeOuts),
  ]
}

const questionWords = ({ text, choices }: Question): string =>
  choices.length === 0
    ? opening(text)
    : `${opening(text)} (${choices.map((choice) => inline(choice.label)).join(' / ')})`
