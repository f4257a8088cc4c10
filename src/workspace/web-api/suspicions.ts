import { lengthOf } from '../blocks/rule.ts'
import { isObject } from '../state/json.ts'
import type { CallLog } from '../state/call-log.ts'
import type { JsonObject } from '../state/json.ts'
import { flagArg, textArg } from './arguments.ts'

/** What Slack takes and a careful app does not send. */
export function noteSuspiciousMessage(log: CallLog, method: string, args: JsonObject): void {
  const text = textArg(args, 'text')
  const note = (error: string, detail = ''): void => log.suspicious(method, error, detail)
  if (args['blocks'] !== undefined && (text === undefined || text.trim() === '')) {
    note('no_text_fallback', 'blocks without text leave notifications and screen readers empty')
  }
  if (text !== undefined && lengthOf(text) > 4000) note('long_text', `${lengthOf(text)} characters`)
  if (flagArg(args, 'reply_broadcast') === true) note('reply_broadcast')
  if (flagArg(args, 'link_names') === true) note('link_names')
  if (textArg(args, 'parse') === 'full') note('parse_full')
  if (method === 'chat.postMessage') {
    for (const key of ['unfurl_links', 'unfurl_media']) {
      if (flagArg(args, key) !== false) note('unfurl_not_off', key)
    }
  }
  for (const ping of broadcastsIn(args)) note('broadcast', ping)
}

const broadcast = /<!(?:channel|here|everyone|subteam\^)[^>]*>/g

/** Live pings of many people: in the text, in mrkdwn and markdown, and as rich text elements. */
function broadcastsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(broadcastsIn)
  if (!isObject(value)) return []
  const type = value['type']
  if (type === 'broadcast' || type === 'usergroup') return [JSON.stringify(value)]
  // Literal carriers: nothing in them is live.
  if (type === 'plain_text' || type === 'raw_text') return []
  return Object.entries(value).flatMap(([key, field]) => {
    if (typeof field !== 'string') return broadcastsIn(field)
    const live = key === 'text' && (type === undefined || type === 'mrkdwn' || type === 'markdown')
    return live || key === 'markdown_text' || key === 'initial_comment'
      ? (field.match(broadcast) ?? [])
      : []
  })
}
