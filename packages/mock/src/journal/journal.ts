/** Remembers the last requests and what became of them. */
import type { IncomingHttpHeaders } from 'node:http'
import type { Arrived, Preferring, Reply } from '../exchange.ts'
import type { Delivery } from '../faults/faults.ts'
import type { Operation } from '../operation.ts'
import type { Provider } from '../provider.ts'
import { refusalHeader } from '../refusal.ts'

/** How many requests are remembered when nobody says otherwise. */
export const usualCapacity = 1000

/** The longest body that is remembered, in bytes. */
const longestBody = 64 * 1024

/** What is remembered of one request, as it was: secrets are taken out when somebody looks at it. */
export interface Entry {
  /** Which request it was, counted from 1. */
  readonly id: number
  readonly provider: Provider
  readonly operation: Operation | undefined
  readonly method: string
  readonly path: string
  readonly query: string
  readonly params: Readonly<Record<string, string>>
  readonly headers: IncomingHttpHeaders
  /** Nothing when there was none, or it was too long. */
  readonly body: unknown
  readonly mediaType: string | undefined
  readonly bodyBytes: number
  readonly status: number
  readonly refusal: string | undefined
  readonly example: string | undefined
  readonly delivery: Delivery | undefined
  /** When it came, in milliseconds of `performance.now()`. */
  readonly startedAt: number
  /** How long it took until its answer was ready, in milliseconds. */
  readonly duration: number
}

/** The last requests, the oldest first. */
export class Journal {
  readonly #capacity: number
  #entries: Entry[] = []
  #next = 0
  #count = 0

  /** @param capacity - How many requests are remembered; with 0 none are. */
  constructor(capacity: number = usualCapacity) {
    this.#capacity = capacity
  }

  /** Whether anything is remembered at all. */
  get isOn(): boolean {
    return this.#capacity > 0
  }

  /** Takes down a request that has been answered, in the place of the oldest one when there is no room. */
  add(exchange: Arrived & Partial<Preferring>, reply: Reply, startedAt: number): void {
    this.#entries[this.#next] = toEntry(++this.#count, exchange, reply, startedAt)
    this.#next = (this.#next + 1) % this.#capacity
  }

  entries(): Entry[] {
    return [...this.#entries.slice(this.#next), ...this.#entries.slice(0, this.#next)]
  }

  /** The one that was answered last. */
  last(): Entry | undefined {
    return this.#entries.at(this.#next - 1)
  }

  /** Forgets all requests, or those of a kind. */
  clear(isMeant: (entry: Entry) => boolean = () => true): void {
    this.#entries = this.entries().filter((entry) => !isMeant(entry))
    this.#next = this.#entries.length % Math.max(1, this.#capacity)
  }
}

const noParams = {}

function toEntry(
  id: number,
  exchange: Arrived & Partial<Preferring>,
  { status, headers, example, delivery }: Reply,
  startedAt: number,
): Entry {
  const { provider, operation, method, path, query, params = noParams, mediaType, bodyBytes = 0 } = exchange
  return {
    id,
    provider,
    operation,
    method,
    path,
    query,
    params,
    headers: exchange.request.headers,
    body: bodyBytes > longestBody ? undefined : exchange.body,
    mediaType,
    bodyBytes,
    status,
    refusal: headers[refusalHeader] as string | undefined,
    example,
    delivery,
    startedAt,
    duration: performance.now() - startedAt,
  }
}
