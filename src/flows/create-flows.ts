import { houseRulesFor, noHouseRules } from '../engine/house-rules.ts'
import type { FramingRules } from '../engine/house-rules.ts'
import type { Amendment, Verdict } from '../engine/packet.ts'
import { redactSecrets } from '../engine/redact.ts'
import type { NewDelivery, Store } from '../store/port.ts'
import type { Flows, OpenOutcome, OpenPacketInput, Preview, RequestProblem } from './flows.ts'
import { packetName } from './packet-name.ts'
import { houseRuleFlows } from './house-rules.ts'
import { historyFlows } from './recall-history.ts'
import type { SearchVocabulary } from './search-vocabulary.ts'

/** Longest request in characters, after redaction: Slack's own limit for a message's text. */
export const requestLimit = 40_000
const draftLifetimeMs = 14 * 24 * 60 * 60 * 1000

export interface FlowParts {
  readonly store: Store
  /** The engine with its knowledge: pure, so the same arguments give the same verdict. */
  readonly plan: (text: string, amendments: readonly Amendment[]) => Verdict
  readonly referencesHash: string
  readonly vocabulary: SearchVocabulary
  /** How many messages follow the card in its thread for this verdict. */
  readonly threadParts: (verdict: Verdict) => number
  readonly now: () => number
  readonly random: () => number
  readonly newId: () => string
  /** Called after a packet was stored, so that its delivery begins at once. */
  readonly onDeliveriesWritten: () => void
}

export function createFlows(parts: FlowParts): Flows {
  const { store, now } = parts

  const preview = (text: string, said: readonly Amendment[], rules: FramingRules): Preview => {
    const { text: redacted, redactions } = redactSecrets(text)
    const asked = parts.plan(redacted, said)
    const house = houseRulesFor({ ...noHouseRules, ...rules }, asked)
    const amendments = [...house, ...said]
    return {
      text: redacted,
      redacted: redactions.map((each) => each.kind),
      verdict: house.length === 0 ? asked : parts.plan(redacted, amendments),
      amendments,
    }
  }

  const openPacket = async (input: OpenPacketInput): Promise<OpenOutcome> => {
    const problem = problemOf(input.text)
    if (problem) return { outcome: 'refused', problem }
    const rules = await store.houseRules(input.actor.teamId)
    const { text, verdict, amendments } = preview(input.text, input.amendments, rules)
    const at = now()
    const result = await store.openPacket(
      {
        id: parts.newId(),
        teamId: input.actor.teamId,
        name: await freeName(input.actor.teamId),
        channelId: input.place.channelId,
        channelKind: input.place.channelKind,
        threadTs: input.place.threadTs,
        authorId: input.actor.userId,
        source: input.source,
        requestText: text,
        createdAt: at,
      },
      {
        number: 1,
        amendments,
        verdict,
        referencesHash: parts.referencesHash,
        authorId: input.actor.userId,
        createdAt: at,
      },
      deliveriesOf(verdict),
      input.onceKey,
    )
    if (!result.opened) return { outcome: 'already-opened', packet: result.packet }
    await store.deleteDraft(input.actor.teamId, input.actor.userId)
    parts.onDeliveriesWritten()
    return { outcome: 'opened', packet: result.packet }
  }

  const freeName = async (teamId: string): Promise<string> => {
    for (let tries = 0; tries < 50; tries += 1) {
      const name = packetName(parts.random)
      if (!(await store.nameTaken(teamId, name))) return name
    }
    // A team with hundreds of thousands of packets: an unsayable tail keeps the name unique.
    return `${packetName(parts.random)}-${parts.newId().slice(0, 8)}`
  }

  const deliveriesOf = (verdict: Verdict): readonly NewDelivery[] => [
    { id: parts.newId(), kind: 'card', position: 0 },
    ...Array.from({ length: parts.threadParts(verdict) }, (_, index) => ({
      id: parts.newId(),
      kind: 'part' as const,
      position: index + 1,
    })),
  ]

  return {
    preview,
    openPacket,
    showPacket: (viewer, idOrName) => store.findPacket(viewer, idOrName.trim()),
    ...historyFlows(parts),
    ...houseRuleFlows(parts),
    async keepDraft(draft) {
      const { text } = redactSecrets(draft.requestText)
      if (!hasWords(text)) return
      await store.saveDraft({ ...draft, requestText: text, savedAt: now() })
    },
    async findDraft({ teamId, userId }) {
      const draft = await store.findDraft(teamId, userId)
      return draft && now() - draft.savedAt <= draftLifetimeMs ? draft : null
    },
    discardDraft: ({ teamId, userId }) => store.deleteDraft(teamId, userId),
    once: (key) => store.claim(key, now()),
  }
}

function problemOf(text: string): RequestProblem | null {
  if (!hasWords(text)) return { problem: 'empty' }
  const length = [...text].length
  return length > requestLimit ? { problem: 'too-long', limit: requestLimit, length } : null
}

/** Invisible characters alone are no words either. */
const hasWords = (text: string): boolean => text.replace(/[\s\p{Cf}]/gu, '') !== ''
