/** Moments as requests write them: the kinds that Chatti shows as examples, and the nearest relatives of its words. */

const dayLength = 86_400_000
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

const isoDate = /^\d{4}-\d{2}-\d{2}$/
const isoDateTime = /^\d{4}-\d{2}-\d{2}t\d{2}:\d{2}(:\d{2}(\.\d+)?)?(z|[+-]\d{2}:\d{2})?$/
const slashDate = /^(\d{2})\/(\d{2})\/(\d{4})$/

/**
 * The moment that a text means, in milliseconds since 1970; `NaN` for a text that means none. The kinds are official.
 * Inferred: what has no zone is in UTC, slash dates have the month first, and words mean the beginning of their day.
 */
export function readMoment(text: string, now: Date): number {
  const value = text.trim().toLowerCase()
  if (isoDate.test(value)) return Date.parse(value)
  const [isDateTime, , , zone] = isoDateTime.exec(value) ?? []
  if (isDateTime) return Date.parse(`${value}${zone ? '' : 'z'}`.toUpperCase())
  const [isSlashed, month, day, year] = slashDate.exec(value) ?? []
  if (isSlashed) return Date.parse(`${year}-${month}-${day}`)
  return readWords(value, now)
}

function readWords(words: string, now: Date): number {
  const today = Math.floor(now.getTime() / dayLength) * dayLength
  if (words === 'now') return now.getTime()
  if (words === 'today') return today
  if (words === 'yesterday') return today - dayLength
  const weekday = weekdays.indexOf(/^last (\w+)$/.exec(words)?.[1] ?? '')
  if (weekday < 0) return Number.NaN
  return today - ((now.getUTCDay() - weekday + 7) % 7 || 7) * dayLength
}
