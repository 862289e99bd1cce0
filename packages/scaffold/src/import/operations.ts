/** The operations of a document. */
import { become, entriesAt, isNode, type Node } from './tree.ts'

/** Methods that clients can call. */
export const methods = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'] as const

/** One method on one path. */
export interface Place {
  /** `GET /pets/{id}`, how reports call it. */
  name: string
  path: string
  method: (typeof methods)[number]
  item: Node
  operation: Node
}

/** Every operation under `paths`, in the order of the document. */
export function operationsIn(document: Node): Place[] {
  return entriesAt(document, 'paths').flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method]
      if (!isNode(operation)) return []
      return [{ name: `${method.toUpperCase()} ${path}`, path, method, item, operation }]
    }),
  )
}

/** Puts what a path has into the order of the house: what concerns all methods, then reading before writing. */
export function orderMethods(document: Node): void {
  for (const [, item] of entriesAt(document, 'paths')) {
    const own = methods.filter((method) => item[method] !== undefined)
    const others = Object.keys(item).filter((key) => !methods.some((method) => method === key))
    become(item, Object.fromEntries([...others, ...own].map((key) => [key, item[key]])))
    for (const method of own) orderKeys(item[method], operationKeys)
  }
}

const operationKeys =
  'operationId summary description externalDocs deprecated tags x-evidence x-retry-safety security parameters requestBody responses'.split(
    ' ',
  )

/** The keys that every operation has first, in their order; others, such as extensions, follow. */
function orderKeys(node: unknown, order: string[]): void {
  if (!isNode(node)) return
  const known = order.filter((key) => Object.hasOwn(node, key))
  const others = Object.keys(node).filter((key) => !order.includes(key))
  become(node, Object.fromEntries([...known, ...others].map((key) => [key, node[key]])))
}
