/**
 * The one place that answers for faults. The person is told where they are looking what happened, what to do and a
 * reference; the log has the same reference with codes, ids and stack frames, and never a message that could hold words.
 */
import { WebAPIPlatformError } from '@slack/web-api'
import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { z } from 'zod'
import { fieldIdOf, requestBlock } from '../render/dialog.ts'
import { renderNote, renderNoticeModal } from '../render/notes.ts'
import { updateView } from './dialog/show-view.ts'

export interface ErrorParts {
  readonly client: WebClient
  readonly logger: Logger
  readonly newReference: () => string
}

/** What Bolt hands to its error handler, as far as it is used here. */
interface Fault {
  readonly error: Error
  readonly body: unknown
  readonly context: Readonly<Record<string, unknown>>
}

/** The parts of a payload that say where the person is looking. */
const Body = z.object({
  type: z.string().optional(),
  command: z.string().optional(),
  trigger_id: z.string().optional(),
  response_url: z.string().optional(),
  user: z.object({ id: z.string() }).optional(),
  user_id: z.string().optional(),
  team_id: z.string().optional(),
  view: z
    .object({
      blocks: z.array(z.object({ type: z.string().optional(), block_id: z.string() })).optional(),
    })
    .optional(),
  event: z
    .object({
      type: z.string(),
      user: z.string().optional(),
      channel: z.string().optional(),
      ts: z.string().optional(),
      thread_ts: z.string().optional(),
    })
    .optional(),
})
type Body = z.infer<typeof Body>

/** `acknowledge` is how an unanswered submission can still say something in the dialog. */
export const acknowledgeKey = 'acknowledge'
/** The view that a listener opened before it went to work: a fault is told there. */
export const openedViewKey = 'openedView'
type Acknowledge = (answer: unknown) => Promise<void>

export function createErrorHandler(parts: ErrorParts) {
  return async ({ error, body, context }: Fault): Promise<void> => {
    const reference = parts.newReference()
    const seen = Body.catch({}).parse(body)
    parts.logger.error(
      {
        reference,
        on: seen.type ?? seen.command ?? 'unknown',
        event: seen.event?.type,
        user: seen.user?.id ?? seen.user_id ?? seen.event?.user,
        faults: causesOf(error).map(factsOf),
      },
      'a listener failed',
    )
    try {
      await tellPerson(parts, seen, context, reference)
    } catch (failure) {
      parts.logger.warn(
        { reference, faults: causesOf(failure).map(factsOf) },
        'nobody could be told',
      )
    }
  }
}

async function tellPerson(
  { client }: ErrorParts,
  body: Body,
  context: Fault['context'],
  reference: string,
): Promise<void> {
  const acknowledge = context[acknowledgeKey]
  const openedView = context[openedViewKey]
  const sentence = `Something went wrong on my side, and nothing was lost. Please try again; if it happens again, tell whoever runs me this reference: ${reference}`
  if (typeof openedView === 'string') {
    await updateView(client, openedView, renderNoticeModal(sentence))
  } else if (body.type === 'view_submission') {
    const blocks = body.view?.blocks ?? []
    const block =
      blocks.find((one) => fieldIdOf(one.block_id) === requestBlock) ??
      blocks.find((one) => one.type === 'input')
    if (typeof acknowledge !== 'function' || block === undefined) return
    // The submission's listener acknowledges as its very last step, so a failed one has not been answered yet.
    await (acknowledge as Acknowledge)({
      response_action: 'errors',
      errors: { [block.block_id]: sentence },
    })
  } else if (body.response_url !== undefined) {
    await fetch(body.response_url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        response_type: 'ephemeral',
        replace_original: false,
        ...renderNote(sentence),
      }),
    })
  } else if (body.type === 'block_actions' && body.trigger_id !== undefined) {
    await client.views.push({ trigger_id: body.trigger_id, view: renderNoticeModal(sentence) })
  } else if (body.type === 'shortcut' && body.trigger_id !== undefined) {
    await client.views.open({ trigger_id: body.trigger_id, view: renderNoticeModal(sentence) })
  } else if (body.event?.type === 'app_mention') {
    const { channel, user, thread_ts: threadTs } = body.event
    if (channel === undefined || user === undefined) return
    await client.chat.postEphemeral({
      channel,
      user,
      ...renderNote(sentence),
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    })
  }
}

/** Bolt wraps what a listener throws, several at once included. */
function causesOf(error: unknown): readonly Error[] {
  if (!(error instanceof Error)) return []
  if ('originals' in error && Array.isArray(error.originals))
    return error.originals.flatMap(causesOf)
  if ('original' in error && error.original instanceof Error) return causesOf(error.original)
  return error.cause instanceof Error ? [error, ...causesOf(error.cause)] : [error]
}

function factsOf(error: Error): Readonly<Record<string, unknown>> {
  return {
    name: error.name,
    code: 'code' in error ? error.code : undefined,
    slack: error instanceof WebAPIPlatformError ? error.data.error : undefined,
    pointers:
      error instanceof WebAPIPlatformError ? error.data.response_metadata?.messages : undefined,
    frames: error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')),
  }
}
