import type { Supplier } from '../options.ts'

/** What is known about a provider's webhooks, as generated clients write it. */
export interface WebhookDefinition {
  /** Property of the body that names the event: `eventType`. */
  readonly event: string
  /** How deliveries are signed. Missing where the provider has no scheme. */
  readonly signature?: SignatureScheme
  /** How the provider asks whether an address is meant to receive webhooks. */
  readonly challenge?: ChallengeScheme
}

/** An HMAC of the raw body in a header. */
export interface SignatureScheme {
  readonly header: string
  readonly algorithm: 'hmac-sha1' | 'hmac-sha256'
  readonly encoding: 'hex' | 'base64'
  /** What stands before the signature in the header: `sha1=`. */
  readonly prefix?: string
  /** The time of signing, where the provider signs it too. Without one, an old delivery cannot be told from a new. */
  readonly timestamp?: TimestampScheme
}

/** A time that is signed together with the body, so that a recorded delivery is worthless after a while. */
export interface TimestampScheme {
  /** Header with the time, in seconds since 1970. */
  readonly header: string
  /** Seconds that the time may differ from ours, either way. */
  readonly tolerance: number
  /** What is signed: `{timestamp}`, anything around it, and `{body}` at the end. */
  readonly signed: string
}

/** A `GET` whose random text the receiver gives back. */
export interface ChallengeScheme {
  /** Query parameter with the text. */
  readonly parameter: string
  /** Query parameters that tell this request from others, with their values. */
  readonly where: Readonly<Record<string, string>>
}

/**
 * The key that the provider signs with: one, or several while it is being replaced, of which any may fit. It may also be
 * a function that gives them.
 */
export type WebhookSecret = Supplier<string | readonly string[]>

/** How a delivery is received. */
export interface WebhookOptions {
  /**
   * Bytes that a body may have. A larger one is refused without reading the rest.
   * @default 1_000_000
   */
  maxBytes?: number | undefined
}

/** How a signed delivery is received. */
export interface SignedWebhookOptions extends WebhookOptions {
  secret: WebhookSecret
}

/** How a body is signed. */
export interface SignOptions {
  /** Of several, the first one signs. */
  secret: WebhookSecret
}

/** How a body is signed by a scheme with a time. */
export interface TimedSignOptions extends SignOptions {
  /** When it is signed. Default: now. */
  at?: Date | undefined
}

/** A body as it came: text, bytes or a stream of them. What has been parsed is no longer what was sent. */
export type WebhookBody =
  | string
  | Uint8Array
  | ArrayBuffer
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array | string>

/** Headers of any server: of the Fetch API, or Node's. */
export type WebhookHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * A delivery as servers hand it over: a `Request`, the request of `node:http` and what is built on it, or an object with
 * the headers and the raw body.
 */
export type WebhookSource =
  | { readonly headers: WebhookHeaders; readonly body?: WebhookBody | null | undefined }
  | ({ readonly headers: WebhookHeaders } & AsyncIterable<Uint8Array | string>)

/**
 * The name of an event that the spec does not describe: any string but those it does. It is a type of its own, so that
 * `===` and `switch` leave it aside when they look for a described name. To compare it with another name, take it as a
 * string: `const name: string = event.eventType`.
 */
// Ambient, so nothing of it exists at run time: TypeScript has no other string type that excludes some strings.
declare enum OtherEventName {
  any = 'any other name',
}
export type { OtherEventName }
