/** Whether every reference of a bundle leads somewhere in it, and not in a circle. */
import { below, isNode, kindOf, type Node, read } from './node.ts'
import type { Report } from './problem.ts'

/** Under these stand names that authors chose: `$ref` may be the name of a property. */
const maps = new Set(
  `schemas responses parameters examples requestBodies headers securitySchemes links callbacks pathItems paths webhooks
  content encoding variables properties patternProperties dependentSchemas $defs x-error-responses`.split(
    /\s+/,
  ),
)

/** Under these stands data, where `$ref` is a word like any other. */
const payloads = new Set(['example', 'value', 'default', 'const', 'enum'])

/** How deep a bundle may be nested: far more than people write, and far less than what fills the stack. */
const deepest = 200

/** Reports references that cannot be followed, and nesting without end. Nothing else of a bundle is looked at. */
export function checkReferences(document: Node, report: Report): void {
  visit(document, '#', 0)

  function visit(node: unknown, place: string, depth: number): void {
    if (typeof node !== 'object' || node === null) return
    if (depth > deepest) {
      return report(
        shortened(place),
        `is nested deeper than ${deepest} levels. Move the inner part to components and refer to it.`,
      )
    }
    if (Array.isArray(node)) return node.forEach((item, index) => visit(item, below(place, index), depth + 1))
    const ref = read(node, '$ref')
    if (ref !== undefined) checkReference(document, ref, below(place, '$ref'), report)
    for (const [key, value] of Object.entries(node)) enter(key, value, below(place, key), depth + 1)
  }

  function enter(key: string, value: unknown, place: string, depth: number): void {
    if (payloads.has(key) || (key === 'examples' && Array.isArray(value))) return
    if (key.startsWith('x-') && !maps.has(key)) return
    if (!maps.has(key) || !isNode(value)) return visit(value, place, depth)
    for (const [name, part] of Object.entries(value)) visit(part, below(place, name), depth + 1)
  }
}

function shortened(place: string): string {
  return `${place.split('/').slice(0, 8).join('/')}/…`
}

function checkReference(document: Node, ref: unknown, place: string, report: Report): void {
  if (typeof ref !== 'string')
    return report(place, `is ${kindOf(ref)}. Write a text such as #/components/schemas/Pet.`)
  const seen = new Set<string>()
  for (let next: unknown = ref; typeof next === 'string';) {
    if (!next.startsWith('#/')) {
      return report(
        place,
        `leads to ${JSON.stringify(next)}, out of the bundle or to all of it. Bundle the spec first.`,
      )
    }
    if (seen.has(next))
      return report(place, `${next} leads back to itself. Give one of them a schema of its own.`)
    seen.add(next)
    const target = targetOf(document, next)
    if (target === undefined) {
      return report(place, `Nothing is at ${next} in the bundle. Declare it there, or correct the $ref.`)
    }
    // What stands beside a reference is said of its use; a schema that is more than a reference is an end.
    next = isNode(target) && Object.keys(target).length === 1 ? read(target, '$ref') : undefined
  }
}

/** What a reference leads to, by names of its own only. */
export function targetOf(document: unknown, ref: string): unknown {
  const tokens = ref.slice(2).split('/').map(unescape)
  return tokens.reduce<unknown>(
    (node, token) => (token === undefined ? undefined : read(node, token)),
    document,
  )
}

function unescape(token: string): string | undefined {
  try {
    return decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~')
  } catch {
    return undefined
  }
}
