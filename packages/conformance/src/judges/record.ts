/** Records what clients and mock say to each other, as HAR, by the mock's own proxy between them. */
import { type Model, type OperationModel, operationsOf } from '@parlance/compiler'
import { createMock, createProxy, type Mock } from '@parlance/mock'
import { clientOf } from '../client.ts'
import type { Fetch } from '../round-trip/trip.ts'

/** What is recorded, and where. */
export interface Recording {
  readonly model: Model
  /** The HAR file. */
  readonly har: string
  /** Makes the mock do something wrong. */
  readonly plant?: (mock: Mock) => void
  /** Makes the client do something wrong. */
  readonly between?: ((fetch: Fetch) => Fetch) | undefined
  /** Which operations are called. Default: all. */
  readonly operations?: readonly OperationModel[]
}

/** How many calls were made, and how many of them succeeded. */
export interface Traffic {
  readonly calls: number
  readonly accepted: number
}

/**
 * Calls operations through the client: once for success, and once for each error that they declare. The mock has a port
 * of its own, so that addresses in the record are those of the spec but for the host.
 */
export async function recordCalls({ model, har, plant, between, operations }: Recording): Promise<Traffic> {
  const { provider } = model
  await using mock = await createMock({ providers: [provider], rateLimit: false, portPerProvider: true })
  plant?.(mock)
  const onViolation = () => {}
  await using proxy = await createProxy({ provider, upstream: mock.urlOf(provider), har, onViolation })
  const client = await clientOf(
    model,
    proxy.url,
    between && { fetch: between((url, init) => fetch(url, init)) },
  )
  let calls = 0
  let accepted = 0
  for (const operation of operations ?? operationsOf(model)) {
    for (const headers of wishesFor(operation)) {
      const { error } = await client.call(operation, { headers }).safe()
      calls += 1
      if (error === undefined) accepted += 1
    }
  }
  return { calls, accepted }
}

/** Nothing, and then each declared error. */
function wishesFor({ errors }: OperationModel): Record<string, string>[] {
  return [{}, ...errors.map(({ status }) => ({ prefer: `code=${status}` }))]
}
