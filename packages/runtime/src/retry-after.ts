/**
 * Seconds that a `Retry-After` header asks to wait (RFC 9110 §10.2.3): a whole number, or an HTTP date that is
 * compared with `now`. Anything else is `undefined`.
 */
export function retryAfter(header: string | null, now = Date.now()): number | undefined {
  if (header === null) return undefined
  if (/^\d+$/.test(header)) return Number(header)
  // Only the date forms of HTTP begin with a day's name; Date.parse alone would take far more.
  const date = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(header) ? Date.parse(header) : NaN
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000))
}
