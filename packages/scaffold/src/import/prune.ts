/** Taking out what neither clients nor the mock can do, each with a note, so that the rest works. */
import type { Notes } from './notes.ts'
import { methods, operationsIn, type Place } from './operations.ts'
import { nameStatuses } from './statuses.ts'
import { entriesAt, isNode, type Node, nodeAt, resolved, textAt } from './tree.ts'

const multipart = 'multipart/form-data'

/** Removes it from a document in place. */
export function prune(document: Node, notes: Notes): void {
  inlinePathItems(document)
  for (const [path, item] of entriesAt(document, 'paths')) {
    const others = Object.keys(item).filter((key) => key === 'trace' || key === 'query')
    for (const method of others) {
      notes.lose('Operations of a method that clients cannot send', `${method.toUpperCase()} ${path}`)
      delete item[method]
    }
  }
  for (const place of operationsIn(document)) pruneOperation(document, place, notes)
  for (const [path, item] of entriesAt(document, 'paths')) {
    if (!methods.some((method) => isNode(item[method]))) {
      notes.lose('Paths without an operation that clients can call', path)
      delete nodeAt(document, 'paths')![path]
    }
  }
  const callbacks = nodeAt(nodeAt(document, 'components'), 'callbacks')
  if (callbacks) delete nodeAt(document, 'components')!['callbacks']
}

/** A path that is written elsewhere is written here. */
function inlinePathItems(document: Node): void {
  for (const [path, item] of entriesAt(document, 'paths')) {
    const { $ref, ...beside } = item
    const found = $ref === undefined ? undefined : resolved(document, item)
    if (found) nodeAt(document, 'paths')![path] = { ...structuredClone(found), ...beside }
  }
  const components = nodeAt(document, 'components')
  if (components) delete components['pathItems']
}

function pruneOperation(document: Node, place: Place, notes: Notes): void {
  const { name, operation } = place
  if (operation['callbacks'] !== undefined) {
    notes.lose('Callbacks: say what the provider sends under `webhooks`', name)
    delete operation['callbacks']
  }
  pruneBody(document, place, notes)
  nameStatuses(place, notes)
  for (const [status, response] of entriesAt(operation, 'responses'))
    pruneResponse(document, place, status, response, notes)
}

function pruneBody(document: Node, { name, item, method, operation }: Place, notes: Notes): void {
  const body = resolved(document, operation['requestBody'])
  if (!body) return void delete operation['requestBody']
  if (method === 'get' || method === 'head') {
    notes.lose('Bodies of requests that read, which `fetch` cannot send', name)
    return void delete operation['requestBody']
  }
  plainMediaTypes(body, name, notes)
  const types = Object.keys(nodeAt(body, 'content') ?? {})
  if (types.some((type) => isJson(type) || type === multipart)) return
  if (types.length === 0) return void delete operation['requestBody']
  notes.lose(`Operations whose body is ${types.join(' or ')}: clients send JSON and ${multipart}`, name)
  delete item[method]
}

function pruneResponse(document: Node, { name }: Place, status: string, response: Node, notes: Notes): void {
  const found = resolved(document, response)
  if (!found) return
  const where = `${name} ${status}`
  plainMediaTypes(found, where, notes)
  if (textAt(found, 'description') === undefined) found['description'] = 'Not documented.'
  for (const [link, { operationId, operationRef }] of entriesAt(found, 'links')) {
    if (operationId === undefined && operationRef !== undefined) {
      notes.lose('Links by `operationRef`', `${where} ${link}`)
      delete nodeAt(found, 'links')![link]
    }
  }
}

/** `application/json; charset=utf-8` and, for a body with a schema, any type at all are JSON. */
function plainMediaTypes(owner: Node, where: string, notes: Notes): void {
  const content = nodeAt(owner, 'content')
  for (const [type, media] of entriesAt(owner, 'content')) {
    const plain =
      type === '*/*' && media['schema'] !== undefined
        ? 'application/json'
        : type.replace(/\s*;.*$/, '').toLowerCase()
    if (plain === type) continue
    delete content![type]
    content![plain] ??= media
    notes.change(`The media type \`${type}\` became \`${plain}\``, where)
  }
}

function isJson(type: string): boolean {
  return /[/+]json\b/i.test(type)
}
