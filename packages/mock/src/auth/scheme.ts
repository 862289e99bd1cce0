/** Security schemes of a document, and what a request shows of them. */
import type { IncomingHttpHeaders } from 'node:http'
import { parse } from 'node:querystring'
import { type OpenApiDocument, resolve, type SecuritySchemeObject } from '../document.ts'

/** What of a request may carry a credential. */
export interface Carrier {
  readonly headers: IncomingHttpHeaders
  /** What follows the `?`, still encoded. */
  readonly query: string
}

/** A way to show who is calling. */
export interface Scheme {
  readonly name: string
  /** The credential that a request carries for this scheme, if it carries one. */
  readonly read: (carrier: Carrier) => string | undefined
}

/** The security schemes of a document by name. */
export function readSchemes(document: OpenApiDocument): Map<string, Scheme> {
  const schemes = new Map<string, Scheme>()
  for (const [name, node] of Object.entries(document.components?.securitySchemes ?? {})) {
    const read = reader(resolve<SecuritySchemeObject>(document, node))
    if (read) schemes.set(name, { name, read })
  }
  return schemes
}

function reader({
  type,
  in: place,
  name = '',
  scheme = '',
}: SecuritySchemeObject): Scheme['read'] | undefined {
  if (type === 'oauth2' || type === 'openIdConnect') return fromAuthorization('bearer')
  if (type === 'http') return fromAuthorization(scheme.toLowerCase())
  if (type !== 'apiKey') return undefined
  if (place === 'query') return ({ query }) => first(parse(query)[name])
  if (place === 'cookie') return ({ headers }) => cookie(headers.cookie, name)
  const header = name.toLowerCase()
  return ({ headers }) => first(headers[header])
}

function fromAuthorization(scheme: string): Scheme['read'] {
  const length = scheme.length + 1
  return ({ headers: { authorization } }) => {
    if (authorization?.slice(0, length).toLowerCase() !== `${scheme} `) return undefined
    return authorization.slice(length).trim() || undefined
  }
}

function first(value: string | string[] | undefined): string | undefined {
  return (Array.isArray(value) ? value[0] : value) || undefined
}

function cookie(header: string | undefined, name: string): string | undefined {
  const pair = header?.split(';').find((part) => part.slice(0, part.indexOf('=')).trim() === name)
  return pair?.slice(pair.indexOf('=') + 1).trim() || undefined
}

/** The first credential that a request carries. */
export function credentialOf(schemes: readonly Scheme[], carrier: Carrier): string | undefined {
  for (const { read } of schemes) {
    const credential = read(carrier)
    if (credential !== undefined) return credential
  }
  return undefined
}
