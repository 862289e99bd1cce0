/** How a request says whose data it means. */
import { MockError } from '../errors.ts'

/** The request header with the name of the session. */
export const sessionHeader = 'x-parlance-session'

/** What names may be, in words. */
export const sessionNames = 'up to 100 letters, digits, "_", "-", "." and ":"'

/** Whether a session may be called so; the default one has no name. */
export function isSessionName(name: string): boolean {
  return /^[\w.:-]{1,100}$/.test(name)
}

/** Throws a `MockError` for what cannot be the name of a session or a snapshot. */
export function checkName(name: string, what: string): void {
  if (isSessionName(name)) return
  throw new MockError('bad-name', `"${name}" cannot be the name of a ${what}: use ${sessionNames}.`)
}
