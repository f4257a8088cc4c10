import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { parse } from 'yaml'
import { z } from 'zod'

/** The parts of an app manifest that the workspace acts on; the whole is checked against Slack's own schema first. */
const manifestSchema = z.object({
  display_information: z.object({ name: z.string() }),
  features: z.object({
    app_home: z
      .object({ home_tab_enabled: z.boolean().default(false) })
      .default({ home_tab_enabled: false }),
    bot_user: z.object({ display_name: z.string() }),
    slash_commands: z
      .array(
        z.object({
          command: z.string(),
          description: z.string(),
          usage_hint: z.string().optional(),
          should_escape: z.boolean().default(false),
        }),
      )
      .default([]),
    shortcuts: z
      .array(
        z.object({
          name: z.string(),
          type: z.enum(['global', 'message']),
          callback_id: z.string(),
          description: z.string(),
        }),
      )
      .default([]),
  }),
  oauth_config: z.object({
    redirect_urls: z.array(z.string()).default([]),
    scopes: z.object({ bot: z.array(z.string()).default([]) }),
  }),
  settings: z.object({
    event_subscriptions: z
      .object({ bot_events: z.array(z.string()).default([]) })
      .default({ bot_events: [] }),
    interactivity: z.object({ is_enabled: z.boolean() }).default({ is_enabled: false }),
    socket_mode_enabled: z.boolean().default(false),
  }),
})

export type Manifest = z.infer<typeof manifestSchema>

export class ManifestError extends Error {
  readonly code = 'manifest_invalid'
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(
      `The app manifest is not valid:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    )
    this.name = 'ManifestError'
    this.problems = problems
  }
}

export function loadManifest(path: string): Manifest {
  const source: unknown = parse(readFileSync(path, 'utf8'))
  return checkManifest(source)
}

/** @throws {ManifestError} with every problem, when Slack would not take the manifest. */
export function checkManifest(source: unknown): Manifest {
  const formats = { uri: (text: string) => URL.canParse(text) }
  const accepts = new Ajv({ strict: false, allErrors: true, formats }).compile(slackSchema())
  if (!accepts(source)) {
    const errors = accepts.errors ?? []
    throw new ManifestError(
      errors.map((error) => `${error.instancePath || '/'} ${error.message ?? 'is not allowed'}`),
    )
  }
  const parsed = manifestSchema.safeParse(source)
  if (!parsed.success) {
    throw new ManifestError(
      parsed.error.issues.map((issue) => `/${issue.path.join('/')} ${issue.message}`),
    )
  }
  return parsed.data
}

function slackSchema(): object {
  const path = fileURLToPath(new URL('slack-manifest.schema.json', import.meta.url))
  return JSON.parse(readFileSync(path, 'utf8')) as object
}
