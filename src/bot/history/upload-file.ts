import type { WebClient } from '@slack/web-api'

const uploadTimeoutMs = 10_000

export interface FileToShare {
  /** Names stand in Slack's logs and links: opaque or already public in the place it goes to. */
  readonly name: string
  readonly content: string
  readonly channelId: string
  /** Root of the thread; null for the channel itself. */
  readonly threadTs: string | null
}

/** Uploads a text as a file and shares it in one place. Throws when Slack does not take it. */
export async function uploadFile(client: WebClient, file: FileToShare): Promise<void> {
  const bytes = new TextEncoder().encode(file.content)
  const { upload_url: url, file_id: id } = await client.files.getUploadURLExternal({
    filename: file.name,
    length: bytes.length,
  })
  if (url === undefined || id === undefined) throw new TypeError('Slack gave no place to upload to')
  const taken = await fetch(url, {
    method: 'POST',
    body: bytes,
    redirect: 'error',
    signal: AbortSignal.timeout(uploadTimeoutMs),
  })
  if (!taken.ok) throw new TypeError(`The upload was answered with ${taken.status}`)
  const where = { channel_id: file.channelId }
  await client.files.completeUploadExternal({
    files: [{ id, title: file.name }],
    ...(file.threadTs === null ? where : { ...where, thread_ts: file.threadTs }),
  })
}
