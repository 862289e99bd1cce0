/** What an agreement is: something that client and mock both do, and have to do alike. */
import type { Document, Model } from '@parlance/compiler'
import type { ContractOperation } from '../requests/contract.ts'
import type { Fetch } from '../round-trip/trip.ts'
import type { Settings } from '../suite/settings.ts'
import type { Validator } from '../validator.ts'

/** Time that stands still until it is told to pass. */
export interface Clock {
  /** Milliseconds. */
  now(): number
  /** Lets so many milliseconds pass. */
  advance(milliseconds: number): Promise<void>
  /** Lets time pass until the next timer has rung. */
  next(): Promise<void>
}

/** Where an agreement is tried. */
export interface Stage {
  readonly provider: string
  readonly document: Document
  readonly model: Model
  readonly validator: Validator
  readonly operations: ReadonlyMap<string, ContractOperation>
  readonly settings: Settings
  readonly clock: Clock
  /** Stands between what is recorded and the mock: a mock that misbehaves is planted here. */
  readonly atMock: (fetch: Fetch) => Fetch
  /** Stands between the client and what is recorded: a client that misbehaves is planted here. */
  readonly atClient: (fetch: Fetch) => Fetch
  /** Stands between a delivery and its receiver. */
  readonly atDelivery: (delivery: Delivery) => Delivery
}

/** A webhook as it arrives. */
export interface Delivery {
  readonly headers: object
  readonly body: string
}

/** What came of trying. */
export interface Finding {
  /** How many cases were tried. */
  readonly tried: number
  readonly problems: readonly string[]
}

export interface Agreement {
  readonly name: string
  /** What holds when it passes, in one sentence. */
  readonly promises: string
  /** Whether it takes the time of the world, because it goes over sockets that know no other. */
  readonly inRealTime?: boolean
  /** Tries it; `undefined` where a provider has nothing of the kind. */
  try(stage: Stage): Promise<Finding | undefined>
}
