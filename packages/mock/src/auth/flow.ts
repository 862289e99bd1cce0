/** How tokens of a scheme are made: `x-token-flow`, and the client credentials flow of OAuth 2.0. */
import { type OpenApiDocument, resolve, type SecuritySchemeObject } from '../document.ts'
import { fewestScopes } from './scopes.ts'

/** The token flow of one security scheme. Pointers lead into the answer that brings the token. */
export interface TokenFlow {
  readonly scheme: string
  /** Operations that make a token from credentials, and from a refresh token. */
  readonly create: string | undefined
  readonly refresh: string | undefined
  /** Path of the OAuth 2.0 token endpoint, where no operation is declared for it. */
  readonly endpoint: string | undefined
  readonly isJwt: boolean
  readonly token: string
  readonly refreshToken: string | undefined
  readonly expiresAt: string | undefined
  readonly expiresIn: string | undefined
  /** Seconds. */
  readonly lifetime: number
  /** Statuses by which an expired token is refused, the documented one first. */
  readonly expiredStatuses: readonly number[]
  /** Scopes in ascending order, each of which includes those before; empty when they stand side by side. */
  readonly ladder: readonly string[]
  /** Every scope that can be asked for. */
  readonly scopes: readonly string[]
  /** What is granted when no scope is asked for; empty when the answer's example says it. */
  readonly defaultScopes: readonly string[]
  /** Fields of the request that name the client and prove it. */
  readonly credentials: readonly string[]
}

interface TokenFlowObject {
  create?: string
  refresh?: string
  token?: string
  refreshToken?: string
  expiresAt?: string
  expiresIn?: string
  lifetime?: number
  expiredStatuses?: number[]
  scopes?: string[]
  credentials?: Record<string, string>
}

interface FlowingScheme extends SecuritySchemeObject {
  bearerFormat?: string
  flows?: { clientCredentials?: { tokenUrl?: string; scopes?: Record<string, string> } }
  'x-token-flow'?: TokenFlowObject
}

/** The token flows of a document. */
export function readTokenFlows(document: OpenApiDocument): TokenFlow[] {
  return Object.entries(document.components?.securitySchemes ?? {}).flatMap(([name, node]) => {
    const flow = readFlow(name, resolve<FlowingScheme>(document, node))
    return flow ? [flow] : []
  })
}

function readFlow(name: string, scheme: FlowingScheme): TokenFlow | undefined {
  const told = scheme['x-token-flow'] ?? {}
  const oauth = scheme.type === 'oauth2' ? scheme.flows?.clientCredentials : undefined
  const endpoint = told.create === undefined && oauth?.tokenUrl ? pathOf(oauth.tokenUrl) : undefined
  if (told.create === undefined && endpoint === undefined) return undefined
  const declared = Object.keys(oauth?.scopes ?? {})
  return {
    scheme: name,
    create: told.create,
    refresh: told.refresh,
    endpoint,
    isJwt: scheme.bearerFormat?.toUpperCase() === 'JWT',
    token: told.token ?? '/access_token',
    refreshToken: told.refreshToken,
    expiresAt: told.expiresAt,
    expiresIn: told.expiresIn ?? (endpoint === undefined ? undefined : '/expires_in'),
    lifetime: told.lifetime ?? 3600,
    expiredStatuses: told.expiredStatuses ?? [401],
    ladder: told.scopes ?? [],
    scopes: told.scopes ?? declared,
    defaultScopes: told.scopes ? [] : fewestScopes(declared),
    credentials: Object.keys(told.credentials ?? { client_id: '', client_secret: '' }),
  }
}

function pathOf(url: string): string | undefined {
  return URL.parse(url, 'http://origin.invalid/')?.pathname
}
