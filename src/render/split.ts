/** Cutting text to sizes that Slack accepts, counted in code points, never inside an entity or a surrogate pair. */

export function lengthOf(text: string): number {
  let length = 0
  for (const _ of text) length += 1
  return length
}

/** Pieces of at most `size` code points that give the text when joined; cut after white space where one is near. */
export function splitText(text: string, size: number): readonly string[] {
  const points = Array.from(text)
  const pieces: string[] = []
  let start = 0
  while (points.length - start > size) {
    const end = cutBefore(points, start, start + size)
    pieces.push(points.slice(start, end).join(''))
    start = end
  }
  pieces.push(points.slice(start).join(''))
  return pieces
}

/** The text itself, or its beginning with an ellipsis when it is longer than `size` code points. */
export function shorten(text: string, size: number): string {
  const points = Array.from(text)
  if (points.length <= size) return text
  const end = cutBefore(points, 0, size - 1)
  return `${points.slice(0, end).join('').trimEnd()}…`
}

const longestEntity = 6
const wordWindow = 200

/** Where to cut so that the piece ends at `limit` or a little before it. */
function cutBefore(points: readonly string[], start: number, limit: number): number {
  const earliest = Math.max(
    start + 1,
    limit - Math.min(wordWindow, Math.floor((limit - start) / 2)),
  )
  for (let at = limit; at > earliest; at -= 1) {
    if (/\s/u.test(points[at - 1] ?? '')) return at
  }
  return outsideEntity(points, start, limit)
}

/** Steps back to the `&` when the cut would fall inside `&amp;`, `&lt;` or `&gt;`. */
function outsideEntity(points: readonly string[], start: number, limit: number): number {
  for (let at = limit - 1; at > start && at >= limit - longestEntity; at -= 1) {
    if (points[at] === ';') return limit
    if (points[at] === '&') {
      return /^&(?:amp|lt|gt);/u.test(points.slice(at, at + longestEntity).join('')) ? at : limit
    }
  }
  return limit
}
