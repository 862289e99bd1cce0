import type { Encoder } from './bodies.ts'
import type { Checker } from './checks.ts'
import type { Decoder } from './files.ts'
import type { BodyLinkPaging, LinkPaging, PageNumberPaging } from './next-page.ts'
import type { Placer } from './policies/auth.ts'
import type { Gate } from './policies/limit.ts'
import type { TokenFlow } from './policies/token.ts'
import type { Place } from './place.ts'
import type { QueryShape } from './query.ts'
import type { RedirectPolicy } from './redirects.ts'
import type { Concealer } from './secret-query.ts'

/** How a list operation pages: the spec's `x-redoclyPagination` with what its parameters declare. */
export type Paging = (PageNumberPaging | LinkPaging | BodyLinkPaging) & {
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
  /** How its query becomes parameters where that is not plain: `shapeQuery(…)`. */
  readonly shape?: QueryShape
  /** Which of {@link ApiDefinition.servers} it is served by. Default 0. */
  readonly server?: number
  /** Set when its query holds a secret, which must not show in the URL of its response. */
  readonly conceal?: Concealer
  /** `true` when sending it again after an unclear outcome does no harm: `x-retry-safety` is not `unsafe`. */
  readonly resend?: boolean
  /** `true` when the call carries no credentials. */
  readonly anonymous?: boolean
  /** `true` when no body is documented for its successes: whatever comes is dropped, and the data is `undefined`. */
  readonly bodiless?: boolean
  /** Media types of its answers, those of errors with a lower weight, where a success is not always JSON. */
  readonly accept?: string
  /** How a success is read where it is not always JSON: `file`. */
  readonly decode?: Decoder
  readonly paging?: Paging
  /** Rules that are documented beyond doubt: `checks(…)` refuses what breaks them. */
  readonly check?: Checker
  /** Budgets of its own, kept by {@link ApiDefinition.gate}: name → where the key that it counts under stands. */
  readonly limits?: Readonly<Record<string, readonly Place[]>>
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
  /** Name of the header, or of the query parameter. */
  readonly name: string
  /** What stands in front of it: `Bearer `. */
  readonly prefix?: string
  /** How it is placed where that is not a header: `inQuery`. */
  readonly place?: Placer
  /** How the client makes it itself, from other credentials: `tokenFlow(…)`. */
  readonly flow?: TokenFlow
}

/** JSON that may have any property at any depth. */
export interface Nested {
  readonly [name: string]: Nested | undefined
}

/** What the kernel must know of a provider besides its operations. Generated. */
export interface ApiDefinition {
  readonly provider: string
  /** One entry per distinct set of servers: environment → URL. The first is the API's own. */
  readonly servers: readonly Readonly<Record<string, string>>[]
  readonly credentials: readonly CredentialScheme[]
  /**
   * How redirects are followed when a credential stands elsewhere than in `Authorization`: platforms take only that one
   * away before they go to another origin.
   */
  readonly redirects?: RedirectPolicy
  /** Set when a credential stands in the query. */
  readonly conceal?: Concealer
  /** Path parameters that a client option supplies on every call: parameter → option. */
  readonly clientParameters: Readonly<Record<string, string>>
  /** Where the human sentence may stand in an error body: what is found there, in order. */
  readonly errorMessage: (body: Nested | undefined) => readonly unknown[]
  /** The provider's documented budgets for all of a client's requests. */
  readonly limits?: readonly RateLimit[]
  /** What holds calls back, if not only those do: `limitOperations(…)`, where operations have budgets of their own. */
  readonly gate?: Gate
  /** Response header with the provider's id of a request. */
  readonly requestIdHeader?: string
}
