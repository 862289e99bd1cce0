/** The request of an operation with the spec's examples, for samples that use no client. */
import type { Argument } from '../model.ts'
import type { SampleModel, SampleOperation } from './asked.ts'
import { exampleQuery } from './sample.ts'

/** Stands for a credential in samples: the mock takes any. */
export const demoCredential = 'demo'

/** The whole address of an operation at an origin such as the mock's, its query included. */
export function exampleUrl(model: SampleModel, operation: SampleOperation, origin: string): string {
  const { path, server, args } = operation
  const base = new URL(Object.values(model.servers[server]!)[0]!).pathname.replace(/\/$/, '')
  const values = [...args, ...model.clientParameters].map(
    ({ name, example }) => [name, String(example ?? 'example')] as const,
  )
  const filled = values.reduce(
    (text, [name, value]) => text.replace(`{${name}}`, encodeURIComponent(value)),
    path,
  )
  const query = new URLSearchParams([...queryPairs(operation), ...credentialsIn('query', model, operation)])
  const search = query.size > 0 ? `?${query.toString()}` : ''
  return `${origin}/${model.provider}${base}${filled}${search}`
}

/** The headers that carry the credentials of an operation. */
export function credentialHeaders(model: SampleModel, operation: SampleOperation): [string, string][] {
  return credentialsIn('header', model, operation)
}

function credentialsIn(
  place: 'header' | 'query',
  model: SampleModel,
  { anonymous }: SampleOperation,
): [string, string][] {
  const credentials = anonymous ? [] : model.credentials.filter((one) => one.in === place)
  return credentials.map(({ name, prefix = '', value = demoCredential }) => [name, prefix + value])
}

function queryPairs(operation: SampleOperation): [string, string][] {
  const writings = new Map(operation.query.map(({ name, writing }) => [name, writing]))
  return Object.entries(exampleQuery(operation) ?? {}).flatMap(([name, value]) =>
    written(name, value, writings.get(name)),
  )
}

function written(name: string, value: unknown, writing: Argument['writing']): [string, string][] {
  if (writing === 'commas' && Array.isArray(value)) return [[name, value.map(String).join(',')]]
  if (writing === 'spread') return Object.entries(value as object).map(([key, one]) => [key, String(one)])
  return [value].flat().map((one) => [name, String(one)])
}

/** The value of a text field of a form. */
export function fieldText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
