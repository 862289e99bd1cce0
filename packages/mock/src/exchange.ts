import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Operation } from './operation.ts'
import type { Preference } from './prefer.ts'
import type { Provider } from './provider.ts'

/** What goes back to the client. Header names are in lower case. */
export interface Reply {
  status: number
  headers: Record<string, string | string[]>
  body: Buffer | undefined
}

/** A request that has reached a provider. */
export interface Arrived {
  readonly provider: Provider
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** As the client wrote it, in upper case. */
  readonly method: string
  /** The path below the provider's prefix, still percent-encoded. */
  readonly path: string
  /** What follows the `?`, still encoded. */
  readonly query: string
}

/** A request whose operation is known. */
export interface Routed extends Arrived {
  readonly operation: Operation
  /** Path parameters by name, decoded. */
  readonly params: Readonly<Record<string, string>>
}

/** A request whose body has been read. */
export interface Received extends Routed {
  /** The parsed JSON, the text of any other body, or `undefined` when there is none. */
  readonly body: unknown
  /** How many bytes the body had; 0 when the operation asks for none. */
  readonly bodyBytes: number
}

/** A request with what its `Prefer` header asks for. */
export interface Preferring extends Received {
  readonly preference: Preference
}

/** One layer of the pipeline as seen from the layer around it. */
export type Handler<E> = (exchange: E) => Promise<Reply>

/**
 * Adds what a step has found. The exchange itself grows, so that the layers outside (a journal, the guard) see what the
 * layers inside found.
 */
export function grow<E extends object, M extends object>(exchange: E, more: M): E & M {
  return Object.assign(exchange, more)
}
