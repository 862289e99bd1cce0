import type { Encoder } from './bodies.ts'
import type { TokenFlow } from './policies/token.ts'

/**
 * How a list operation pages: the spec's `x-redoclyPagination` with what its parameters declare.
 * `link` follows the `Link` header, `body-link` a URL in the body, `page` counts up a page number.
 */
export type Paging = PageNumberPaging | LinkPaging

/** Pages by number; a page that is not full is the last one. */
export interface PageNumberPaging {
  readonly style: 'page'
  /** Query parameter that holds the page number. */
  readonly offsetParam: string
  /** Query parameter that holds the page size. */
  readonly limitParam: string
  /** Page size in force when the caller names none. */
  readonly limitDefault: number
  /** Largest page size the provider documents. */
  readonly limitMax?: number
  /** JSON Pointer to the items; empty when the body is the array itself. */
  readonly items: string
}

/** Pages by the URL of the next page; without one, the page is the last. */
export interface LinkPaging {
  readonly style: 'link' | 'body-link'
  /** JSON Pointer to that URL, for `body-link`. */
  readonly nextLink?: string
  /** Query parameters that hold credentials: a link that repeats them is followed without. */
  readonly secrets?: readonly string[]
  /** JSON Pointer to the items; empty when the body is the array itself. */
  readonly items: string
}

/** One operation of a provider as data. Generated; the kernel reads nothing else about an operation. */
export interface Operation {
  /** `<resource>.<verb>`, the name under which users call it. */
  readonly id: string
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS'
  /** Path template below the server, `/clients/{client_id}/shipments/{id}`. */
  readonly path: string
  /** Path parameters that are positional arguments, in order. */
  readonly args?: readonly string[]
  /** What the argument after the path parameters is, if there is one before the options. */
  readonly input?: 'body' | 'query'
  /** Media type of the body when it is JSON of another name than `application/json`. */
  readonly contentType?: string
  /** How the body is written when it is not JSON. */
  readonly encode?: Encoder
  /** Query parameters whose value is written with commas, where repeating the name is the rule. */
  readonly commas?: readonly string[]
  /** Query parameters whose properties are parameters themselves: free filters. */
  readonly spread?: readonly string[]
  /** Which of {@link ApiDefinition.servers} it is served by. Default 0. */
  readonly server?: number
  /** `true` when its query holds a secret, which must not show in the URL of its response. */
  readonly secretQuery?: boolean
  /** `true` when sending it again after an unclear outcome does no harm: `x-retry-safety` is not `unsafe`. */
  readonly resend?: boolean
  /** `true` when the call carries no credentials. */
  readonly anonymous?: boolean
  /** `true` when no body is documented for its successes: whatever comes is dropped, and the data is `undefined`. */
  readonly bodiless?: boolean
  readonly paging?: Paging
}

/** A documented budget: at most `requests` in any `window` of seconds. */
export interface RateLimit {
  readonly name: string
  readonly requests: number
  /** Seconds. */
  readonly window: number
}

/** A credential and the place in a request where it goes. */
export interface CredentialScheme {
  /** Client option that supplies it. */
  readonly option: string
  readonly in: 'header' | 'query'
  /** Name of the header or query parameter. */
  readonly name: string
  /** What stands in front of it: `Bearer `. */
  readonly prefix?: string
  /** How the client makes it itself, from other credentials: `tokenFlow(…)`. */
  readonly flow?: TokenFlow
}

/** What the kernel must know of a provider besides its operations. Generated. */
export interface ApiDefinition {
  readonly provider: string
  /** One entry per distinct set of servers: environment → URL. The first is the API's own. */
  readonly servers: readonly Readonly<Record<string, string>>[]
  readonly credentials: readonly CredentialScheme[]
  /** Path parameters that a client option supplies on every call: parameter → option. */
  readonly clientParameters: Readonly<Record<string, string>>
  /** JSON Pointers to the human sentence in an error body, tried in order. */
  readonly errorMessage: readonly string[]
  /** The provider's documented budgets for all of a client's requests. */
  readonly limits?: readonly RateLimit[]
  /** Response header with the provider's id of a request. */
  readonly requestIdHeader?: string
}
