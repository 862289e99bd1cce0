/** What a converted collection says of bodies: its saved examples as examples, and the schemas that they have in common. */
import { inferSchema } from './infer.ts'
import type { Notes } from './notes.ts'
import { operationsIn } from './operations.ts'
import { entriesAt, isNode, listAt, type Node, nodeAt, textAt } from './tree.ts'

const ownHeaders =
  /^(content-(type|length|encoding)|transfer-encoding|connection|date|server|keep-alive|vary|etag)$/i

/** Brings what the converter made into the form of OpenAPI, and infers what it has left open. */
export function tidyConverted(document: Node, notes: Notes): Node {
  for (const { name, operation } of operationsIn(document)) {
    dropExtensions(operation)
    const body = nodeAt(operation, 'requestBody')
    if (body) {
      body['required'] ??= true
      for (const [type, media] of entriesAt(body, 'content')) tidyRequest(type, media)
    }
    for (const [status, response] of entriesAt(operation, 'responses')) {
      dropHeaders(response)
      for (const [type, media] of entriesAt(response, 'content'))
        tidyResponse(type, media, `${name} ${status}`, notes)
    }
  }
  return document
}

function dropExtensions(value: unknown): void {
  if (Array.isArray(value)) value.forEach(dropExtensions)
  if (!isNode(value)) return
  for (const [key, child] of Object.entries(value)) {
    if (key.startsWith('x-')) delete value[key]
    else if (key !== 'examples' && key !== 'headers') dropExtensions(child)
  }
}

/** A recording has headers of the one connection it was made on, which belong to no contract. */
function dropHeaders(response: Node): void {
  const headers = nodeAt(response, 'headers')
  if (!headers) return
  for (const name of Object.keys(headers)) if (ownHeaders.test(name)) delete headers[name]
  if (Object.keys(headers).length === 0) delete response['headers']
}

function tidyRequest(type: string, media: Node): void {
  const examples = entriesAt(media, 'examples').map(
    ([name, { value }]) => [name, valueOf(type, value)] as const,
  )
  const known = examples.filter(([, value]) => value !== undefined)
  if (known.length === 0) delete media['examples']
  else media['examples'] = Object.fromEntries(known.map(([name, value]) => [name, { value }]))
  if (isJson(type) && known.length > 0) media['schema'] = inferSchema(known.map(([, value]) => value))
}

function valueOf(type: string, value: unknown): unknown {
  if (Array.isArray(value) && /form/.test(type)) {
    const fields = value.filter(isNode).filter(({ disabled }) => disabled !== true)
    return Object.fromEntries(
      fields.map((field) => [String(field['key']), field['type'] === 'file' ? 'content' : field['value']]),
    )
  }
  if (!isJson(type) || typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    // Variables of Postman stand in it, which make it no JSON.
    return undefined
  }
}

function tidyResponse(type: string, media: Node, where: string, notes: Notes): void {
  const saved = Object.values(nodeAt(media, 'examples') ?? {}).flatMap(unpack)
  const told = saved.filter(({ body }) => body !== '')
  const known = told.flatMap(({ name, body }) => {
    const value = isJson(type) ? valueOf(type, body) : body
    if (value === undefined)
      notes.lose('Saved examples that are not of their media type', `${where}: ${name}`)
    return value === undefined ? [] : [[name, { value }] as const]
  })
  delete media['examples']
  delete media['schema']
  if (!isJson(type)) media['schema'] = { type: 'string' }
  else if (known.length > 0) media['schema'] = inferSchema(known.map(([, { value }]) => value))
  if (known.length > 0) media['examples'] = Object.fromEntries(known)
}

interface Saved {
  name: string
  body: string
}

const packed = 'parlance-saved-examples'

/**
 * Puts the saved examples of one status into one: the converter would keep the last of them, without its name.
 * {@link tidyConverted} takes them apart again.
 */
export function packSaved(item: Node): Node {
  const groups = Map.groupBy(listAt(item, 'response'), (response) => String(response['code'] ?? 'default'))
  const response = [...groups.values()].map((alike) => {
    const saved = alike.map((one, index): Saved => {
      return { name: textAt(one, 'name') ?? `example ${index + 1}`, body: textAt(one, 'body') ?? '' }
    })
    const [first] = alike
    const isEmpty = saved.every(({ body }) => body === '')
    return Object.assign({}, first, { body: isEmpty ? '' : JSON.stringify({ [packed]: saved }) })
  })
  return { ...item, response }
}

function unpack(example: unknown): Saved[] {
  const value = isNode(example) && isNode(example['value']) ? example['value'] : example
  return isNode(value) && Array.isArray(value[packed]) ? (value[packed] as Saved[]) : []
}

function isJson(type: string): boolean {
  return /[/+]json\b/i.test(type)
}
