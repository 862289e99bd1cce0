import { credentialHeaders, exampleUrl, fieldText } from '@parlance/compiler/samples'
import { type Model, type OperationModel, operationsOf, readProvider } from '@parlance/compiler'

/** A request as plain data, which may go into a page. */
export interface Plain {
  /** What it is, for a message. */
  name: string
  provider: string
  /** Path and query below the provider's origin. */
  path: string
  method: string
  headers: Record<string, string>
  body?: string
  /** The fields of a form instead; those with a type are files. */
  form?: { name: string; value: string; type: string | undefined }[]
}

/** An answer as plain data; each byte of the body is a character. */
export interface Answer {
  status: number
  statusText: string
  headers: [name: string, value: string][]
  body: string
}

/** The default request of every operation of a provider: what its samples send. */
export function requestsOf(provider: string): Plain[] {
  const { model } = readProvider(provider)
  return operationsOf(model).map((operation) => requestOf(model, operation))
}

function requestOf(model: Model, operation: OperationModel): Plain {
  const { provider } = model
  const { id, method, body } = operation
  const { pathname, search } = new URL(exampleUrl(model, operation, 'http://mock.invalid'))
  const headers = Object.fromEntries(credentialHeaders(model, operation))
  const plain = { name: id, provider, path: pathname.slice(provider.length + 1) + search, method, headers }
  if (body?.example === undefined) return plain
  if (body.mediaType !== 'multipart/form-data') {
    const type = { 'content-type': body.mediaType }
    return { ...plain, headers: { ...headers, ...type }, body: JSON.stringify(body.example) }
  }
  const form = Object.entries(body.example as object).flatMap(([name, value]) =>
    [value].flat().map((one) => ({ name, value: fieldText(one), type: body.files[name] })),
  )
  return { ...plain, form }
}

/** Runs in Node and in pages alike, so it must stand for itself. */
export async function exchange(
  { method, headers, body, form }: Plain,
  send: (init: RequestInit) => Promise<Response>,
): Promise<Answer> {
  const data = new FormData()
  for (const { name, value, type } of form ?? []) {
    data.append(name, type === undefined ? value : new Blob([value], { type }))
  }
  const content = form ? data : body
  const response = await send({ method, headers, ...(content !== undefined && { body: content }) })
  return {
    status: response.status,
    statusText: response.statusText,
    headers: [...response.headers],
    body: new TextDecoder('latin1').decode(await response.arrayBuffer()),
  }
}

/** Headers that belong to a connection or a moment. */
const passing = new Set(['connection', 'date', 'keep-alive', 'transfer-encoding'])

/**
 * An answer without what is another each time: tokens and their ends, the moment, and the origin that links have.
 *
 * @param origin where the mock that gave it was called
 */
export function comparable({ headers, body, ...rest }: Answer, origin: string): object {
  const text = body
    .replaceAll(origin, 'http://mock')
    .replaceAll(/"(\w*(?:token|expires)\w*)":("[^"]*"|\d+)/gi, '"$1":"another"')
  const kept = headers
    .filter(([name]) => !passing.has(name) && (name !== 'content-length' || text === body))
    .map(([name, value]) => [name, value.replaceAll(origin, 'http://mock')])
  return { ...rest, headers: Object.fromEntries(kept) as object, body: text }
}
