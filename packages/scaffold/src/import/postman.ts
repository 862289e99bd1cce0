/** From a Postman collection to an OpenAPI document, with what only a collection has told in the notes. */
import { convert } from '@scalar/postman-to-openapi'
import { ScaffoldError } from '../errors.ts'
import type { Notes } from './notes.ts'
import type { Source } from './read.ts'
import { packSaved, tidyConverted } from './saved-examples.ts'
import { isNode, listAt, type Node, nodeAt, textAt } from './tree.ts'

const version = /\/v2\.[01](\.\d+)?\//

/**
 * Converts a collection of version 2.0 or 2.1.
 *
 * @throws {ScaffoldError} when it is of another version, has no requests or cannot be read.
 */
export function fromPostman(source: Source, notes: Notes): Node {
  const { document, file, placeOf } = source
  const schema = textAt(nodeAt(document, 'info'), 'schema')
  if (schema === undefined || !version.test(schema)) {
    throw new ScaffoldError(
      `${placeOf(['info', 'schema'])}: this collection is of version ${schema ?? 'unknown'}. Export it as version 2.1 and import that.`,
    )
  }
  const requests = requestsOf(document)
  if (requests.length === 0) throw new ScaffoldError(`${file} has no requests.`)
  noteWhatIsLeft(document, requests, notes)
  const filled = fillVariables(document, notes)
  try {
    return tidyConverted(structuredClone(convert(packAll(filled) as never)) as unknown as Node, notes)
  } catch (cause) {
    throw new ScaffoldError(`${file} cannot be read as a collection: ${(cause as Error).message}.`, { cause })
  }
}

/** A request with the folders it is in. */
interface Found {
  name: string
  item: Node
}

function requestsOf(group: Node, above: string[] = []): Found[] {
  return listAt(group, 'item').flatMap((item) => {
    const name = [...above, textAt(item, 'name') ?? 'without a name']
    return Array.isArray(item['item']) ? requestsOf(item, name) : [{ name: name.join(' / '), item }]
  })
}

function packAll(group: Node): Node {
  const items = listAt(group, 'item').map((item) =>
    Array.isArray(item['item']) ? packAll(item) : packSaved(item),
  )
  return { ...group, item: items }
}

function noteWhatIsLeft(collection: Node, requests: Found[], notes: Notes): void {
  const scripted = [{ name: 'the collection', item: collection }, ...requests]
  for (const { name, item } of scripted) {
    if (listAt(item, 'event').some((event) => nodeAt(event, 'script'))) notes.lose('Scripts of Postman', name)
  }
  for (const { name, item } of requests) {
    if (typeof item['request'] === 'string') continue
    if (nodeAt(nodeAt(item, 'request'), 'body')?.['mode'] === 'graphql') notes.lose('GraphQL bodies', name)
    if (listAt(item, 'response').length === 0) {
      notes.ask('No saved example: what it answers is unknown', name)
    }
  }
}

/** A collection's own variables in the addresses of its requests, where a server could not have them. */
function fillVariables(collection: Node, notes: Notes): Node {
  const values = new Map(
    listAt(collection, 'variable').flatMap((variable) => {
      const [key, value] = [textAt(variable, 'key'), variable['value']]
      return key !== undefined && typeof value === 'string' && /^https?:\/\//.test(value)
        ? [[key, value] as const]
        : []
    }),
  )
  for (const variable of listAt(collection, 'variable')) {
    const key = textAt(variable, 'key')
    if (key && !values.has(key))
      notes.ask('A variable of the collection, to be told as a parameter or an example', key)
  }
  return replaceIn(collection, values) as Node
}

function replaceIn(value: unknown, values: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') {
    return value.replace(
      /\{\{([^{}]+)\}\}/g,
      (whole, key: string) => values.get(key.trim())?.replace(/\/+$/, '') ?? whole,
    )
  }
  if (Array.isArray(value)) return value.map((one) => replaceIn(one, values))
  if (!isNode(value)) return value
  const filled = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, replaceIn(one, values)]))
  return rebuildUrl(filled)
}

/** A request's `url` is taken apart; the parts have to follow what its text says now. */
function rebuildUrl(node: Node): Node {
  const { raw, host } = node
  if (typeof raw !== 'string' || !Array.isArray(host) || !URL.canParse(raw)) return node
  const url = new URL(raw)
  const isFilled = host.some((part) => /^https?:\/\//.test(String(part)))
  if (!isFilled) return node
  const path = url.pathname
    .split('/')
    .filter(Boolean)
    .map((part) => decodeURIComponent(part))
  return {
    ...node,
    protocol: url.protocol.replace(':', ''),
    host: url.hostname.split('.'),
    path,
    ...(url.port && { port: url.port }),
  }
}
