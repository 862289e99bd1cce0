/** Arguments for calls, and the same as requests without a client. */
import { operationsOf, type OperationModel } from '@parlance/compiler'
import * as fc from 'fast-check'
import type { CallValues } from '../client.ts'
import type { ContractOperation } from '../requests/contract.ts'
import type { Draft } from '../requests/draft.ts'
import { validDrafts } from '../requests/valid.ts'
import { write } from '../requests/write.ts'
import { seedFor } from '../suite/settings.ts'
import { credentialHeaders } from '../suite/target.ts'
import type { Stage } from './agreement.ts'

/** An operation of which calls are made. */
export interface Callable {
  readonly operation: OperationModel
  readonly contract: ContractOperation
}

/** The operations of a stage that the settings ask for. */
export function callables({ model, operations, settings }: Stage): Callable[] {
  return operationsOf(model)
    .filter(({ id }) => settings.operation === undefined || settings.operation === id)
    .map((operation) => ({ operation, contract: operations.get(operation.id)! }))
}

/** Valid drafts for calls of an operation, always the same ones. */
export function draftsFor(stage: Stage, { operation, contract }: Callable, count: number): Draft[] {
  const mediaType = operation.body?.mediaType
  const drafts = validDrafts(contract, stage, mediaType === undefined ? {} : { mediaType })
  return fc.sample(drafts, { numRuns: count, seed: seedFor(stage.settings.seed, operation.id) })
}

/** A draft as the arguments of a call. */
export function valuesOf({ path, query, body }: Draft): CallValues {
  return { path, query: Object.keys(query).length > 0 ? query : undefined, body: body?.value }
}

/** The options that a client needs for path parameters of its own. */
export function optionsFor({ model }: Stage, { path }: Draft): Record<string, string> {
  const own = model.clientParameters.filter(({ name }) => name in path)
  return Object.fromEntries(own.map(({ name, option }) => [option, String(path[name])]))
}

/** A draft as a request without a client, with the credential that clients of the suite have. */
export function requestOf(
  stage: Stage,
  { contract }: Callable,
  draft: Draft,
  origin: string,
): [url: string, init: RequestInit] {
  const wire = write(contract, draft, credentialHeaders(stage.document, 'a-token'))
  const { method, headers, body = null } = wire
  return [origin + wire.target, { method, headers, body }]
}

/** A read that any client may make: the first of a single thing. */
export function anyRead(stage: Stage): Callable {
  const first = callables({ ...stage, settings: { ...stage.settings, operation: undefined } }).find(
    ({ operation }) => operation.method === 'GET' && !operation.anonymous && !operation.paging,
  )
  if (!first) throw new Error(`${stage.provider} has no read to try limits, tokens and redirects with.`)
  return first
}
