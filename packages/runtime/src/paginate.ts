import { type Call, outcomes, toInput } from './call.ts'
import { DecodeError } from './errors.ts'
import type { Kernel } from './kernel.ts'
import type { Reply } from './onion.ts'
import { nextQuery } from './next-page.ts'
import type { CallInput } from './request.ts'
import type { Operation, Paging } from './operation.ts'
import { at } from './pointer.ts'

/** One page of a list. */
export interface Page<Body, Item> {
  /** The body as the provider sent it. */
  data: Body
  items: Item[]
  response: Response
}

/**
 * A list: awaited, it is its first page; iterated, it is every item of every page. Nothing is sent before either.
 *
 * @example
 * for await (const shipment of chitchats.shipments.list({ status: 'ready' })) console.log(shipment.id)
 */
export interface PagedCall<Body, Item, Failure> extends Call<Body, Failure>, AsyncIterable<Item> {
  /** Goes through the list page by page. */
  pages(): AsyncIterable<Page<Body, Item>>
}

/** An operation that pages. */
export type ListOperation = Operation & { readonly paging: Paging }

/** Makes a call of a list operation. Generated code calls this. */
export function list<Body, Item, Failure>(
  kernel: Kernel,
  operation: ListOperation,
  args: unknown[],
): PagedCall<Body, Item, Failure> {
  const input = toInput(operation, args)
  let first: Promise<Reply> | undefined
  const reply = () => (first ??= kernel.send(operation, input))
  const data = () => reply().then(({ data }) => data as Body)
  const pages = () => walk<Body, Item>(kernel, operation, input, reply)
  return {
    then: (onData, onError) => data().then(onData, onError),
    catch: (onError) => data().catch(onError),
    finally: (onSettled) => data().finally(onSettled),
    [Symbol.toStringTag]: 'PagedCall',
    ...outcomes<Body, Failure>(reply),
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const page of pages()) yield* page.items
    },
  }
}

async function* walk<Body, Item>(
  kernel: Kernel,
  operation: ListOperation,
  input: CallInput,
  first: () => Promise<Reply>,
): AsyncGenerator<Page<Body, Item>, void, undefined> {
  let { query } = input
  let reply = await first()
  const asked = new Set<string>()
  for (let isFirst = true; ; isFirst = false) {
    const items = itemsOf<Item>(operation, reply)
    if (items.length > 0 || isFirst) yield { data: reply.data as Body, items, response: reply.response }
    query = nextQuery(operation.paging, { query, reply, count: items.length })
    if (query === undefined) return
    const key = JSON.stringify(query)
    if (asked.has(key)) throw endless(operation, reply)
    asked.add(key)
    reply = await kernel.send(operation, { ...input, query })
  }
}

/** A provider that links back to a page that was read already would be asked for ever. */
function endless({ id, method }: ListOperation, { response }: Reply): DecodeError {
  const summary = { operation: id, method, url: response.url }
  return new DecodeError(summary, response, 'its next page is one that was read before.')
}

/** A page without its list is an empty one where the list stands inside an object: HAL leaves `_embedded` out. */
function itemsOf<Item>({ id, method, paging }: ListOperation, { data, response }: Reply): Item[] {
  const items = at(data, paging.items)
  if (Array.isArray(items)) return items as Item[]
  if (items === undefined && paging.items !== '' && typeof data === 'object') return []
  const place = paging.items === '' ? 'it is not a list.' : `there is no list at ${paging.items}.`
  throw new DecodeError({ operation: id, method, url: response.url }, response, place)
}
