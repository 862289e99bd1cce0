/** Whether a request carries the credentials that an operation asks for. Whether they are good is not asked here. */
import {
  type OpenApiDocument,
  type OperationObject,
  resolve,
  type SecurityRequirement,
  type SecuritySchemeObject,
} from '../document.ts'
import type { Question } from './question.ts'

type Scheme = SecuritySchemeObject & { key: string }

/** The violation of a request without credentials, or `undefined` when it has them. */
export type SecurityCheck = (question: Question) => string | undefined

/** What a request to an operation has to carry. An operation that may be called without credentials takes any. */
export function createSecurityCheck(document: OpenApiDocument, operation: OperationObject): SecurityCheck {
  const requirements = operation.security ?? document.security ?? []
  const alternatives = requirements.map((requirement) => schemesOf(document, requirement))
  if (alternatives.length === 0 || alternatives.some((schemes) => schemes.length === 0))
    return () => undefined
  const wanted = alternatives.map((schemes) => schemes.map(nameOf).join(' and ')).join(' or ')
  const problem = `credentials are missing: this operation needs ${wanted}`
  return (question) =>
    alternatives.some((schemes) => schemes.every((scheme) => isCarried(scheme, question)))
      ? undefined
      : problem
}

/** Schemes that the document does not describe cannot be asked for. */
function schemesOf(document: OpenApiDocument, requirement: SecurityRequirement): Scheme[] {
  const known = document.components?.securitySchemes ?? {}
  return Object.keys(requirement).flatMap((key) => {
    const node = known[key]
    return node ? [{ ...resolve<SecuritySchemeObject>(document, node), key }] : []
  })
}

/** E.g. `apiKey in header Authorization (Token)`. */
function nameOf({ key, type, name, in: place, scheme }: Scheme): string {
  if (type === 'apiKey') return `apiKey in ${place} ${name} (${key})`
  return `${scheme ? `${type} ${scheme.toLowerCase()}` : type} (${key})`
}

function isCarried(scheme: Scheme, { headers, query }: Question): boolean {
  if (scheme.type === 'apiKey') return hasKey(scheme, headers, query)
  const authorization = String(headers['authorization'] ?? '')
  if (scheme.type === 'oauth2' || scheme.type === 'openIdConnect') return isBearer(authorization)
  if (scheme.type !== 'http') return true
  const kind = scheme.scheme?.toLowerCase() ?? ''
  return httpSchemes[kind]?.(authorization) ?? true
}

function hasKey({ in: place, name = '' }: Scheme, headers: Question['headers'], query: Question['query']) {
  if (place === 'query') return Boolean(query[name])
  if (place === 'header') return Boolean(headers[name.toLowerCase()])
  const cookies = String(headers['cookie'] ?? '').split(/;\s*/)
  return cookies.some((cookie) => cookie.startsWith(`${name}=`) && cookie.length > name.length + 1)
}

/** The HTTP schemes that can be recognized; others pass. */
const httpSchemes: Record<string, ((authorization: string) => boolean) | undefined> = {
  bearer: isBearer,
  basic: isBasic,
  digest: (authorization) =>
    /^digest\s/i.test(authorization) && digestParts.every((part) => part.test(authorization)),
}

const digestParts = ['username', 'realm', 'nonce', 'uri', 'response'].map((part) => new RegExp(`\\b${part}=`))

function isBearer(authorization: string): boolean {
  return /^bearer\s+\S/i.test(authorization)
}

/** A password may have colons of its own. */
function isBasic(authorization: string): boolean {
  const [, token = ''] = /^basic\s+(\S+)$/i.exec(authorization) ?? []
  return Buffer.from(token, 'base64').includes(':')
}
