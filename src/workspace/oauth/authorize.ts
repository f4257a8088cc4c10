import type { World } from '../state/world.ts'
import type { Grants } from './grants.ts'

/** What the browser gets: a page to decide on, a way back to the app, or Slack's error. */
export type Authorized =
  | { readonly kind: 'page'; readonly status: number; readonly html: string }
  | { readonly kind: 'redirect'; readonly to: string }

/** The consent page of an "Add to Slack" link. */
export function authorizePage(world: World, query: URLSearchParams): Authorized {
  const link = readLink(world, query)
  if ('error' in link) return { kind: 'page', status: 400, html: page(escapeHtml(link.error)) }
  const hidden = ['client_id', 'scope', 'state', 'redirect_uri']
    .flatMap((name) => {
      const value = query.get(name)
      return value === null
        ? []
        : `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`
    })
    .join('')
  const teams = [...world.teams.values()]
    .map((team) => `<option value="${team.id}">${escapeHtml(team.name)}</option>`)
    .join('')
  const scopes = link.scopes.map((scope) => `<li>${escapeHtml(scope)}</li>`).join('')
  const html = page(`<h1>${escapeHtml(world.app.manifest.display_information.name)} asks for</h1>
<ul>${scopes}</ul>
<form method="post">${hidden}
<label>Workspace <select name="team">${teams}</select></label>
<button name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Cancel</button>
</form>`)
  return { kind: 'page', status: 200, html }
}

/** The decision: back to the app with a code, or with `access_denied`. */
export function decide(world: World, grants: Grants, form: URLSearchParams): Authorized {
  const link = readLink(world, form)
  const team = world.teams.get(form.get('team') ?? '')
  const installer = [...(team?.people.values() ?? [])].find((person) => person.kind === 'admin')
  if ('error' in link || team === undefined || installer === undefined) {
    return { kind: 'page', status: 400, html: page('error' in link ? link.error : 'invalid_team') }
  }
  const back = new URL(link.returnTo)
  const state = form.get('state')
  if (state !== null) back.searchParams.set('state', state)
  if (form.get('decision') !== 'allow') back.searchParams.set('error', 'access_denied')
  else {
    const { scopes, redirectUri } = link
    back.searchParams.set('code', grants.issue({ team, scopes, redirectUri, userId: installer.id }))
  }
  return { kind: 'redirect', to: back.href }
}

type Link =
  | { readonly error: string }
  | {
      readonly scopes: readonly string[]
      readonly redirectUri: string | undefined
      readonly returnTo: string
    }

/** Scopes and addresses must be among those of the manifest. */
function readLink(world: World, query: URLSearchParams): Link {
  const { redirect_urls, scopes: known } = world.app.manifest.oauth_config
  if (query.get('client_id') !== world.app.clientId) return { error: 'invalid_client_id' }
  const redirectUri = query.get('redirect_uri') ?? undefined
  const returnTo = redirectUri ?? redirect_urls[0]
  if (returnTo === undefined || !redirect_urls.includes(returnTo))
    return { error: 'bad_redirect_uri' }
  const scopes = (query.get('scope') ?? '').split(',').filter((scope) => scope !== '')
  if (scopes.length === 0) return { error: 'no_scopes' }
  if (scopes.some((scope) => !known.bot.includes(scope))) return { error: 'invalid_scope' }
  return { scopes, redirectUri, returnTo }
}

function page(body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Install</title></head><body>${body}</body></html>`
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
