/** Schemas that are judged by themselves before anything of the value is looked at. */
import { isObject, type OpenApiDocument } from '../document.ts'
import { valueAt } from '../pointer.ts'

/** Words whose schemas are about the same value as the schema that they stand in. */
const sameValue = ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else'] as const

/**
 * Throws an Error for a schema that comes back to itself about the same value: whether a value is valid would hang on
 * whether it is valid. Also for what is no schema at all.
 */
export function checkCircle(document: OpenApiDocument, start: unknown): void {
  if (typeof start === 'boolean') return
  if (!isObject(start)) throw new Error('it must be an object, or true or false')
  const seen = new Set<unknown>()
  const waiting = nextOf(document, start, start)
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node === start) {
      throw new Error(
        'it comes back to itself with no property or item in between, so that no value can be judged. Take one of the references out of the circle',
      )
    }
    if (seen.has(node)) continue
    seen.add(node)
    waiting.push(...nextOf(document, node, start))
  }
}

function nextOf(document: OpenApiDocument, schema: unknown, root: unknown): unknown[] {
  if (!isObject(schema)) return []
  const { $ref: ref, $dynamicRef: dynamic, $recursiveRef: recursive } = schema
  const target =
    typeof ref === 'string' && ref.startsWith('#/')
      ? [valueAt(document, decodeURIComponent(ref.slice(1)))]
      : []
  // What looks for an anchor, and finds none, finds the whole schema.
  const leadsToRoot = recursive !== undefined || (dynamic !== undefined && !isAnchored(root, dynamic))
  const parts = sameValue.flatMap((word) => schema[word] ?? [])
  const dependent = isObject(schema['dependentSchemas']) ? Object.values(schema['dependentSchemas']) : []
  return [...target, ...(leadsToRoot ? [root] : []), ...parts, ...dependent].filter(
    (one) => one !== undefined,
  )
}

/** Whether an anchor of that name stands below the schema, not at it. */
function isAnchored(root: unknown, reference: unknown): boolean {
  const visit = (node: unknown, isRoot: boolean): boolean => {
    if (typeof node !== 'object' || node === null) return false
    const anchor = (node as Record<string, unknown>)['$dynamicAnchor']
    if (!isRoot && `#${String(anchor)}` === reference) return true
    return Object.values(node).some((part) => visit(part, false))
  }
  return visit(root, true)
}
