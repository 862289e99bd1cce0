import type { Document, OperationObject, SecurityScheme } from '../document.ts'
import type { Credential, OperationModel } from '../model.ts'
import type { ServerSets } from './servers.ts'
import { readTokenFlow } from './token-flow.ts'

/**
 * The credentials that the calls of a client carry, from the security that is in force for the whole document. An
 * operation may need none of them, or scopes of its own, but no other scheme.
 */
export function readCredentials(
  document: Document,
  operations: OperationModel[],
  servers: ServerSets,
): Credential[] {
  const names = schemesOf(document.security)
  for (const operation of Object.values(document.paths).flatMap((item) => Object.values(item))) {
    const { operationId, security } = operation as Partial<OperationObject>
    const other = schemesOf(security).find((name) => !names.includes(name))
    if (other)
      throw new Error(
        `${operationId}: the client cannot use the scheme ${other}, which only this operation has.`,
      )
  }
  return names.map((name) => {
    const scheme = document.components?.securitySchemes?.[name]
    const flow = scheme && readTokenFlow(name, scheme, operations, servers)
    return readScheme(name, scheme, flow)
  })
}

function schemesOf(security: Record<string, string[]>[] = []): string[] {
  return [...new Set(security.flatMap((requirement) => Object.keys(requirement)))]
}

function readScheme(name: string, scheme: SecurityScheme | undefined, flow: Credential['flow']): Credential {
  const option = scheme?.['x-client-option']
  const place = scheme && placeOf(scheme)
  if (!option || !place) {
    throw new Error(
      `The client cannot use the security scheme ${name}: it must be an apiKey in header or query, a bearer token or OAuth 2.0, with x-client-option.`,
    )
  }
  return { option, ...place, description: scheme.description ?? '', flow }
}

function placeOf({
  type,
  in: place,
  name,
  scheme,
}: SecurityScheme): Omit<Credential, 'option' | 'description' | 'flow'> | undefined {
  const isBearer = type === 'oauth2' || (type === 'http' && scheme?.toLowerCase() === 'bearer')
  if (isBearer) return { in: 'header', name: 'Authorization', prefix: 'Bearer ' }
  if (type !== 'apiKey' || !name || (place !== 'header' && place !== 'query')) return undefined
  return { in: place, name, prefix: undefined }
}
