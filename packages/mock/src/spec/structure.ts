/** Whether the parts of a document are what OpenAPI wants there, as far as the mock reads them. */
import { isObject, methods, pointer } from '../document.ts'

/** What stands under the words of a part: a kind, a list `kind[]` or a map `kind{}`. */
type Words = Readonly<Record<string, string>>

const operations = Object.fromEntries(methods.map((method) => [method, 'operation']))

const kinds: Readonly<Record<string, Words>> = {
  root: {
    servers: 'server[]',
    paths: 'path{}',
    webhooks: 'path{}',
    components: 'components',
    security: 'requirement[]',
    'x-error-responses': 'response{}',
  },
  components: {
    schemas: 'schema{}',
    responses: 'response{}',
    parameters: 'parameter{}',
    requestBodies: 'body{}',
    headers: 'header{}',
    examples: 'example{}',
    securitySchemes: 'scheme{}',
  },
  path: { ...operations, parameters: 'parameter[]', servers: 'server[]' },
  operation: {
    operationId: 'text',
    parameters: 'parameter[]',
    requestBody: 'body',
    responses: 'response{}',
    servers: 'server[]',
    security: 'requirement[]',
  },
  parameter: { name: 'text', in: 'text', schema: 'schema', content: 'media{}', style: 'text' },
  body: { content: 'media{}' },
  response: { headers: 'header{}', content: 'media{}' },
  media: { schema: 'schema', examples: 'example{}', encoding: 'encoding{}' },
  header: { schema: 'schema', examples: 'example{}' },
  server: { url: 'text', variables: 'variable{}' },
  scheme: { type: 'text', name: 'text', in: 'text', scheme: 'text' },
  example: {},
  encoding: { style: 'text' },
  variable: { default: 'text' },
}

/** Words that a part cannot do without. A reference has them where it leads. */
const required: Readonly<Record<string, readonly string[]>> = {
  parameter: ['name', 'in'],
  server: ['url'],
  scheme: ['type'],
}

/** Words of a path that are no methods. */
const noMethods = new Set(['$ref', 'summary', 'description', 'servers', 'parameters'])

/** Throws an Error that names the first place of a document where something else stands than OpenAPI wants. */
export function checkStructure(document: unknown): void {
  check('root', document, '#')
}

function check(kind: string, node: unknown, place: string): void {
  if (kind === 'text') return demand(typeof node === 'string', place, 'text', node)
  if (kind === 'schema') return demand(isObject(node) || typeof node === 'boolean', place, 'a schema', node)
  if (kind === 'requirement') return checkRequirement(node, place)
  if (kind.endsWith('[]')) {
    demand(Array.isArray(node), place, 'a list', node)
    return (node as unknown[]).forEach((one, index) => check(kind.slice(0, -2), one, pointer(place, index)))
  }
  demand(isObject(node), place, 'an object', node)
  if (kind.endsWith('{}')) return checkMap(kind.slice(0, -2), node as Record<string, unknown>, place)
  checkWords(kind, node as Record<string, unknown>, place)
}

function checkMap(kind: string, map: Record<string, unknown>, place: string): void {
  for (const [name, part] of Object.entries(map)) {
    // Extensions may stand beside paths and responses; a schema or a header may have such a name.
    if (name.startsWith('x-') && (kind === 'path' || kind === 'response')) continue
    // Many authors refer from a map to another whole map.
    if (name === '$ref' && typeof part === 'string') continue
    check(kind, part, pointer(place, name))
  }
}

function checkWords(kind: string, node: Record<string, unknown>, place: string): void {
  const words = kinds[kind]!
  for (const [word, inner] of Object.entries(words)) {
    const part = Object.hasOwn(node, word) ? node[word] : undefined
    if (part !== undefined) check(inner, part, pointer(place, word))
    else if (node['$ref'] === undefined && required[kind]?.includes(word))
      throw new Error(`${place} has no "${word}"`)
  }
  if (kind === 'path') checkMethods(node, place)
}

/** A method that is not known would never answer, and nobody would know why. */
function checkMethods(node: Record<string, unknown>, place: string): void {
  const other = Object.keys(node).find(
    (word) => !noMethods.has(word) && !word.startsWith('x-') && !methods.some((method) => method === word),
  )
  if (other === undefined) return
  throw new Error(
    `${pointer(place, other)} is no method of HTTP that OpenAPI has. Write ${methods.join(', ')}, in small letters`,
  )
}

function checkRequirement(node: unknown, place: string): void {
  demand(isObject(node), place, 'an object', node)
  for (const [name, scopes] of Object.entries(node as object))
    demand(Array.isArray(scopes), pointer(place, name), 'a list of scopes', scopes)
}

function demand(isFine: boolean, place: string, wanted: string, found: unknown): void {
  if (isFine) return
  const kind = found === null ? 'null' : Array.isArray(found) ? 'a list' : `of type ${typeof found}`
  throw new Error(`${place} is ${kind}, and must be ${wanted}`)
}
