/** Giving what is written in place a name and a file: parameters, examples, objects of bodies, and errors that repeat. */
import { pascalCase } from '@parlance/compiler'
import type { SchemaNames } from './components.ts'
import { freeName } from './free-name.ts'
import { operationsIn, type Place } from './operations.ts'
import { walkSchema } from './schema-walk.ts'
import { entriesAt, isNode, isSame, listAt, type Node, nodeAt, textAt } from './tree.ts'

/** Lifts everything in a document that a reader would look for by name. */
export function liftParts(document: Node, names: SchemaNames): void {
  liftParameters(document)
  liftBodies(document, names)
  liftNested(document, names)
  liftExamples(document)
  liftResponses(document)
}

function kindIn(document: Node, kind: string): Node {
  const components = (document['components'] ??= {}) as Node
  return (components[kind] ??= {}) as Node
}

/** Adds a component, or finds the same one under that name or a number of it. */
function add(all: Node, wanted: string, component: Node): string {
  const same = Object.entries(all).find(
    ([name, other]) => name.replace(/\d+$/, '') === wanted.replace(/\d+$/, '') && isSame(other, component),
  )
  const name = same?.[0] ?? freeName(wanted, new Set(Object.keys(all)))
  all[name] = component
  return name
}

function liftParameters(document: Node): void {
  const all = kindIn(document, 'parameters')
  for (const { operation } of operationsIn(document)) {
    if (operation['parameters'] === undefined) continue
    operation['parameters'] = listAt(operation, 'parameters').map((parameter) => {
      const place =
        parameter['in'] === 'query' || parameter['in'] === 'path'
          ? ''
          : `${pascalCase(String(parameter['in']))} `
      const wanted = pascalCase(`${place}${String(parameter['name'])}`).replace(/^(?=\d)/, 'N') || 'Parameter'
      return { $ref: `#/components/parameters/${add(all, wanted, parameter)}` }
    })
  }
}

/** The type that an operation's bodies are called after: `PetsCreate`. */
function typeNameOf({ operation }: Place): string {
  return pascalCase(String(operation['operationId']).replace('.', ' '))
}

function liftBodies(document: Node, names: SchemaNames): void {
  const lifted = new Map<string, string>()
  const take = (schema: Node, wanted: string) => {
    const key = JSON.stringify(schema)
    const name = lifted.get(key) ?? names.take(wanted)
    lifted.set(key, name)
    kindIn(document, 'schemas')[name] = schema
    return { $ref: `#/components/schemas/${name}` }
  }
  const liftMedia = (body: unknown, wanted: string) => {
    for (const [, media] of entriesAt(body, 'content')) {
      const schema = nodeAt(media, 'schema')
      if (schema) media['schema'] = liftObject(schema, wanted, take)
    }
  }
  for (const place of operationsIn(document)) {
    liftMedia(nodeAt(place.operation, 'requestBody'), `${typeNameOf(place)}Request`)
    for (const [status, response] of entriesAt(place.operation, 'responses')) {
      liftMedia(response, /^[45]|default/.test(status) ? 'Error' : `${typeNameOf(place)}Response`)
    }
  }
  for (const [name, response] of entriesAt(nodeAt(document, 'components'), 'responses')) {
    liftMedia(response, `${name}Body`)
  }
  for (const [name, item] of entriesAt(document, 'webhooks')) {
    liftMedia(nodeAt(nodeAt(item, 'post'), 'requestBody'), `${pascalCase(name)}Event`)
  }
}

type Take = (schema: Node, wanted: string) => Node

/** The schema of a body with its object lifted: the body itself, its items or what it is composed of. */
function liftObject(schema: Node, wanted: string, take: Take): Node {
  if (schema['$ref'] !== undefined) return schema
  const isComposed = ['allOf', 'anyOf', 'oneOf'].some((key) => Array.isArray(schema[key]))
  if (schema['properties'] !== undefined || isComposed) return take(schema, wanted)
  const items = nodeAt(schema, 'items')
  return items ? { ...schema, items: liftObject(items, `${wanted}Item`, take) } : schema
}

/** Objects inside components that are worth a name: those in lists, and those with more than one property. */
function liftNested(document: Node, names: SchemaNames): void {
  const all = kindIn(document, 'schemas')
  const queue = Object.entries(all).filter((entry): entry is [string, Node] => isNode(entry[1]))
  for (let next = queue.shift(); next; next = queue.shift()) {
    const [owner, schema] = next
    for (const [holder, key, wanted] of nestedIn(schema, owner)) {
      const child = holder[key] as Node
      const name = names.take(wanted)
      all[name] = child
      holder[key] = { $ref: `#/components/schemas/${name}` }
      queue.push([name, child])
    }
  }
}

/** Holders of nested objects: the outermost ones, since those below are found in the component that they become. */
function nestedIn(root: Node, owner: string): [Node, string, string][] {
  const found: [Node, string, string][] = []
  const within = new Set<Node>()
  walkSchema(root, [], (schema) => {
    for (const [name, property] of entriesAt(schema, 'properties')) {
      const items = nodeAt(property, 'items')
      if (isWorthAName(property)) found.push([nodeAt(schema, 'properties')!, name, `${owner} ${name}`])
      else if (items && isWorthAName(items))
        found.push([property, 'items', `${owner} ${name.replace(/([^s])s$/, '$1')}`])
    }
  })
  for (const [holder, key] of found) markBelow(holder[key] as Node, within)
  return found.filter(([holder]) => !within.has(holder))
}

function markBelow(schema: Node, within: Set<Node>): void {
  walkSchema(schema, [], (one) => {
    within.add(one)
    const properties = nodeAt(one, 'properties')
    if (properties) within.add(properties)
  })
}

function isWorthAName(schema: Node): boolean {
  if (schema['$ref'] !== undefined) return false
  return Object.keys(nodeAt(schema, 'properties') ?? {}).length > 1
}

function liftExamples(document: Node): void {
  const all = kindIn(document, 'examples')
  const liftMedia = (body: unknown, owner: string) => {
    for (const [, media] of entriesAt(body, 'content')) {
      if (media['example'] !== undefined) {
        media['examples'] = { default: { value: media['example'] }, ...nodeAt(media, 'examples') }
        delete media['example']
      }
      if (nodeAt(media, 'examples')) media['examples'] = liftNamed(entriesAt(media, 'examples'), owner, all)
    }
  }
  for (const place of operationsIn(document)) {
    liftMedia(nodeAt(place.operation, 'requestBody'), `${typeNameOf(place)}Request`)
    for (const [status, response] of entriesAt(place.operation, 'responses'))
      liftMedia(response, `${typeNameOf(place)}${pascalCase(status)}`)
  }
  for (const [name, response] of entriesAt(nodeAt(document, 'components'), 'responses'))
    liftMedia(response, name)
  for (const [name, item] of entriesAt(document, 'webhooks')) {
    liftMedia(nodeAt(nodeAt(item, 'post'), 'requestBody'), `${pascalCase(name)}Event`)
  }
}

function liftNamed(examples: [string, Node][], owner: string, all: Node): Node {
  const named = examples.map(([key, example]) => {
    if (example['$ref'] !== undefined) return [String(example['$ref']).split('/').at(-1)!, example] as const
    const isPlain = /^(default|default example|example|response|\d*)$/i.test(key)
    const wanted = isPlain ? owner : pascalCase(`${owner} ${key}`)
    const summary = textAt(example, 'summary') ?? (isPlain ? undefined : key)
    const name = add(all, wanted.slice(0, 80), { ...(summary !== undefined && { summary }), ...example })
    return [name, { $ref: `#/components/examples/${name}` }] as const
  })
  return Object.fromEntries(named)
}

const phrases: Record<string, string> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  402: 'PaymentRequired',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'PayloadTooLarge',
  415: 'UnsupportedMediaType',
  422: 'Unprocessable',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  501: 'NotImplemented',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
}

/** Errors that several operations answer with alike. */
function liftResponses(document: Node): void {
  const uses = new Map<string, { status: string; holders: Node[] }>()
  for (const { operation } of operationsIn(document)) {
    for (const [status, response] of entriesAt(operation, 'responses')) {
      if (!/^([45]|default)/.test(status) || response['$ref'] !== undefined) continue
      const key = `${status} ${JSON.stringify(response)}`
      const use = uses.get(key) ?? { status, holders: [] }
      use.holders.push(nodeAt(operation, 'responses')!)
      uses.set(key, use)
    }
  }
  const all = kindIn(document, 'responses')
  for (const { status, holders } of uses.values()) {
    if (holders.length < 2) continue
    const name = add(all, phrases[status] ?? `Status${pascalCase(status)}`, holders[0]![status] as Node)
    for (const holder of holders) holder[status] = { $ref: `#/components/responses/${name}` }
  }
}
