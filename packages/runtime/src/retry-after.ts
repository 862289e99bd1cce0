/**
 * Seconds that a `Retry-After` header asks to wait (RFC 9110 §10.2.3): a whole number, or an HTTP date that is
 * compared with `now`. Anything else is `undefined`.
 */
export function retryAfter(headers: Headers | undefined, now = Date.now()): number | undefined {
  const header = headers?.get('retry-after') ?? ''
  if (/^\d+$/.test(header)) return Number(header)
  // The date forms of HTTP begin with a day's name; Date.parse alone would take far more.
  const seconds = /^[A-Z]/.test(header) ? (Date.parse(header) - now) / 1000 : NaN
  return Number.isNaN(seconds) ? undefined : Math.max(0, Math.ceil(seconds))
}
