/** What can go wrong on the way between client and provider. */

/** What happens to an answer on the wire. */
export const deliveries = ['reset', 'truncate', 'dribble'] as const
export type Delivery = (typeof deliveries)[number]

/** Milliseconds: the same for every answer, or drawn log-normally around a median. */
export type Latency = number | { readonly median: number; readonly sigma: number }

/**
 * Faults that are put between client and provider. Shares are from 0 to 1: `0.1` means one request in ten.
 *
 * @example
 * const faults: Faults = { latency: { median: 200, sigma: 0.4 }, errorRate: { 503: 0.1 }, reset: 0.01 }
 */
export interface Faults {
  /** How long every answer is held back, in milliseconds. */
  readonly latency?: Latency
  /** Status → the share of requests that it answers instead of the contract. */
  readonly errorRate?: Readonly<Record<number, number>>
  /** The share of connections that are reset instead of an answer. */
  readonly reset?: number
  /** The share of answers that break off in the middle of the body. */
  readonly truncate?: number
  /** The share of answers that arrive in small pieces, over a second. */
  readonly dribble?: number
}

/** The mistake in a fault, as a sentence that says what would be right. */
export class FaultError extends Error {
  override readonly name = 'FaultError'
}

const known = `reset, truncate, dribble, latency=<milliseconds>, latency=lognormal:<median>,<sigma> and error=<status>`

/** Reads faults that are asked for in a request, separated by semicolons: `latency=200; error=503`. */
export function readFaults(text: string): Faults {
  const parts = text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return Object.assign({}, ...parts.map(readFault)) as Faults
}

function readFault(text: string): Faults {
  const [name = '', ...rest] = text.split('=')
  const value = rest.join('=').trim()
  const kind = name.trim().toLowerCase()
  if (isDelivery(kind) && value === '') return { [kind]: 1 }
  if (kind === 'latency') return { latency: readLatency(value) }
  if (kind === 'error') return { errorRate: { [readStatus(value)]: 1 } }
  throw new FaultError(`there is no fault "${text}"; there are ${known}`)
}

/** Whether a word names what can happen on the wire. */
export function isDelivery(word: string): word is Delivery {
  return (deliveries as readonly string[]).includes(word)
}

/** Reads `200` or `lognormal:200,0.4`. */
export function readLatency(text: string): Latency {
  const [, median, sigma] = /^lognormal:([\d.]+),([\d.]+)$/i.exec(text) ?? []
  const latency =
    median === undefined ? toNumber(text) : { median: toNumber(median), sigma: toNumber(sigma!) }
  if (typeof latency === 'number' ? isWait(latency) : isWait(latency.median) && latency.sigma >= 0)
    return latency
  throw new FaultError(
    `latency must be a number of milliseconds or lognormal:<median>,<sigma>, such as lognormal:200,0.4, not "${text}"`,
  )
}

/** Reads the status of an error. */
export function readStatus(text: string): number {
  const status = Number(text)
  if (Number.isInteger(status) && status >= 400 && status <= 599) return status
  throw new FaultError(`an error must be a status from 400 to 599, not "${text}"`)
}

/** Reads a share: a number from 0 to 1. */
export function readShare(text: string): number {
  const share = toNumber(text)
  if (share >= 0 && share <= 1) return share
  throw new FaultError(`a share must be a number from 0 to 1, not "${text}"`)
}

/** Checks faults that a program has put together. Throws a FaultError that names what is wrong. */
export function checkFaults({ latency, errorRate = {}, ...rest }: Faults): void {
  if (latency !== undefined) {
    readLatency(
      typeof latency === 'number' ? String(latency) : `lognormal:${latency.median},${latency.sigma}`,
    )
  }
  for (const [status, share] of Object.entries(errorRate)) {
    readStatus(status)
    readShare(String(share))
  }
  for (const share of Object.values(rest)) readShare(String(share))
}

function isWait(milliseconds: number): boolean {
  return milliseconds >= 0 && milliseconds <= 600_000
}

function toNumber(text: string): number {
  return text.trim() === '' ? NaN : Number(text)
}
