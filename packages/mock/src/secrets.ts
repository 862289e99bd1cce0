/** Finds what is secret in traffic, so that it can be left out of records. */
import { readSchemes } from './auth/scheme.ts'
import { isObject, type OpenApiDocument, resolve } from './document.ts'

/** What stands for a secret. It may stand in an address, too. */
export const redacted = 'REDACTED'

/** Names that are secret wherever they stand, whether a contract says so or not. */
const secretNames =
  /^(?:(?:access|refresh|id|auth|bearer|session)[_-]?token|token|client[_-]?secret|secret|password|passwd|api[_-]?key|authorization|assertion)$/i

/** Headers that hold credentials by HTTP itself, or by custom. */
const secretHeaders =
  /^(?:proxy-)?authorization$|^(?:set-)?cookie$|(?:^|-)(?:token|secret|password|api-?key)(?:-|$)/i

/** Whether a name says that its value is secret. */
export function isSecretName(name: string): boolean {
  return secretNames.test(name)
}

/** Whether the value of a header is secret. */
export function isSecretHeader(name: string, own: ReadonlySet<string>): boolean {
  return secretHeaders.test(name) || own.has(name.toLowerCase())
}

/** Where the credentials of a document are, besides where everybody's are. */
export interface Places {
  /** In lower case. */
  readonly headers: ReadonlySet<string>
  readonly query: ReadonlySet<string>
  /** The credentials that a request carries. */
  read(carrier: { headers: NodeJS.Dict<string | string[]>; query: string }): string[]
}

/** The places of all security schemes. */
export function readPlaces(document: OpenApiDocument): Places {
  const headers = new Set<string>()
  const query = new Set<string>()
  for (const node of Object.values(document.components?.securitySchemes ?? {})) {
    const {
      type,
      in: place,
      name = '',
    } = resolve<{ type: string; in?: string; name?: string }>(document, node)
    if (type === 'apiKey' && place === 'header') headers.add(name.toLowerCase())
    if (type === 'apiKey' && place === 'query') query.add(name)
  }
  const schemes = [...readSchemes(document).values()]
  return { headers, query, read: (carrier) => schemes.flatMap((scheme) => scheme.read(carrier) ?? []) }
}

/**
 * The secrets in a body: text that a schema calls `format: password`, and text whose name says so.
 *
 * @param schema - What the contract says of the body, if it says anything.
 */
export function secretsIn(document: OpenApiDocument, schema: unknown, body: unknown): Set<string> {
  const found = new Set<string>()
  const seen = new Map<unknown, Set<unknown>>()
  const take = (value: unknown): void => {
    if (typeof value === 'string' && value !== '') found.add(value)
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(take)
  }
  const look = (node: unknown, value: unknown): void => {
    if (!isObject(node) || isSeen(seen, node, value)) return
    const { format, properties, additionalProperties, items, ...rest } = resolve<Record<string, unknown>>(
      document,
      node,
    )
    if (format === 'password') return take(value)
    for (const part of [rest['allOf'], rest['anyOf'], rest['oneOf']].flat()) look(part, value)
    for (const [key, child] of childrenOf(value)) {
      const own = isObject(properties) ? properties[key] : undefined
      look(Array.isArray(value) ? items : (own ?? additionalProperties), child)
    }
  }
  const lookByName = (value: unknown): void => {
    for (const [key, child] of childrenOf(value)) {
      if (isSecretName(key)) take(child)
      lookByName(child)
    }
  }
  look(schema, body)
  lookByName(body)
  return found
}

/** Schemas may refer to themselves; each looks at each value once. */
function isSeen(seen: Map<unknown, Set<unknown>>, node: unknown, value: unknown): boolean {
  const values = seen.get(node) ?? new Set()
  seen.set(node, values)
  return values.size === values.add(value).size
}

function childrenOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}
