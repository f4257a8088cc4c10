/**
 * People's words are data. Each carrier of text in Slack reads different signs as commands, so each has its own
 * function, applied once, at the last moment. `rich_text` and table cells are literal and need only `displayable`.
 */

// Directional overrides and isolates could show the rest of a line in another order than it was written in.
const directionControls = /[\u202A-\u202E\u2066-\u2069]/gu
// Control characters other than tab and line feed have no picture, and some clients refuse them.
// oxlint-disable-next-line no-control-regex -- they are exactly what is taken out
const controls = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/gu

/** The text without what cannot be shown or would disturb its surroundings; half surrogates become U+FFFD. */
export function displayable(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    .replace(directionControls, '')
    .replace(controls, '')
}

/** For `mrkdwn` objects and a message's top-level `text`: no mention, link or date token survives. */
export function escapeMrkdwn(text: string): string {
  return displayable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/**
 * For a `code span` in mrkdwn: escaped, and with backticks that cannot end the span early.
 * An empty text gives an empty span's worth of nothing, because Slack shows two bare backticks otherwise.
 */
export function mrkdwnCode(text: string): string {
  const inside = escapeMrkdwn(text).replaceAll('`', 'ˋ').replaceAll('\n', ' ').trim()
  return inside === '' ? '' : `\`${inside}\``
}

/** For headers, buttons, labels and options: one line; Slack reads no mentions there. */
export function plainLine(text: string): string {
  return displayable(text).replace(/\s+/gu, ' ').trim()
}

/** Slack encodes three signs in commands and events. Undone once, at the border, innermost sign last. */
export function decodeEntities(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
