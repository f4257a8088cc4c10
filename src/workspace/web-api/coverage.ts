/**
 * How much of Slack's Web API is here. `supported` is everything the method's page promises for one workspace; `partial`
 * says what is left out; `absent` methods answer `unknown_method`, with the reason why nobody misses them.
 */
export type Coverage =
  | { readonly level: 'supported' }
  | { readonly level: 'partial'; readonly without: string }
  | { readonly level: 'absent'; readonly because: string }

const supported: Coverage = { level: 'supported' }
const partial = (without: string): Coverage => ({ level: 'partial', without })
const absent = (because: string): Coverage => ({ level: 'absent', because })

export const coverage: Readonly<Record<string, Coverage>> = {
  'api.test': partial('the error argument'),
  'apps.connections.open': supported,
  'auth.test': supported,
  'chat.delete': supported,
  'chat.getPermalink': supported,
  'chat.postEphemeral': partial('attachments'),
  'chat.postMessage': partial(
    'reply_broadcast, custom names and icons, channel names as addresses',
  ),
  'chat.update': partial('file_ids, reply_broadcast'),
  'conversations.history': partial('the limit of one request a minute for distributed apps'),
  'conversations.info': partial('topic, purpose and locale'),
  'conversations.list': partial('topic and purpose'),
  'conversations.members': supported,
  'conversations.open': partial('group conversations'),
  'conversations.replies': partial('the limit of one request a minute for distributed apps'),
  'files.completeUploadExternal': partial('snippets and canvases'),
  'files.getUploadURLExternal': partial('snippets'),
  'oauth.v2.access': partial('token rotation, user scopes, PKCE and organisations'),
  'users.conversations': partial('topic and purpose'),
  'users.info': partial('status, images and locale'),
  'users.list': partial('status, images and locale'),
  'views.open': partial('interactivity pointers of workflows'),
  'views.publish': supported,
  'views.push': partial('interactivity pointers of workflows'),
  'views.update': supported,

  'auth.revoke': absent('the workspace uninstalls the app from its side'),
  'bots.info': absent('the app knows its own bot from auth.test'),
  'chat.deleteScheduledMessage': absent('nothing is scheduled in Slack'),
  'chat.scheduleMessage': absent('nothing is scheduled in Slack'),
  'chat.unfurl': absent('the app owns no links'),
  'conversations.join': absent('people invite the app'),
  'files.info': absent('files are written, never read back'),
  'reactions.add': absent('the app does not react'),
  'team.info': absent('payloads carry what the app needs'),
  'usergroups.list': absent('the app addresses nobody by group'),
}
