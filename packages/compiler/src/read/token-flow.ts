import type { SecurityScheme } from '../document.ts'
import { descriptor } from '../descriptor.ts'
import { Helper } from '../helper.ts'
import type { OperationModel, TokenFlowModel } from '../model.ts'
import type { ServerSets } from './servers.ts'

/** Reads how a client can make the token of a scheme itself, or nothing when it cannot. */
export function readTokenFlow(
  name: string,
  scheme: SecurityScheme,
  operations: OperationModel[],
  servers: ServerSets,
): TokenFlowModel | undefined {
  const flow = scheme['x-token-flow']
  if (!flow) return undefined
  // Which scopes there are concerns the mock; a token has those of its owner.
  const { create, refresh, credentials, scopes: _, ...rest } = flow
  const tokenUrl = scheme.flows?.clientCredentials?.tokenUrl
  if (!credentials || !rest.token || (create === undefined && tokenUrl === undefined)) return undefined
  const find = (id: string) => {
    const operation = operations.find((one) => one.id === id)
    if (!operation) throw new Error(`The x-token-flow of ${name} names ${id}, which is no operation.`)
    return descriptor(operation)
  }
  const endpoint = tokenUrl === undefined ? undefined : tokenEndpoint(tokenUrl, servers)
  return {
    options: Object.values(credentials),
    kernel: {
      ...(create === undefined ? { create: endpoint, clientCredentials: true } : { create: find(create) }),
      ...(refresh !== undefined && { refresh: find(refresh) }),
      credentials,
      ...rest,
    },
  }
}

/** An OAuth 2.0 token endpoint as an operation on a server of its own, the same in every environment. */
function tokenEndpoint(tokenUrl: string, servers: ServerSets): Record<string, unknown> {
  const { origin, pathname } = new URL(tokenUrl)
  return {
    id: 'oauth.token',
    method: 'POST',
    path: pathname,
    input: 'body',
    encode: new Helper('urlEncoded'),
    server: servers.everywhere(origin),
    anonymous: true,
  }
}
