import { readAgain } from './slack/read-again.ts'

interface Paged {
  readonly response_metadata?: { readonly next_cursor?: string } | undefined
}

/** All pages of a list of Slack's, each asked for when it is wanted. `read` gets what goes into its arguments. */
export async function* pagesOf<Page extends Paged>(
  read: (from: { readonly cursor?: string }) => Promise<Page>,
): AsyncGenerator<Page> {
  let cursor = ''
  do {
    const from = cursor === '' ? {} : { cursor }
    const page = await readAgain(() => read(from))
    yield page
    cursor = page.response_metadata?.next_cursor ?? ''
  } while (cursor !== '')
}
