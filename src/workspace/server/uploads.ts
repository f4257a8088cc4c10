import type { World } from '../state/world.ts'

/** Takes the bytes of a file at the address that `files.getUploadURLExternal` gave out. */
export function receiveUpload(
  world: World,
  path: string,
  contentType: string,
  body: Buffer,
): number {
  const [teamId = '', fileId = '', secret = ''] = path.split('/')
  const file = world.teams.get(teamId)?.files.get(fileId)
  if (file === undefined || file.uploadSecret !== secret) return 404
  const content = contentType.startsWith('multipart/form-data')
    ? firstPart(body, contentType)
    : body
  if (content === undefined || content.length !== file.length) {
    world.log.refused(
      'files.upload',
      'length_mismatch',
      `${content?.length ?? 0} of ${file.length}`,
    )
    return 400
  }
  file.content = content
  return 200
}

/** A file is downloaded by people who are in a conversation where it was shared. */
export function sharedFile(world: World, fileId: string) {
  for (const team of world.teams.values()) {
    const file = team.files.get(fileId)
    if (file !== undefined && file.sharedIn.length > 0) return file
  }
  return undefined
}

function firstPart(body: Buffer, contentType: string): Buffer | undefined {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1]
  if (boundary === undefined) return undefined
  const start = body.indexOf('\r\n\r\n')
  const end = body.indexOf(`\r\n--${boundary}`, start)
  return start === -1 || end === -1 ? undefined : body.subarray(start + 4, end)
}
