/** Which parameter takes the id of a record. */
import type { ConsoleOperation } from '../../shape.ts'

/**
 * The path parameter of an operation that takes ids of a collection: the one behind a part of the path that has the name
 * of the collection, or has it in its own name; else the last one of an operation on the collection itself.
 */
export function targetOf(
  { id, path, args }: Pick<ConsoleOperation, 'id' | 'path' | 'args'>,
  collection: string,
): string | undefined {
  const wanted = singular(collection)
  const names = new Set(args.map(({ name }) => name))
  const segments = path.split('/')
  const found = segments.flatMap((segment, index) => {
    const name = /^\{([^}]+)\}/.exec(segment)?.[1] ?? ''
    return names.has(name) ? [{ name, before: segments[index - 1] ?? '' }] : []
  })
  const named =
    found.findLast(({ before }) => singular(before) === wanted) ??
    found.findLast(({ name }) => singular(name.replace(/[_-]?id$/i, '')) === wanted)
  return named?.name ?? (singular(id.split('.')[0] ?? '') === wanted ? found.at(-1)?.name : undefined)
}

/** `shipping-labels`, `shippingLabel` and `shipping_labels` are the same. */
function singular(name: string): string {
  const letters = name.toLowerCase().replace(/[^a-z]/g, '')
  return letters
    .replace(/ies$/, 'y')
    .replace(/(ch|sh|x|s)es$/, '$1')
    .replace(/s$/, '')
}
