import type { Message, View } from '../client-api.ts'
import { RefusedError, type Api, type Container, type SubmissionAnswer } from './api.ts'
import type { Json } from './json.ts'
import type { Place } from './place.ts'
import type { Change } from './state.ts'
import type { Values } from './values.ts'

export type Actions = ReturnType<typeof actionsFor>

/** Everything a person can do. What fails is said in a toast, unless the answer belongs next to the field. */
export const actionsFor = (api: Api, dispatch: (change: Change) => void) => {
  const say = (text: string): void => dispatch({ type: 'toast', text })

  const attempt = async <Answer>(call: Promise<Answer>): Promise<Answer | undefined> => {
    try {
      return await call
    } catch (error) {
      say(reasonOf(error))
      return undefined
    }
  }

  const loadLog = async (): Promise<void> => {
    // A workspace that is away is shown by the connection banner; a toast every few seconds would be noise.
    const answer = await api.call('log', {}).catch(() => undefined)
    if (answer !== undefined) dispatch({ type: 'log', entries: answer.entries })
  }

  /** For what has no event: whether the app is connected, and what changed while this window was not. */
  const refresh = async (): Promise<void> => {
    const boot = await api.boot().catch(() => undefined)
    if (boot !== undefined) dispatch({ type: 'booted', boot })
  }

  const arrived = (message: Message): void =>
    dispatch({ type: 'event', event: { type: 'message_changed', message } })

  return {
    loadLog,
    refresh,
    go: (place: Place): void => dispatch({ type: 'went', place }),
    dismiss: (id: number): void => dispatch({ type: 'toast-gone', id }),

    loadHistory: async (channel: string): Promise<void> => {
      const answer = await attempt(api.call('history', { channel }))
      if (answer !== undefined) dispatch({ type: 'loaded', channel, messages: answer.messages })
    },

    loadThread: async (channel: string, threadTs: string): Promise<void> => {
      const answer = await attempt(api.call('thread', { channel, threadTs }))
      if (answer !== undefined)
        dispatch({ type: 'loaded', channel, thread: threadTs, messages: answer.messages })
    },

    /** Rejects with a `RefusedError`; the composer shows it and keeps what was typed. */
    send: async (channel: string, text: string, threadTs: string | undefined): Promise<void> => {
      const body = { channel, text, ...(threadTs === undefined ? {} : { threadTs }) }
      if (text.startsWith('/')) await api.call('command', body)
      else arrived((await api.call('send', body)).message)
    },

    edit: async (channel: string, ts: string, text: string): Promise<boolean> => {
      const answer = await attempt(api.call('edit', { channel, ts, text }))
      if (answer !== undefined) arrived(answer.message)
      return answer !== undefined
    },

    archive: async (channel: string): Promise<void> => {
      await attempt(api.call('archive', { channel }))
    },

    invite: async (channel: string, user: string): Promise<void> => {
      await attempt(api.call('invite', { channel, user }))
    },

    runShortcut: async (callbackId: string): Promise<void> => {
      await attempt(api.call('shortcut', { callbackId }))
    },

    runMessageShortcut: async (callbackId: string, message: Message): Promise<void> => {
      const { channel, ts } = message
      await attempt(api.call('message-shortcut', { callbackId, channel, ts }))
    },

    /** In a view, what is entered goes first: the app reads it along with the action. */
    act: async (
      container: Container,
      blockId: string,
      action: Json,
      state?: Values,
    ): Promise<void> => {
      const call = async (): Promise<void> => {
        if ('viewId' in container && state !== undefined)
          await api.call('view-state', { viewId: container.viewId, state })
        await api.call('block-action', { container, blockId, action })
      }
      await attempt(call())
      await loadLog()
    },

    suggest: async (
      container: Container,
      blockId: string,
      actionId: string,
      value: string,
    ): Promise<readonly Json[]> => {
      const answer = await attempt(api.call('suggestions', { container, blockId, actionId, value }))
      return (
        answer?.options ??
        answer?.optionGroups?.flatMap((group) => (group['options'] as readonly Json[]) ?? []) ??
        []
      )
    },

    enter: (viewId: string, values: Values): void => dispatch({ type: 'entered', viewId, values }),

    submit: async (viewId: string, state: Values): Promise<SubmissionAnswer> => {
      try {
        return await api.call('view-submission', { viewId, state })
      } catch (error) {
        return { outcome: 'failed', message: reasonOf(error) }
      } finally {
        await loadLog()
      }
    },

    /**
     * Closes at once; the workspace hears of it afterwards, together with what was entered, which the app reads along. It is
     * one call, so that nothing of it is lost when the page is left.
     */
    close: async (
      views: readonly View[],
      clearAll: boolean,
      entered: { readonly [viewId: string]: Values },
    ): Promise<void> => {
      const top = views.at(-1)
      if (top === undefined) return
      const viewIds = clearAll ? views.map((view) => view.id) : [top.id]
      dispatch({ type: 'closed', viewIds })
      const closing = viewIds.flatMap((viewId) => {
        const state = entered[viewId]
        return state === undefined ? [] : [[viewId, state] as const]
      })
      const body = {
        viewId: top.id,
        ...(clearAll ? { clearAll } : {}),
        entered: Object.fromEntries(closing),
      }
      await attempt(api.call('view-close', body))
    },

    openHome: async (tab: 'home' | 'messages'): Promise<void> => {
      const answer = await attempt(api.call('open-home', { tab }))
      if (tab === 'home' && answer?.view !== undefined)
        dispatch({ type: 'home', view: answer.view })
    },
  }
}

export const reasonOf = (error: unknown): string =>
  error instanceof RefusedError ? error.message : 'Something went wrong in this window.'
