import { isObject } from '../state/json.ts'
import type { JsonObject } from '../state/json.ts'
import { refuse } from './refusal.ts'

/** Arguments that are JSON inside a form field, and what Slack answers when that JSON is broken. */
const jsonArguments: Readonly<Record<string, string>> = {
  blocks: 'invalid_blocks_format',
  attachments: 'invalid_attachments',
  metadata: 'invalid_metadata_format',
  view: 'invalid_arguments',
  files: 'invalid_arguments',
}

/** Reads a request body, form or JSON; fields that carry JSON come out decoded. Unknown arguments are let through. */
export function readArguments(contentType: string, body: string): JsonObject {
  return Object.fromEntries(
    Object.entries(rawArguments(contentType, body)).map(([key, value]) => {
      const error = jsonArguments[key]
      if (error === undefined || typeof value !== 'string') return [key, value]
      try {
        return [key, JSON.parse(value) as JsonObject]
      } catch {
        return refuse(error)
      }
    }),
  )
}

function rawArguments(contentType: string, body: string): JsonObject {
  if (contentType.startsWith('application/json')) {
    if (body.trim() === '') return {}
    const parsed = parseJson(body)
    return isObject(parsed) ? parsed : refuse('json_not_object')
  }
  if (contentType === '' && body === '') return {}
  if (!contentType.startsWith('application/x-www-form-urlencoded'))
    return refuse('invalid_post_type')
  return Object.fromEntries(new URLSearchParams(body))
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return refuse('invalid_json')
  }
}

export function textArg(args: JsonObject, key: string): string | undefined {
  const value = args[key]
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function requiredText(args: JsonObject, key: string): string {
  return textArg(args, key) ?? missing(key)
}

/** Forms carry booleans as words. */
export function flagArg(args: JsonObject, key: string): boolean | undefined {
  const value = args[key]
  if (typeof value === 'boolean') return value
  if (value === 'true' || value === '1' || value === 1) return true
  if (value === 'false' || value === '0' || value === 0) return false
  return undefined
}

export function wholeArg(args: JsonObject, key: string): number | undefined {
  const value = textArg(args, key)
  if (value === undefined) return undefined
  return /^\d+$/.test(value)
    ? Number(value)
    : refuse(key === 'limit' ? 'invalid_limit' : 'invalid_arguments')
}

export function objectArg(args: JsonObject, key: string, error: string): JsonObject | undefined {
  const value = args[key]
  if (value === undefined || value === null) return undefined
  return isObject(value) ? value : refuse(error)
}

export function missing(key: string): never {
  return refuse('invalid_arguments', {
    response_metadata: { messages: [`[ERROR] missing required field: ${key}`] },
  })
}
