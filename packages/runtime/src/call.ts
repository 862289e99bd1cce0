import { type ApiError, CallError, type TransportError } from './errors.ts'
import type { Kernel } from './kernel.ts'
import type { Reply } from './onion.ts'
import type { CallInput } from './request.ts'
import type { Operation } from './operation.ts'
import type { BodyCallOptions } from './options.ts'

/** Data together with the response it came in (whose body has been read). */
export interface DataWithResponse<Data> {
  data: Data
  response: Response
}

/** The outcome of a call as a value: test `error` to tell the two apart. */
export type Result<Data, Failure> =
  | { data: Data; error: undefined; response: Response }
  | { data: undefined; error: Failure; response: Response | undefined }

/**
 * A call under way: a promise of its data, which throws on failure.
 *
 * @example
 * const { shipment } = await chitchats.shipments.get('K7QX2M9P4D')
 * const { data, response } = await chitchats.shipments.get('K7QX2M9P4D').withResponse()
 * const { data, error } = await chitchats.shipments.get('K7QX2M9P4D').safe()
 */
export interface Call<Data, Failure = ApiError> extends Promise<Data> {
  /** The data and the response, for its headers and status. Throws on failure. */
  withResponse(): Promise<DataWithResponse<Data>>
  /** The outcome as a value. Only a wrongly set up call (`UsageError`) still throws. */
  safe(): Promise<Result<Data, Failure | TransportError>>
}

/** Makes a call of an operation with its positional arguments. Generated code calls this. */
export function call<Data, Failure>(
  kernel: Kernel,
  operation: Operation,
  args: unknown[],
): Call<Data, Failure> {
  const reply = kernel.send(operation, toInput(operation, args))
  const data = reply.then(dataOf) as Promise<Data>
  return Object.assign(
    data,
    outcomes<Data, Failure>(() => {
      data.catch(ignore) // Whoever takes another view of the outcome has taken over its failure.
      return reply
    }),
  )
}

/** The two other views of a reply. */
export function outcomes<Data, Failure>(
  reply: () => Promise<Reply>,
): Pick<Call<Data, Failure>, 'withResponse' | 'safe'> {
  return {
    async withResponse() {
      return (await reply()) as DataWithResponse<Data>
    },
    safe: () => reply().then(success<Data>, failure<Failure>),
  }
}

/** Sorts positional arguments into path parameters, query, body and options. */
export function toInput({ args: names = [], input }: Operation, args: unknown[]): CallInput {
  const path = Object.fromEntries(names.map((name, index) => [name, args[index]]))
  const options = args[names.length + (input ? 1 : 0)] as BodyCallOptions<Record<string, unknown>> | undefined
  const value = input && args[names.length]
  if (input === 'query') return { path, query: value as Record<string, unknown>, options }
  return { path, query: options?.query, body: value, options }
}

const dataOf = (reply: Reply): unknown => reply.data
const ignore = (): void => {}

function success<Data>({ data, response }: Reply): Result<Data, never> {
  return { data: data as Data, error: undefined, response }
}

function failure<Failure>(error: unknown): Result<never, Failure | TransportError> {
  if (!(error instanceof CallError)) throw error
  const { response } = error as { response?: Response }
  return { data: undefined, error: error as unknown as Failure, response }
}
