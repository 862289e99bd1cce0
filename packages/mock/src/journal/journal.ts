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
export interface Entry extends Readonly<Slot> {
  /** When it came, in milliseconds of `performance.now()`. */
  readonly startedAt: number
  /** How long it took until its answer was ready, in milliseconds. */
  readonly duration: number
}

interface Slot {
  /** Which request it was, counted from 1. */
  id: number
  provider: Provider
  operation: Operation | undefined
  method: string
  path: string
  query: string
  params: Readonly<Record<string, string>>
  headers: IncomingHttpHeaders
  /** Nothing when there was none, or it was too long. */
  body: unknown
  mediaType: string | undefined
  bodyBytes: number
  status: number
  refusal: string | undefined
  example: string | undefined
  delivery: Delivery | undefined
}

/**
 * The last requests. Slots are made once and written over: what lives for a thousand requests and then dies is what a
 * garbage collector likes least, and numbers with a fraction would be objects of their own.
 */
export class Journal {
  readonly #capacity: number
  readonly #times: Float64Array
  #slots: Slot[] = []
  #next = 0
  #count = 0

  /** @param capacity - How many requests are remembered; with 0 none are. */
  constructor(capacity: number = usualCapacity) {
    this.#capacity = capacity
    this.#times = new Float64Array(2 * capacity)
  }

  /** Whether anything is remembered at all. */
  get isOn(): boolean {
    return this.#capacity > 0
  }

  /** Takes down a request that has been answered, in the place of the oldest one when there is no room. */
  add(exchange: Arrived & Partial<Preferring>, reply: Reply, startedAt: number): void {
    const slot = (this.#slots[this.#next] ??= {} as Slot)
    slot.id = ++this.#count
    fill(slot, exchange, reply)
    this.#time(startedAt, performance.now() - startedAt)
  }

  /** What is remembered, the oldest first. */
  entries(): Entry[] {
    const order = [...this.#slots.keys()]
    return [...order.slice(this.#next), ...order.slice(0, this.#next)].map((index) => this.#entry(index))
  }

  /** The one that was answered last. */
  last(): Entry | undefined {
    const { length } = this.#slots
    return length === 0 ? undefined : this.#entry((this.#next + length - 1) % length)
  }

  /** Forgets all requests, or those of a kind. */
  clear(isMeant: (entry: Entry) => boolean = () => true): void {
    const kept = this.entries().filter((entry) => !isMeant(entry))
    this.#slots = []
    this.#next = 0
    for (const { startedAt, duration, ...slot } of kept) {
      this.#slots[this.#next] = slot
      this.#time(startedAt, duration)
    }
  }

  /** Sets the times of the next slot, and goes on to the one after it. */
  #time(startedAt: number, duration: number): void {
    this.#times[2 * this.#next] = startedAt
    this.#times[2 * this.#next + 1] = duration
    this.#next = (this.#next + 1) % this.#capacity
  }

  #entry(index: number): Entry {
    const [startedAt = 0, duration = 0] = this.#times.subarray(2 * index)
    return { ...this.#slots[index]!, startedAt, duration }
  }
}

const noParams = {}

function fill(slot: Slot, exchange: Arrived & Partial<Preferring>, reply: Reply): void {
  const { bodyBytes = 0 } = exchange
  slot.provider = exchange.provider
  slot.operation = exchange.operation
  slot.method = exchange.method
  slot.path = exchange.path
  slot.query = exchange.query
  slot.params = exchange.params ?? noParams
  slot.headers = exchange.request.headers
  slot.body = bodyBytes > longestBody ? undefined : exchange.body
  slot.mediaType = exchange.mediaType
  slot.bodyBytes = bodyBytes
  slot.status = reply.status
  slot.refusal = reply.headers[refusalHeader] as string | undefined
  slot.example = reply.example
  slot.delivery = reply.delivery
}
