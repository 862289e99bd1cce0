/** What drills fire at: a provider of the mock, with a read and a write that it takes. */
import { type Bundle, examplesOf, follow, type Node } from './bundle.ts'
import { shapesOf } from './shape.ts'

/** A request that the provider takes. */
export interface Good {
  readonly method: string
  /** From the root of the mock. */
  readonly path: string
  /** Lines, credentials among them, and the length of the body. */
  readonly headers: readonly string[]
  readonly body: string
}

/** A provider to fire at. */
export interface Target {
  readonly provider: string
  /** Where the mock listens. */
  readonly origin: string
  readonly operations: number
  /** A list or something like it, without parameters that have to be there. */
  readonly read: Good
  /** Something with JSON as its body. */
  readonly write: Good
  /** Path below which the provider's operations are, from the root of the mock. */
  readonly base: string
  /** How its errors look: see `shape.ts`. */
  readonly shapes: ReadonlySet<string>
}

interface Operation {
  readonly method: string
  readonly path: string
  readonly node: Node
  readonly parameters: readonly Node[]
}

/** Finds out what to fire at. */
export function targetOf({ provider, document }: Bundle, origin: string): Target {
  const operations = operationsOf(document)
  const [server] = (document['servers'] ?? []) as { url: string }[]
  const base = `/${provider}${new URL(server!.url).pathname.replace(/\/$/, '')}`
  const credentials = credentialsOf(document)
  const good = (one: Operation, body = '', type = ''): Good => ({
    method: one.method,
    path: base + filled(one),
    headers: [
      ...credentials,
      ...(type === '' ? [] : [`Content-Type: ${type}`, `Content-Length: ${Buffer.byteLength(body)}`]),
    ],
    body,
  })
  const read = operations.find((one) => one.method === 'GET' && isPlain(one))
  const write = operations.find(
    (one) => one.method === 'POST' && isPlain(one) && bodyOf(document, one) !== undefined,
  )
  if (!read || !write) throw new Error(`${provider} has no operation that the drills could use.`)
  return {
    provider,
    origin,
    operations: operations.length,
    base,
    read: good(read),
    write: good(write, JSON.stringify(bodyOf(document, write)), 'application/json'),
    shapes: shapesOf(
      document,
      operations.map(({ node }) => node),
    ),
  }
}

function operationsOf(document: Node): Operation[] {
  return Object.entries(document['paths'] as Node).flatMap(([path, item]) => {
    const shared = follow(document, item)
    // A path with a server of its own is somewhere else.
    if (shared['servers'] !== undefined) return []
    return Object.entries(shared).flatMap(([method, operation]) => {
      const node = follow(document, operation)
      if (node['responses'] === undefined) return []
      const parameters = [shared['parameters'], node['parameters']].flatMap((some) =>
        ((some ?? []) as unknown[]).map((one) => follow(document, one)),
      )
      return [{ method: method.toUpperCase(), path, node, parameters }]
    })
  })
}

/** Whether it needs credentials, and besides them no more than its path and body say. */
function isPlain({ node, parameters }: Operation): boolean {
  const isAnonymous = Array.isArray(node['security']) && node['security'].length === 0
  const needed = parameters.filter((one) => one['in'] !== 'path' && one['required'] === true)
  return !isAnonymous && node['servers'] === undefined && needed.length === 0
}

function bodyOf(document: Node, { node }: Operation): unknown {
  const content = follow(document, node['requestBody'])['content'] as Node | undefined
  const media = content?.['application/json']
  return media === undefined ? undefined : examplesOf(document, follow(document, media))[0]
}

function filled({ path, parameters }: Operation): string {
  return path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => {
    const parameter = parameters.find((one) => one['in'] === 'path' && one['name'] === name)
    const schema = (parameter?.['schema'] ?? {}) as Node
    return encodeURIComponent(String(parameter?.['example'] ?? schema['example']))
  })
}

/** A credential of every kind that the document knows: the mock takes any. */
function credentialsOf(document: Node): string[] {
  const schemes = Object.values(((document['components'] as Node)['securitySchemes'] ?? {}) as Node)
  return schemes.map((one) => {
    const scheme = follow(document, one)
    return scheme['type'] === 'apiKey' ? `${String(scheme['name'])}: any` : 'Authorization: Bearer any'
  })
}
