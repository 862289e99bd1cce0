/** Where a document refers to other parts of it, or to other files. */
import { isObject } from '../document.ts'
import { isPayload, maps, unreferable } from './words.ts'

/** What to do about the references of a document. Keys lead to the place where a reference stands. */
export interface ReferenceVisitor {
  /** What to write instead of a reference. */
  change(ref: string, keys: readonly string[]): string
  /**
   * What to put in place of something that is kept elsewhere; nothing to leave it alone. OpenAPI has no
   * references in such a place, but authors write them and most tools follow them.
   */
  inline(ref: string, keys: readonly string[]): unknown
}

/**
 * A copy of a document, or of a part of one, with its references changed.
 *
 * @param keys - What leads to the part.
 */
export function mapReferences(
  part: unknown,
  visitor: ReferenceVisitor,
  keys: readonly string[] = [],
): unknown {
  return isResponses(part) ? mapNames(part, keys, visitor) : mapNode(part, keys, visitor)
}

/** A file of responses by status has no word that says what it is. */
function isResponses(part: unknown): part is Record<string, unknown> {
  return isObject(part) && Object.keys(part).every((key) => /^([1-5](\d\d|XX)|default)$/i.test(key))
}

function mapNode(node: unknown, keys: readonly string[], visitor: ReferenceVisitor): unknown {
  if (Array.isArray(node)) return node.map((item, index) => mapNode(item, [...keys, String(index)], visitor))
  if (!isObject(node)) return node
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, mapValue(key, value, [...keys, key], visitor)]),
  )
}

function mapValue(key: string, value: unknown, keys: readonly string[], visitor: ReferenceVisitor): unknown {
  if (key === '$ref' && typeof value === 'string') return visitor.change(value, keys)
  if (isPayload(key, value)) return mapPayload(value, keys, visitor)
  if (!isObject(value)) return mapNode(value, keys, visitor)
  if (key === 'discriminator') return mapDiscriminator(value, keys, visitor)
  if (maps.has(key)) return mapNames(value, keys, visitor)
  const { $ref: ref } = value
  const isMisplaced = unreferable.has(key) && typeof ref === 'string'
  return (isMisplaced ? visitor.inline(ref, [...keys, '$ref']) : undefined) ?? mapNode(value, keys, visitor)
}

/** Data may be kept in a file. A reference into the document itself is data that happens to look like one. */
function mapPayload(value: unknown, keys: readonly string[], visitor: ReferenceVisitor): unknown {
  const ref = isObject(value) && Object.keys(value).length === 1 ? value['$ref'] : undefined
  if (typeof ref !== 'string' || ref.startsWith('#')) return value
  return visitor.inline(ref, [...keys, '$ref']) ?? value
}

function mapNames(map: Record<string, unknown>, keys: readonly string[], visitor: ReferenceVisitor): unknown {
  const { $ref: ref, ...own } = map
  const whole = typeof ref === 'string' ? visitor.inline(ref, [...keys, '$ref']) : undefined
  const names = isObject(whole) ? own : map
  const isOuter = keys.at(-1) === 'components'
  const mapped = Object.entries(names).map(([name, part]) => {
    const place = [...keys, name]
    return [name, isOuter && isObject(part) ? mapNames(part, place, visitor) : mapNode(part, place, visitor)]
  })
  return { ...(isObject(whole) ? whole : {}), ...(Object.fromEntries(mapped) as object) }
}

/** Its values are names of schemas, or references. */
function mapDiscriminator(
  node: Record<string, unknown>,
  keys: readonly string[],
  visitor: ReferenceVisitor,
): Record<string, unknown> {
  const { mapping } = node
  if (!isObject(mapping)) return node
  const changed = Object.entries(mapping).map(([name, target]) => {
    const isReference = typeof target === 'string' && /[/#]|\.(ya?ml|json)$/i.test(target)
    return [name, isReference ? visitor.change(target, [...keys, 'mapping', name]) : target]
  })
  return { ...node, mapping: Object.fromEntries(changed) as Record<string, unknown> }
}
