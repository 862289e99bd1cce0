/** Decides which request suffers what. */
import { Memory } from '../memory.ts'
import { deliveries, type Delivery, type Faults, type Latency } from './faults.ts'
import { logNormal, type Random, randomFrom } from './random.ts'

/** What one request suffers. */
export interface Fate {
  /** Milliseconds the answer is held back. */
  readonly latency: number
  /** The status that answers instead of the contract. */
  readonly error: number | undefined
  readonly delivery: Delivery | undefined
}

/** How many different requests have a count of their own. */
const capacity = 10_000

const none: Faults = {}

/**
 * The faults of a mock, which can be changed while it runs. With a seed the nth request of a kind always has the same
 * fate, whatever comes between.
 */
export class Chaos {
  readonly #seed: string
  readonly #first: Faults | undefined
  #counts = new Memory<string, number>(capacity)
  #faults = none

  constructor(faults: Faults | undefined, seed: number) {
    this.#seed = String(seed)
    this.#first = faults
    this.set(faults)
  }

  /** What every request may suffer. */
  get faults(): Faults {
    return this.#faults
  }

  /** Whether there are faults for every request. */
  get isOn(): boolean {
    return this.#faults !== none
  }

  /** Takes other faults from the next request on; nothing means none. */
  set(faults: Faults | undefined): void {
    this.#faults = faults && Object.keys(faults).length > 0 ? faults : none
  }

  /** Begins anew, with the faults of the beginning. */
  reset(): void {
    this.#counts = new Memory(capacity)
    this.set(this.#first)
  }

  /** What a request suffers: what it asked for, else what chance has for it. */
  fateOf(request: string, asked: Faults = none): Fate {
    const count = this.#counts.get(request) ?? 0
    if (this.isOn) this.#counts.set(request, count + 1)
    const random = randomFrom(`${this.#seed} ${count} ${request}`)
    return draw({ ...this.#faults, ...asked }, random)
  }
}

function draw({ latency = 0, errorRate = {}, ...shares }: Faults, random: Random): Fate {
  return {
    latency: waitOf(latency, random),
    error: pick(
      Object.entries(errorRate).map(([status, share]) => [Number(status), share] as const),
      random(),
    ),
    delivery: pick(
      deliveries.map((delivery) => [delivery, shares[delivery] ?? 0] as const),
      random(),
    ),
  }
}

function waitOf(latency: Latency, random: Random): number {
  return typeof latency === 'number' ? latency : logNormal(latency.median, latency.sigma, random)
}

/** The one whose share of the line from 0 to 1 a number falls into. */
function pick<T>(shares: readonly (readonly [T, number])[], number: number): T | undefined {
  let end = 0
  for (const [value, share] of shares) {
    end += share
    if (number < end) return value
  }
  return undefined
}
