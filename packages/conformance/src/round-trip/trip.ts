/** One call from its arguments through the client to the mock and back. */
import type { Model, OperationModel } from '@parlance/compiler'
import { type AnyClient, type CallOutcome, clientOf } from '../client.ts'
import type { ContractOperation } from '../requests/contract.ts'
import type { Draft } from '../requests/draft.ts'
import { flatten, type SchemaNode } from '../generate/schema.ts'
import type { Target } from '../suite/target.ts'

/** What a client gave to `fetch`. */
export interface Sent {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly body: RequestInit['body']
}

/** What the call is to meet: the answer of the contract, one made from its schema, what is kept, or a declared error. */
export type Plan = 'example' | 'dynamic' | 'kept' | number

export interface Trip {
  readonly operation: OperationModel
  readonly contract: ContractOperation
  readonly draft: Draft
  readonly plan: Plan
  readonly sent: readonly Sent[]
  readonly outcome: CallOutcome
}

/** Takes trips with one client. */
export interface Traveller {
  take(operation: OperationModel, contract: ContractOperation, draft: Draft, plan: Plan): Promise<Trip>
}

/** A fetch that may be put in between, to plant a fault. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

const prefers: Readonly<Record<Exclude<Plan, number>, string | undefined>> = {
  example: undefined,
  dynamic: 'dynamic=true',
  kept: undefined,
}

/** What stands in the way of a call, where a fault is planted. */
export interface Obstacles {
  /** Between the client and what is recorded. */
  readonly atClient?: (fetch: Fetch) => Fetch
  /** Between what is recorded and the mock. */
  readonly atMock?: (fetch: Fetch) => Fetch
}

/** Takes trips to a target, with a client for each set of options, as path parameters may be among these. */
export function travellerTo(
  { model, origin, document, newcomer }: Pick<Target, 'model' | 'origin' | 'document' | 'newcomer'>,
  token: string,
  { atClient = (inner) => inner, atMock = (inner) => inner }: Obstacles = {},
): Traveller {
  const send = atMock((url, init) => globalThis.fetch(url, init))
  let sent: Sent[] = []
  const record: Fetch = (url, init) => {
    const { method = 'GET', headers, body } = init
    sent.push({ method, url: new URL(url), headers: new Headers(headers), body: body ?? null })
    return send(url, init)
  }
  const fetch = atClient(record)
  const clients = new Map<string, AnyClient>()
  const clientFor = async (draft: Draft): Promise<AnyClient> => {
    const options = optionsOf(model, draft, token)
    const key = JSON.stringify(options)
    const client = clients.get(key) ?? (await clientOf(model, origin, { ...options, fetch }))
    clients.set(key, client)
    return client
  }
  return {
    async take(operation, contract, draft, plan) {
      const client = await clientFor(draft)
      const prefer = typeof plan === 'number' ? `code=${plan}` : prefers[plan]
      const query = Object.keys(draft.query).length > 0 ? draft.query : undefined
      const body = draft.body && withFiles(document, contract, draft.body)
      sent = []
      const call = client.call(
        operation,
        { headers: { ...(prefer && { prefer }), ...newcomer?.() } },
        { path: draft.path, query, body },
      )
      const outcome = await call.safe()
      return { operation, contract, draft, plan, sent, outcome }
    },
  }
}

/** The options by which a client knows its credentials, and the path parameters that stand in its options. */
function optionsOf(
  { credentials, clientParameters }: Model,
  { path }: Draft,
  token: string,
): Record<string, unknown> {
  return Object.fromEntries([
    ...credentials.map(({ option }) => [option, token]),
    ...clientParameters
      .filter(({ name }) => name in path)
      .map(({ name, option }) => [option, String(path[name])]),
  ]) as Record<string, unknown>
}

/** The body with files where a form has them. */
function withFiles(
  document: unknown,
  { bodies }: ContractOperation,
  { mediaType, value }: NonNullable<Draft['body']>,
) {
  if (mediaType !== 'multipart/form-data') return value
  const flat = flatten(document, bodies.find((one) => one.mediaType === mediaType)!.schema)
  const properties = ((flat && flat.node['properties']) || {}) as Record<string, SchemaNode>
  const fields = Object.entries(value as object).map(([name, field]) => [
    name,
    toFile(document, properties[name], field),
  ])
  return Object.fromEntries(fields) as object
}

function toFile(document: unknown, schema: SchemaNode | undefined, field: unknown): unknown {
  const flat = schema && flatten(document, schema)
  if (!flat) return field
  if (Array.isArray(field)) return field.map((one) => toFile(document, flat.node['items'] as SchemaNode, one))
  return flat.node['format'] === 'binary' ? new Blob([String(field)]) : field
}
