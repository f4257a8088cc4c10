import type { ReactNode } from 'react'
import { record, string, type Json } from '../json.ts'

export const Picture = ({
  image,
  className,
}: {
  readonly image: Json
  readonly className: string
}): ReactNode => {
  const src = string(image['image_url']) || string(record(image['slack_file'])?.['url'])
  return <img className={className} src={src} alt={string(image['alt_text'])} />
}

/** What this client cannot draw is said and shown raw, never dropped. */
export const Undrawn = ({
  name,
  json,
}: {
  readonly name: string
  readonly json: Json
}): ReactNode => (
  <details className="undrawn">
    <summary>
      This workspace does not draw <code>{name}</code>
    </summary>
    <pre>{JSON.stringify(json, null, 2)}</pre>
  </details>
)
