import { checkMessageBlocks } from '../../blocks/check-blocks.ts'
import { lengthOf } from '../../blocks/rule.ts'
import { isObject, objectsIn } from '../../state/json.ts'
import type { JsonObject } from '../../state/json.ts'
import { objectArg, textArg } from '../arguments.ts'
import { refuse, refuseFor } from '../refusal.ts'

/** What a message says, checked. `undefined` means that the argument was not given. */
export interface Content {
  readonly text: string | undefined
  readonly blocks: readonly JsonObject[] | undefined
  readonly attachments: readonly JsonObject[] | undefined
  readonly metadata: JsonObject | undefined
}

const mostAttachments = 100
const mostMarkdown = 12_000
const textCut = 40_000
/** Slack has a bound and does not document it. */
const metadataBytes = 16_000

export function readContent(args: JsonObject): Content {
  return {
    text: readText(args),
    blocks: readBlocks(args),
    attachments: readAttachments(args),
    metadata: readMetadata(args),
  }
}

/** Nothing to show at all is an error of its own. */
export function requireSomething(content: Content): void {
  const { text, blocks, attachments } = content
  const hasText = text !== undefined && text.trim() !== ''
  if (!hasText && (blocks?.length ?? 0) === 0 && (attachments?.length ?? 0) === 0) refuse('no_text')
}

function readText(args: JsonObject): string | undefined {
  const markdown = textArg(args, 'markdown_text')
  if (markdown === undefined) {
    const text = args['text']
    return typeof text === 'string' ? Array.from(text).slice(0, textCut).join('') : undefined
  }
  if (textArg(args, 'text') !== undefined || args['blocks'] !== undefined) {
    return refuse('markdown_text_conflict')
  }
  return lengthOf(markdown) > mostMarkdown ? refuse('msg_too_long') : markdown
}

function readBlocks(args: JsonObject): readonly JsonObject[] | undefined {
  const blocks = args['blocks']
  if (blocks === undefined || blocks === null || blocks === '') return undefined
  if (!Array.isArray(blocks)) return refuse('invalid_blocks_format')
  const verdict = checkMessageBlocks(blocks)
  return verdict.ok ? objectsIn(blocks) : refuseFor(verdict.error, verdict.problems)
}

function readAttachments(args: JsonObject): readonly JsonObject[] | undefined {
  const attachments = args['attachments']
  if (attachments === undefined || attachments === null || attachments === '') return undefined
  if (!Array.isArray(attachments)) return refuse('invalid_attachments')
  if (attachments.length > mostAttachments) return refuse('too_many_attachments')
  for (const attachment of objectsIn(attachments)) {
    if (attachment['blocks'] !== undefined) readBlocks({ blocks: attachment['blocks'] })
  }
  return objectsIn(attachments)
}

function readMetadata(args: JsonObject): JsonObject | undefined {
  const metadata = objectArg(args, 'metadata', 'invalid_metadata_format')
  if (metadata === undefined || Object.keys(metadata).length === 0) return metadata
  const payload = metadata['event_payload']
  if (typeof metadata['event_type'] !== 'string' || !isObject(payload)) {
    return refuse('invalid_metadata_format')
  }
  if (Buffer.byteLength(JSON.stringify(metadata)) > metadataBytes)
    return refuse('metadata_too_large')
  if (Object.values(payload).some(nestsTwice)) return refuse('invalid_metadata_schema')
  return metadata
}

/** One level of nesting is allowed below the payload. */
function nestsTwice(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).some((inner) => typeof inner === 'object' && inner !== null)
}
