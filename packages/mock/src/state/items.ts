/** Where the items of a list are, and what they are like. */
import { isObject, type OpenApiDocument, pointer } from '../document.ts'
import type { Operation } from '../operation.ts'
import { readPlan } from '../paging/plan.ts'
import { expand } from '../paging/schema.ts'
import { keysOf } from '../pointer.ts'
import { successOf } from './success.ts'

/** The items of what an operation answers. */
export interface Items {
  /** A JSON Pointer. */
  readonly place: string
  readonly schema: unknown
  /** Whether the document says so: by a plan of its pages, or by an answer that is nothing but a list. */
  readonly isTold: boolean
}

/** The items of what an operation may list; nothing when it cannot be a list. */
export function itemsOf(document: OpenApiDocument, operation: Operation): Items | undefined {
  if (operation.method !== 'get') return undefined
  const plan = readPlan(document, operation)
  const { schema } = successOf(document, operation)
  const told = itemsAt(document, schema, plan?.items ?? '')
  if (plan || told !== undefined) {
    return told === undefined ? undefined : { place: plan?.items ?? '', schema: told, isTold: true }
  }
  // The only list in an object.
  const names = new Set(
    expand(document, schema).flatMap(({ properties }) =>
      isObject(properties) ? Object.keys(properties) : [],
    ),
  )
  const [only, ...others] = [...names].flatMap((name) => {
    const place = pointer('', name)
    const items = itemsAt(document, schema, place)
    return items === undefined ? [] : [{ place, schema: items, isTold: false }]
  })
  return others.length === 0 ? only : undefined
}

function itemsAt(document: OpenApiDocument, schema: unknown, place: string): unknown {
  let nodes = expand(document, schema)
  for (const key of keysOf(place)) {
    nodes = nodes.flatMap(({ properties }) => (isObject(properties) ? expand(document, properties[key]) : []))
  }
  return nodes.find((node) => isObject(node['items']))?.['items']
}
