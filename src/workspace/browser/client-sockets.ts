import type { WebSocket } from 'ws'
import type { Actor } from '../interactions/interactions.ts'
import { clientView, homeOf, stackOf } from '../state/views.ts'
import type { ClientEvent } from '../client-api.ts'
import type { World } from '../state/world.ts'

/** Open browsers: each hears what its person may see. */
export interface ClientSockets {
  attach(socket: WebSocket, actor: Actor): void
  close(): void
}

export function clientSockets(world: World): ClientSockets {
  const open = new Set<WebSocket>()
  return {
    attach(socket, { team, person }) {
      open.add(socket)
      const tell = (event: ClientEvent): void => socket.send(JSON.stringify(event))
      const stop = world.changes.onChange((change) => {
        if (change?.teamId === team.id && change.to.includes(person.id)) tell(change.event)
      })
      socket.on('error', () => socket.terminate())
      socket.on('close', () => {
        open.delete(socket)
        stop()
      })
      // A reloaded browser finds its dialogs and Home as they were, and hears of the dialogs first, also that none is open.
      const modals = stackOf(team, person.id).map((view, depth) => clientView(view, depth))
      tell({ type: 'modals', views: modals })
      const home = homeOf(team, person.id)
      if (home !== undefined) tell({ type: 'home', view: clientView(home) })
    },
    close() {
      for (const socket of open) socket.terminate()
    },
  }
}
