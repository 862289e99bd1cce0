import type { Delivery } from '../faults/faults.ts'

/** What a client is to see of a reply: plain data, which may go to another thread. */
export interface Sent {
  readonly status: number
  readonly statusText: string
  /** In their order; a name may come several times. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Missing where the status or the method allows none; empty where there could have been one. */
  readonly body: Uint8Array | undefined
  /** How it is to arrive, when not as it should. */
  readonly delivery: Delivery | undefined
}
