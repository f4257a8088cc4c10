/** Dates as Slack's client writes them, in the person's own time zone. */

export const dateOfTs = (ts: string): Date => new Date(Number(ts) * 1000)

export const clockTime = (date: Date, tz?: string): string =>
  format(date, tz, { hour: 'numeric', minute: '2-digit' })

/** `Today`, `Yesterday`, or the date: what stands on the line between two days. */
export const dayName = (date: Date, now: Date, tz?: string): string => {
  const day = isoDay(date, tz)
  if (day === isoDay(now, tz)) return 'Today'
  if (day === isoDay(new Date(now.getTime() - 86_400_000), tz)) return 'Yesterday'
  return format(date, tz, { weekday: 'long', month: 'long', day: 'numeric' })
}

export const fullTime = (date: Date, tz?: string): string =>
  format(date, tz, { dateStyle: 'full', timeStyle: 'medium' })

/** `just now`, `5 minutes ago`, or the time of day, then the date. */
export const relativeTime = (date: Date, now: Date, tz?: string): string => {
  const minutes = Math.round((now.getTime() - date.getTime()) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'} ago`
  if (isoDay(date, tz) === isoDay(now, tz)) return `today at ${clockTime(date, tz)}`
  return `${format(date, tz, { month: 'short', day: 'numeric' })} at ${clockTime(date, tz)}`
}

/** The placeholders of `<!date^…>`: `{date_short} at {time}` and the like. */
export const formatDateToken = (
  seconds: number,
  pattern: string,
  now: Date,
  tz?: string,
): string => {
  const date = new Date(seconds * 1000)
  const short: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric', year: 'numeric' }
  const long: Intl.DateTimeFormatOptions = {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    year: 'numeric',
  }
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const pretty = name.endsWith('_pretty')
    const day = pretty ? dayName(date, now, tz) : ''
    if (day === 'Today' || day === 'Yesterday') return day.toLowerCase()
    switch (name.replace(/_pretty$/, '')) {
      case 'date_num':
        return isoDay(date, tz)
      case 'date':
        return format(date, tz, { month: 'long', day: 'numeric', year: 'numeric' })
      case 'date_short':
        return format(date, tz, short)
      case 'date_long':
        return format(date, tz, long)
      case 'time':
        return clockTime(date, tz)
      case 'time_secs':
        return format(date, tz, { hour: 'numeric', minute: '2-digit', second: '2-digit' })
      case 'ago':
        return relativeTime(date, now, tz)
      default:
        return whole
    }
  })
}

export const isoDay = (date: Date, tz?: string): string =>
  formatter('en-CA', tz, { dateStyle: 'short' }).format(date)

const format = (date: Date, tz: string | undefined, options: Intl.DateTimeFormatOptions): string =>
  formatter('en-US', tz, options).format(date)

/** Making one costs more than using it a hundred times, and each message needs a few. */
const formatters = new Map<string, Intl.DateTimeFormat>()

const formatter = (
  locale: string,
  tz: string | undefined,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat => {
  const key = JSON.stringify([locale, tz, options])
  const known = formatters.get(key)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(locale, { ...options, ...(tz ? { timeZone: tz } : {}) })
  formatters.set(key, made)
  return made
}
