import { addMessage, wireFile } from '../../state/messages.ts'
import { objectsIn, stringIn } from '../../state/json.ts'
import type { StoredFile } from '../../state/model.ts'
import { missing, requiredText, textArg, wholeArg } from '../arguments.ts'
import type { BotCall, Method } from '../method.ts'
import { refuse } from '../refusal.ts'
import { noteSuspiciousMessage } from '../suspicions.ts'
import { readContent } from './message-content.ts'
import { botIsIn, channelOf } from './reach.ts'
import { threadOf } from './thread.ts'

/** One gigabyte, Slack's bound for a file. */
const largestFile = 1_000_000_000

export const fileMethods: readonly Method[] = [
  {
    name: 'files.getUploadURLExternal',
    token: 'bot',
    scopes: ['files:write'],
    tier: 4,
    run(call) {
      const name = requiredText(call.args, 'filename')
      const length = wholeArg(call.args, 'length') ?? 0
      // An empty file is refused in the words for a missing argument.
      if (length === 0) return refuse('missing_argument')
      if (length > largestFile) return refuse('storage_limit_reached')
      const uploadSecret = call.world.ids.secret()
      const file: StoredFile = {
        id: call.world.ids.next('F'),
        name,
        title: name,
        length,
        uploadSecret,
        sharedIn: [],
      }
      call.team.files.set(file.id, file)
      return {
        upload_url: `${call.world.origin()}/upload/v1/${call.team.id}/${file.id}/${uploadSecret}`,
        file_id: file.id,
      }
    },
  },
  {
    name: 'files.completeUploadExternal',
    token: 'bot',
    scopes: ['files:write'],
    tier: 4,
    run(call) {
      const wanted = objectsIn(call.args['files'])
      if (wanted.length === 0) return missing('files')
      const channels = channelsToShareIn(call)
      const files = wanted.map((one) =>
        uploaded(call, stringIn(one, 'id') ?? '', stringIn(one, 'title')),
      )
      const content = readContent({ blocks: call.args['blocks'] })
      for (const channel of channels) {
        const threadTs = threadOf(call, channel)
        noteSuspiciousMessage(call.world.log, 'files.completeUploadExternal', {
          initial_comment: call.args['initial_comment'],
        })
        const message = addMessage(call.world, call.team, channel, {
          user: call.bot.botUserId,
          botId: call.bot.botId,
          text: textArg(call.args, 'initial_comment') ?? '',
          files,
          ...(content.blocks && { blocks: content.blocks }),
          ...(threadTs !== undefined && { threadTs }),
        })
        call.events.posted(call.team, channel, message)
      }
      for (const file of files) file.sharedIn = channels.map((channel) => channel.id)
      return { files: files.map((file) => wireFile(call.world, file)) }
    },
  },
]

function channelsToShareIn(call: BotCall) {
  const list = textArg(call.args, 'channel_id') ?? textArg(call.args, 'channels') ?? ''
  const ids = list.split(',').filter((id) => id !== '')
  if (ids.length > 100) return refuse('channels_limit_exceeded')
  return ids.map((id) => {
    const channel = channelOf(call, id)
    if (!botIsIn(call, channel)) return refuse('not_in_channel')
    return channel.isArchived ? refuse('posting_to_channel_denied') : channel
  })
}

/** A file whose bytes have arrived and which was not completed before. */
function uploaded(call: BotCall, id: string, title: string | undefined): StoredFile {
  const file = call.team.files.get(id)
  if (file === undefined || file.content === undefined || file.completed)
    return refuse('file_not_found')
  file.completed = true
  if (title !== undefined) file.title = title
  return file
}
