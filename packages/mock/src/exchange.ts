import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import type { Delivery } from './faults/faults.ts'
import type { Operation } from './operation.ts'
import type { Preference } from './prefer.ts'
import type { Provider } from './provider.ts'

/** What goes back to the client. Header names are in lower case. The same reply may go to many, so it is not changed. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[]>>
  readonly body: Buffer | undefined
  /** The name of the example that it is, when it is one. */
  readonly example?: string
  /** How it is to arrive, when not as it should. */
  readonly delivery?: Delivery
  /** Whether it was made for one request only, so that nothing that is made of it need be kept. */
  readonly isUnique?: true
}

/** What the steps need of a request besides its body. */
interface Head {
  readonly headers: IncomingHttpHeaders
  /** Whether the body has arrived to its end. */
  readonly complete: boolean
  /** Whether no more of the body can be read. */
  readonly destroyed: boolean
  readonly socket: { readonly remoteAddress?: string | undefined }
}

/** A request whose body arrives piece by piece: one of `node:http`, or one that never saw a socket. */
export interface Streamed extends Head, Readable {
  readonly destroyed: boolean
}

/** A request whose body is all there. */
export interface Whole extends Head {
  readonly bytes: Buffer
}

/** A request as the steps need it. */
export type Incoming = Streamed | Whole

/** Whoever waits for the answer. */
export interface Outgoing {
  /** Whether nobody waits any more. */
  readonly destroyed: boolean
  /** Asks for a body whose client wanted to be asked. */
  writeContinue(): void
  once(event: 'close', listener: () => void): unknown
  off(event: 'close', listener: () => void): unknown
}

/** A request that has reached a provider. */
export interface Arrived {
  readonly provider: Provider
  readonly request: Incoming
  readonly response: Outgoing
  /** As the client wrote it, in upper case. */
  readonly method: string
  /** The path that stands for the provider's origin; empty when the provider has a port of its own. */
  readonly prefix: string
  /** Scheme and host by which the client called, where no host header says so. */
  readonly origin?: string
  /** The path below the provider's prefix, still percent-encoded. */
  readonly path: string
  /** What follows the `?`, still encoded. */
  readonly query: string
}

/** A request that came over a socket. */
export interface OverSocket extends Arrived {
  readonly request: IncomingMessage
  readonly response: ServerResponse
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
  /** The media type of the body, without its parameters; nothing without a body. */
  readonly mediaType: string | undefined
  /** How many bytes the body had; 0 when the operation asks for none. */
  readonly bodyBytes: number
  /** Counts the request under the rules that look into it, once it is known to succeed; gives the refusal if it exceeds one. */
  readonly count?: () => Reply | undefined
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
