/** Whether real requests and responses keep to a contract, by the same validators by which the mock judges. */
import type { IncomingHttpHeaders } from 'node:http'
import { readAliases } from '../aliases.ts'
import { readTokenFlows } from '../auth/flow.ts'
import { type Compilers, createCompilers } from '../judge/compile.ts'
import { memo } from '../memo.ts'
import type { Operation } from '../operation.ts'
import type { Provider } from '../provider.ts'
import type { Match } from '../routes.ts'
import { findMatch } from '../steps/route.ts'
import { type Finding, toFindings } from './finding.ts'
import { createRequestCheck } from './request-check.ts'
import { type Answered, createResponseCheck } from './response-check.ts'

/** A request as it came. */
export interface Asked {
  readonly method: string
  /** Still percent-encoded. */
  readonly path: string
  /** What follows the `?`, still encoded. */
  readonly query: string
  readonly headers: IncomingHttpHeaders
  /** The bytes, without content coding; nothing when they were not read. */
  readonly body: Buffer | undefined
}

/** What the contract says about a request. */
export interface Opinion {
  /** Operation id; method and path where the contract has no operation. */
  readonly name: string
  readonly operation: Operation | undefined
  readonly findings: readonly Finding[]
  /** By which statuses the request would have to be refused, best first. */
  readonly statuses: readonly number[]
}

export interface Contract {
  /** The operation of a request. */
  find(asked: Pick<Asked, 'method' | 'path'>): Operation | undefined
  request(asked: Asked): Opinion
  response(operation: Operation, answered: Answered): Finding[]
  /** The schema of the body of a request, when there is one. */
  requestSchema(operation: Operation, contentType: string | undefined): unknown
  /** The schema of the body of a response, when there is one. */
  responseSchema(operation: Operation, status: number, contentType: string | undefined): unknown
}

/** What a request broke, and the statuses for it. */
export interface Broken {
  readonly violations: Parameters<typeof toFindings>[2]
  readonly statuses: readonly number[]
}

/** The contract of a provider. Schemas are compiled when they are first needed. */
export function createContract({ document, routes }: Provider): Contract {
  const requests: Compilers = createCompilers(document, 'request')
  const responses: Compilers = createCompilers(document, 'response')
  const requestCheckOf = memo((operation: Operation) => createRequestCheck(document, operation, requests))
  const responseCheckOf = memo((operation: Operation) => createResponseCheck(document, operation, responses))
  const aliasOf = readAliases(document) ?? (() => undefined)
  const tokenPaths = new Set(readTokenFlows(document).map(({ endpoint }) => endpoint))
  const match = (asked: Pick<Asked, 'method' | 'path'>): Match | undefined => {
    return routes.wrongSuffix(asked.path) === undefined ? findMatch(routes, aliasOf, asked) : undefined
  }
  const unknown = ({ method, path, headers }: Asked): Broken => {
    const allowed = routes.allowed(path)
    const isPreflight = method === 'OPTIONS' && headers['access-control-request-method'] !== undefined
    // Neither is described as an operation.
    if (isPreflight || tokenPaths.has(path)) return { violations: [], statuses: [] }
    const isKnown = allowed.length > 0
    const message = isKnown ? `must be one of ${allowed.join(', ')}` : 'is not in the contract'
    return { violations: [{ path: [isKnown ? 'method' : 'path'], message }], statuses: [isKnown ? 405 : 404] }
  }
  return {
    find: (asked) => match(asked)?.operation,
    request(asked) {
      const matched = match(asked)
      const operation = matched?.operation
      const name = operation?.id ?? `${asked.method} ${asked.path}`
      const { violations, statuses } = matched
        ? requestCheckOf(matched.operation).violations(asked, matched.params)
        : unknown(asked)
      return { name, operation, findings: toFindings('request', name, violations), statuses }
    },
    response(operation, answered) {
      return toFindings('response', operation.id, responseCheckOf(operation).violations(answered))
    },
    requestSchema: (operation, type) => requestCheckOf(operation).schemaOf(type),
    responseSchema: (operation, status, type) => responseCheckOf(operation).schemaOf(status, type),
  }
}
