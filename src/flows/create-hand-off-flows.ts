import { redactSecrets } from '../engine/redact.ts'
import { withoutQuotes } from '../engine/route-out/brief.ts'
import { openHandOffStates } from '../store/port.ts'
import type { HandOffRecord, HandOffState, NewDelivery } from '../store/port.ts'
import type { Actor } from './flows.ts'
import { isHeld } from './hand-off.ts'
import type { HandOffFlows, HandOffParts, StepOutcome } from './hand-off.ts'
import { joinAnswer } from './join-answer.ts'

const dayMs = 24 * 60 * 60 * 1000
/** An owner who says nothing for so long is shown as silent, on the card and on Home; nobody is pinged. */
const silentAfterDays = 3
const shownOnHome = 5
/** Cases that a brief spells out: enough to see what kind of case waits. */
const casesShown = 2
const noticedAtOnce = 200

export function createHandOffFlows(parts: HandOffParts): HandOffFlows {
  const { store, knowledge, now, newId } = parts

  const cardUpdate = (): NewDelivery => ({ id: newId(), kind: 'update', position: 0 })
  /** What shows the new state where the owner reads it and on the packet's card. */
  const updates = ({ id, channelId }: Pick<HandOffRecord, 'id' | 'channelId'>) => [
    ownersUpdate(id, channelId),
    cardUpdate(),
  ]
  const ownersUpdate = (id: string, channelId: string): NewDelivery => ({
    id: `hand-off-update:${id} ${newId()}`,
    kind: 'hand-off-update',
    position: 0,
    channelId,
  })

  const send: HandOffFlows['send'] = async (input) => {
    const { packet, to, actor } = input
    if (input.revision !== packet.revision.number) return { outcome: 'stale' }
    if (!knowledge.open(packet.revision.verdict).includes(to)) return { outcome: 'nothing-open' }
    const words = input.words === null ? null : redactSecrets(input.words).text
    const id = newId()
    const replaced =
      input.replaces === null ? null : await store.findHandOff(packet.teamId, input.replaces)
    const { added, handOff } = await store.addHandOff(
      {
        id,
        teamId: packet.teamId,
        packetId: packet.id,
        to,
        revision: packet.revision.number,
        channelId: input.channelId,
        channelKind: input.channelKind,
        senderId: actor.userId,
        brief: { ...preview(packet, to, input.withQuotes), words },
        createdAt: now(),
      },
      [
        { id: `hand-off:${id}`, kind: 'hand-off', position: 0, channelId: input.channelId },
        cardUpdate(),
      ],
      replaced?.packetId === packet.id && replaced.to === to
        ? { id: replaced.id, deliveries: [ownersUpdate(replaced.id, replaced.channelId)] }
        : null,
    )
    if (!added) return { outcome: 'already-sent', handOff }
    parts.onDeliveriesWritten()
    return { outcome: 'sent', handOff }
  }

  const preview: HandOffFlows['preview'] = ({ requestText, revision }, to, withQuotes) => {
    const brief = knowledge.brief(requestText, revision.amendments, to)
    const { verdict } = revision
    const { decisions } = knowledge.waiting(verdict, to)
    const cases = verdict.verdict === 'packet' ? verdict.scenarios : []
    const waiting = cases.filter(({ number }) => decisions.includes(`scenario ${number}`))
    const whole = {
      ...brief,
      dependsOnIt: [
        ...brief.dependsOnIt,
        ...waiting.slice(0, casesShown).map(({ number, text }) => `scenario ${number}: ${text}`),
      ],
    }
    return withQuotes ? whole : withoutQuotes(whole)
  }

  /** Takes one step, for the one who is first. */
  const step = async (
    { teamId, userId }: Actor,
    id: string,
    from: readonly HandOffState[],
    state: HandOffState,
    words: string | null,
    extra: readonly NewDelivery[] = [],
  ): Promise<StepOutcome> => {
    const found = await store.findHandOff(teamId, id)
    if (found === null) return { outcome: 'not-found' }
    const moved = await store.moveHandOff(id, {
      from,
      state,
      by: userId,
      at: now(),
      words: words === null ? null : redactSecrets(words).text,
      deliveries: [...updates(found), ...extra],
    })
    const handOff = (await store.findHandOff(teamId, id)) ?? found
    if (!moved) return { outcome: 'already', handOff }
    parts.onDeliveriesWritten()
    return { outcome: 'done', handOff }
  }

  const standingOf: HandOffFlows['standingOf'] = ({ revision }, handOff) => {
    const days = Math.floor((now() - handOff.at) / dayMs)
    return {
      waits: knowledge.waiting(revision.verdict, handOff.to),
      silentDays: isOpen(handOff) && days >= silentAfterDays ? days : null,
      holds: isHeld(revision.amendments, handOff),
    }
  }

  const bringIn = async (handOff: HandOffRecord): Promise<void> => {
    await joinAnswer(parts, handOff, updates(handOff))
    parts.onDeliveriesWritten()
  }

  return {
    send,
    preview,
    async openPoints(packet) {
      const standing = await store.handOffs(packet.id)
      return knowledge.open(packet.revision.verdict).map((to) => ({
        to,
        standing: standing.find((each) => each.to === to && isOpen(each)) ?? null,
      }))
    },
    openIn: (verdict) => knowledge.open(verdict),
    async ownerOf(teamId, to) {
      const { owners, handOffTo } = await store.houseRules(teamId)
      const own = handOffTo.channels[to] ?? null
      return {
        channelId: own ?? handOffTo.fallback,
        isFallback: own === null && handOffTo.fallback !== null,
        name: owners[to] ?? null,
      }
    },
    accept: (actor, id) => step(actor, id, ['sent'], 'accepted', null),
    async release(actor, id) {
      const handOff = await store.findHandOff(actor.teamId, id)
      if (handOff !== null && handOff.by !== actor.userId) return { outcome: 'already', handOff }
      return step(actor, id, ['accepted'], 'sent', null)
    },
    decline: (actor, id, because) =>
      step(actor, id, openHandOffStates, 'declined', because, [
        { id: `refusal:${id}`, kind: 'refusal', position: 0 },
      ]),
    async answer(actor, id, words, corrects = null) {
      // One line: it stands behind its neighbour's row, in tables too.
      const line = words.trim().replaceAll(/\s+/gu, ' ')
      const seen = corrects === null ? null : await store.findHandOff(actor.teamId, id)
      const from: readonly HandOffState[] =
        seen?.state === 'answered' && seen.at === corrects
          ? ['answered']
          : [...openHandOffStates, 'declined']
      const outcome = await step(actor, id, from, 'answered', line)
      if (outcome.outcome === 'done') await bringIn(outcome.handOff)
      return outcome
    },
    async withdraw(actor, id) {
      const handOff = await store.findHandOff(actor.teamId, id)
      const packet = handOff && (await store.packetById(actor.teamId, handOff.packetId))
      if (!handOff || !packet) return { outcome: 'not-found' }
      if (handOff.senderId !== actor.userId && packet.authorId !== actor.userId)
        return { outcome: 'not-yours' }
      return step(actor, id, openHandOffStates, 'withdrawn', null)
    },
    async undelivered(teamId, id, code) {
      const handOff = await store.findHandOff(teamId, id)
      if (handOff === null) return null
      const moved = await store.moveHandOff(id, {
        from: ['sent'],
        state: 'undelivered',
        by: handOff.senderId,
        at: now(),
        words: code,
        deliveries: [cardUpdate()],
      })
      return moved ? store.findHandOff(teamId, id) : null
    },
    standingOf,
    standing: async (packet) =>
      newestOfEach(await store.handOffs(packet.id)).map((handOff) => ({
        handOff,
        ...standingOf(packet, handOff),
      })),
    unblocked: (verdict, to) => knowledge.waiting(verdict, to),
    waiting: (viewer) => store.handOffsOf(viewer, shownOnHome),
    async finishAnswers() {
      for (const handOff of await store.unsettledHandOffs()) await bringIn(handOff)
    },
    async noticeSilence() {
      const silent = await store.silentHandOffs(now() - silentAfterDays * dayMs, noticedAtOnce)
      for (const { id } of silent) await store.noticeHandOff(id, now(), [cardUpdate()])
      if (silent.length > 0) parts.onDeliveriesWritten()
      return silent.length
    },
  }
}

const isOpen = ({ state }: HandOffRecord): boolean =>
  openHandOffStates.some((each) => each === state)

/** What was withdrawn is of no interest once it is over. */
function newestOfEach(all: readonly HandOffRecord[]): readonly HandOffRecord[] {
  const last = new Map(
    all.filter((each) => each.state !== 'withdrawn').map((each) => [each.to, each] as const),
  )
  return [...last.values()]
}
