import { redactSecrets } from '../engine/redact.ts'
import type { PacketRecord } from '../store/port.ts'
import { isLocked } from './revise.ts'
import { showOnCard } from './redraw.ts'
import type { Redraw } from './redraw.ts'
import type { Revise, ThreadParts } from './revise.ts'
import type { DecideOutcome, Standing, ThreadFlows } from './thread.ts'

type Discussion = Pick<
  ThreadFlows,
  'decide' | 'takeStance' | 'capture' | 'answer' | 'resolve' | 'standing'
>

/** Stances, conflicts, questions and objections: what people say about a packet rather than in it. */
export function discussionFlows(parts: ThreadParts, revise: Revise, redraw: Redraw): Discussion {
  const { store, now, newId } = parts

  const standing = async (packet: PacketRecord): Promise<Standing> => ({
    accepted: isLocked(packet),
    stances: await store.stances(packet.id, packet.revision.number),
    openNotes: (await store.notes(packet.id)).filter((note) => note.resolution === null),
  })

  const decide: Discussion['decide'] = async (
    actor,
    noteId,
    choice,
    hasLeft,
  ): Promise<DecideOutcome> => {
    const note = await store.findNote(actor.teamId, noteId)
    const packet = note && (await store.packetById(actor.teamId, note.packetId))
    if (!note?.conflict || !packet) return { outcome: 'not-found' }
    const deciderId = note.ownerId ?? packet.authorId
    if (deciderId !== actor.userId) {
      if (!(await hasLeft(deciderId))) return { outcome: 'not-yours', deciderId }
      const { acceptorIds } = await store.houseRules(actor.teamId)
      if (!mayAccept(acceptorIds, actor.userId)) return { outcome: 'not-an-acceptor', acceptorIds }
    }
    if (note.resolution !== null) return { outcome: 'already', resolution: note.resolution }
    if (isLocked(packet) && choice === 'take') return { outcome: 'locked', packet }
    const { standing: kept, proposed } = note.conflict
    const [taken, left] = choice === 'keep' ? [kept, proposed] : [proposed, kept]
    const resolution = `${taken.on} ${taken.target}: ${taken.to ?? taken.op}`
    if (!(await store.resolveNote(noteId, resolution))) return { outcome: 'already', resolution }
    await store.addNote({
      id: `${note.id}:left`,
      teamId: note.teamId,
      packetId: note.packetId,
      kind: 'objection',
      text: `${left.on} ${left.target}: ${left.to ?? left.op}${left.because === null ? '' : `, because ${left.because}`}`,
      ownerId: null,
      due: null,
      authorId: left.by,
      sourceTs: null,
      permalink: null,
      createdAt: now(),
      conflict: null,
    })
    const revised =
      choice === 'take'
        ? await revise(actor, packet.id, (current) => [
            ...current.filter((each) => each.id !== kept.id && each.id !== proposed.id),
            proposed,
          ])
        : null
    if (!revised) await showOnCard(parts, packet.id)
    await redraw(packet.id, [`conflict:${noteId}`])
    return {
      outcome: 'decided',
      packet: revised?.packet ?? packet,
      changes: revised?.changes ?? [],
    }
  }

  const takeStance: Discussion['takeStance'] = async (
    actor,
    packetId,
    { revision, stance, because },
    channelHasOthers,
  ) => {
    const packet = await store.packetById(actor.teamId, packetId)
    if (!packet || packet.revision.number !== revision)
      return { outcome: 'stale', current: packet?.revision.number ?? 0 }
    if (stance === 'accept' && packet.revision.verdict.verdict !== 'packet')
      return { outcome: 'no-packet' }
    if (stance === 'accept' && packet.authorId === actor.userId && channelHasOthers)
      return { outcome: 'needs-somebody-else' }
    const { acceptorIds } = await store.houseRules(actor.teamId)
    if (stance === 'accept' && !mayAccept(acceptorIds, actor.userId))
      return { outcome: 'not-an-acceptor', acceptorIds }
    const earlier = (await store.stances(packetId, revision)).find(
      (each) => each.userId === actor.userId,
    )
    if (earlier?.stance === stance && earlier.because === because) return { outcome: 'already' }
    await store.saveStance({
      packetId,
      revision,
      userId: actor.userId,
      stance,
      because: because === null ? null : redactSecrets(because).text,
      at: now(),
    })
    const nowAccepted = stance === 'accept' && (await store.markAccepted(packetId, revision))
    await showOnCard(parts, packetId)
    // A locked packet has to be reopened: the proposals that wait then say so.
    if (nowAccepted) await redraw(packetId)
    const current = await store.packetById(actor.teamId, packetId)
    return { outcome: 'recorded', standing: await standing(current ?? packet), nowAccepted }
  }

  return {
    decide,
    takeStance,
    standing,
    async capture(input) {
      if (input.due !== null && input.due < earliestToday(now())) return 'past'
      const id = newId()
      const added = await store.addNote({
        id,
        teamId: input.packet.teamId,
        packetId: input.packet.id,
        kind: input.kind,
        text: redactSecrets(input.text).text,
        ownerId: input.ownerId,
        due: input.due,
        authorId: input.authorId ?? input.actor.userId,
        sourceTs: input.sourceTs,
        permalink: input.permalink,
        createdAt: now(),
        conflict: null,
      })
      if (!added) return 'already'
      const note = { id: `note:${id}`, kind: 'note', position: 0 } as const
      await store.addDeliveries(input.packet.id, [note], now())
      await showOnCard(parts, input.packet.id)
      return 'captured'
    },
    async answer({ id, revision }, sourceTs, decisions) {
      const about = `answer:${sourceTs}:${revision.number}:${decisions.join(',')}`
      await store.addDeliveries(id, [{ id: `${about}:${id}`, kind: 'answer', position: 0 }], now())
      parts.onDeliveriesWritten()
    },
    async resolve(actor, noteId, resolution) {
      const note = await store.findNote(actor.teamId, noteId)
      if (!note) return 'not-found'
      if (!(await store.resolveNote(noteId, redactSecrets(resolution).text))) return 'already'
      await showOnCard(parts, note.packetId)
      if (note.kind !== 'conflict') await redraw(note.packetId, [`note:${noteId}`])
      return 'resolved'
    },
  }
}

/** Everybody may where the settings name nobody. */
const mayAccept = (acceptorIds: readonly string[], userId: string): boolean =>
  acceptorIds.length === 0 || acceptorIds.includes(userId)

/** The person's own day may still be yesterday's: twelve hours is the farthest that a place lies behind UTC. */
const earliestToday = (now: number): string =>
  new Date(now - 12 * 60 * 60 * 1000).toISOString().slice(0, 10)
