/** Reading and walking documents of which nothing is known but that they are JSON. */

/** An object of a document. */
export type Node = Record<string, unknown>

/** Where something stands: keys and indexes from the root. */
export type Path = (string | number)[]

/** Whether a value is an object, and no list. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object under a key, or nothing. */
export function nodeAt(node: unknown, key: string | number): Node | undefined {
  const value = isNode(node) ? node[key] : undefined
  return isNode(value) ? value : undefined
}

/** The objects in the map under a key, with their names. */
export function entriesAt(node: unknown, key: string): [string, Node][] {
  return Object.entries(nodeAt(node, key) ?? {}).filter((entry): entry is [string, Node] => isNode(entry[1]))
}

/** The objects in the list under a key. */
export function listAt(node: unknown, key: string): Node[] {
  const value = isNode(node) ? node[key] : undefined
  return Array.isArray(value) ? value.filter(isNode) : []
}

/** The text under a key, or nothing where there is none or an empty one. */
export function textAt(node: unknown, key: string): string | undefined {
  const value = isNode(node) ? node[key] : undefined
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

/** Keys whose members have names of their own, so that none of them is a keyword. */
const maps = new Set(
  '$defs callbacks content definitions dependentSchemas encoding headers links parameters pathItems paths patternProperties properties requestBodies responses schemas securitySchemes variables webhooks'.split(
    ' ',
  ),
)

/** Keys that hold values of users, where nothing is a keyword. */
const data = new Set(['const', 'default', 'enum', 'example', 'mapping', 'value'])

/**
 * Calls `see` for every object of a document that means something, outermost first; examples, defaults and extensions
 * are values. `isNamed` tells a map of names, such as `properties`, from what its names stand for.
 */
export function walk(
  node: unknown,
  see: (node: Node, path: Path, isNamed: boolean) => void,
  path: Path = [],
  isNamed = false,
): void {
  if (Array.isArray(node)) {
    for (const [index, child] of node.entries()) walk(child, see, [...path, index])
    return
  }
  if (!isNode(node)) return
  see(node, path, isNamed)
  for (const [key, child] of Object.entries(node)) {
    if (!isNamed && (data.has(key) || key.startsWith('x-'))) continue
    // In a schema, `examples` is a list of values.
    if (!isNamed && key === 'examples' && Array.isArray(child)) continue
    const holdsNames = !isNamed && (maps.has(key) || key === 'examples')
    walk(child, see, [...path, key], holdsNames && isNode(child))
  }
}

/** The keys of a JSON Pointer in a reference such as `#/components/schemas/Pet`. */
export function keysOf(ref: string): string[] {
  return ref
    .replace(/^#\/?/, '')
    .split('/')
    .filter((_, index, all) => all.length > 1 || all[index] !== '')
    .map((key) => decode(key).replaceAll('~1', '/').replaceAll('~0', '~'))
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The value that a local reference leads to, or `undefined`. */
export function target(document: Node, ref: string): unknown {
  return keysOf(ref).reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    return (value as Node)[key]
  }, document)
}

/** An object with its reference followed, as often as needed; nothing where that leads nowhere. */
export function resolved(document: Node, node: unknown, depth = 0): Node | undefined {
  if (!isNode(node) || depth > 50) return undefined
  return typeof node['$ref'] === 'string'
    ? resolved(document, target(document, node['$ref']), depth + 1)
    : node
}

/** Whether two values are the same JSON. */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** Replaces what an object holds and keeps the object. */
export function become(node: Node, other: Node): void {
  for (const key of Object.keys(node)) delete node[key]
  Object.assign(node, other)
}
