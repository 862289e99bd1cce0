/** Words for the answers of scripts. */
import type { Answer } from '../server/script.ts'

const json = { 'content-type': 'application/json' }

/** A success with JSON. */
export function ok(value: unknown, more: Answer = {}): Answer {
  return { body: JSON.stringify(value), ...more, headers: { ...json, ...more.headers } }
}

/** An error status with a JSON body. */
export function refusal(status: number, headers: Answer['headers'] = {}, value: unknown = {}): Answer {
  return { status, headers: { ...json, ...headers }, body: JSON.stringify(value) }
}

/** A redirect. `{here}` and `{other}` in it are the two origins of the script. */
export function redirect(status: number, location: string): Answer {
  return { status, headers: { location } }
}

/** A shipment in its envelope, which any call of one takes for a success. */
export const shipment = ok({ shipment: { id: 'K7QX2M9P4D' } })

/** No answer at all. */
export const silence: Answer = { silent: true }

/** A body that takes minutes. */
export const dribble: Answer = ok({ text: 'slow'.repeat(500) }, { pieces: { bytes: 1, every: 50 } })
