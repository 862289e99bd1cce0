import { type Call, outcomes, toInput } from './call.ts'
import { DecodeError, UsageError } from './errors.ts'
import type { Kernel } from './kernel.ts'
import type { Reply } from './onion.ts'
import { nextQuery, type Query } from './next-page.ts'
import type { CallInput } from './request.ts'
import type { Operation, Paging } from './operation.ts'
import { at } from './pointer.ts'

/** One page of a list. */
export interface Page<Body, Item> {
  /** The body as the provider sent it. */
  data: Body
  items: Item[]
  response: Response
  /** Where the list goes on after this page; `undefined` on the last. */
  next: Checkpoint | undefined
}

/**
 * A place between two pages of a list: plain JSON, to be kept wherever you like and given to {@link PagedCall.from},
 * also by another process. It holds the query of the next page, but no credential and no host.
 */
export interface Checkpoint {
  /** The list it belongs to: the operation with its path parameters, `channels.listMessages(51202)`. */
  readonly list: string
  readonly query: Readonly<Record<string, unknown>>
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
  /**
   * The first items of the list, or all if there are fewer. A page that is not needed for them is not asked for; with
   * a `count` of 0 or less, none is.
   *
   * @throws {UsageError} when `count` is not a whole number.
   * @example
   * const newest = await Array.fromAsync(chitchats.shipments.list().take(10))
   */
  take(count: number): AsyncIterable<Item>
  /**
   * The same list from a checkpoint on. The checkpoint brings its query with it, filters included: the query of the call
   * is not used. Without a checkpoint, the list from its start.
   *
   * @throws {UsageError} when the checkpoint is of another operation or has other path parameters.
   * @example
   * for await (const page of chitchats.shipments.list().from(await load()).pages()) {
   *   await handle(page.items)
   *   await save(page.next)
   * }
   */
  from(checkpoint: Checkpoint | null | undefined): PagedCall<Body, Item, Failure>
  /**
   * The same list, iterated faster: while you are busy with a page, the next one is on its way, never more than that
   * one. If it fails, you are told when you come to it; if you leave the loop, it is aborted.
   *
   * @example
   * for await (const shipment of chitchats.shipments.list().prefetch()) await print(shipment)
   */
  prefetch(): PagedCall<Body, Item, Failure>
}

/** An operation that pages. */
export type ListOperation = Operation & { readonly paging: Paging }

/** Makes a call of a list operation. Generated code calls this. */
export function list<Body, Item, Failure>(
  kernel: Kernel,
  operation: ListOperation,
  args: unknown[],
): PagedCall<Body, Item, Failure> {
  return listFrom({ kernel, operation, input: toInput(operation, args) })
}

/** What a list is made from. */
interface Start {
  readonly kernel: Kernel
  readonly operation: ListOperation
  readonly input: CallInput
  /** Whether the next page is asked for while the one before it is in use. */
  readonly ahead?: boolean
}

function listFrom<Body, Item, Failure>(
  start: Start,
  first?: () => Promise<Reply>,
): PagedCall<Body, Item, Failure> {
  const { kernel, operation, input } = start
  const name = nameOf(start)
  let sent: Promise<Reply> | undefined
  const reply = first ?? (() => (sent ??= kernel.send(operation, input)))
  const data = () => reply().then(({ data }) => data as Body)
  const pages = (limit?: number) => walk<Body, Item>(start, reply, limit)
  async function* items(left = Infinity): AsyncGenerator<Item, void, undefined> {
    if (left < 1) return
    for await (const page of pages(left)) {
      for (const item of page.items) {
        yield item
        if (--left < 1) return
      }
    }
  }
  const self: PagedCall<Body, Item, Failure> = {
    then: (onData, onError) => data().then(onData, onError),
    catch: (onError) => data().catch(onError),
    finally: (onSettled) => data().finally(onSettled),
    [Symbol.toStringTag]: 'PagedCall',
    ...outcomes<Body, Failure>(reply),
    pages: () => pages(),
    take(count) {
      if (!Number.isInteger(count)) throw new UsageError(`${name}: take() needs a whole number, not ${count}.`)
      return { [Symbol.asyncIterator]: () => items(count) }
    },
    from(checkpoint) {
      if (!checkpoint) return self
      if (checkpoint.list === name) return listFrom({ ...start, input: { ...input, query: checkpoint.query } })
      throw new UsageError(
        `${name} cannot go on from a checkpoint of ${checkpoint.list}. Use the \`next\` of one of its own pages.`,
      )
    },
    prefetch: () => listFrom({ ...start, ahead: true }, reply),
    [Symbol.asyncIterator]: () => items(),
  }
  return self
}

function nameOf({ operation, input }: Start): string {
  return `${operation.id}(${Object.values(input.path).join()})`
}

async function* walk<Body, Item>(
  start: Start,
  first: () => Promise<Reply>,
  limit = Infinity,
): AsyncGenerator<Page<Body, Item>, void, undefined> {
  const { kernel, operation, input, ahead } = start
  const { signal } = input.options ?? {}
  const running = new AbortController()
  const stop = () => running.abort(signal?.reason)
  const asked = new Set([JSON.stringify(input.query)])
  let { query }: { query?: Query | undefined } = input
  let reply: Reply
  const ask = async () => {
    const key = JSON.stringify(query)
    if (asked.has(key)) throw unusable(operation, reply, 'its next page is one that was read before.')
    asked.add(key)
    return kernel.send(operation, { ...input, query, options: { ...input.options, signal: running.signal } })
  }
  signal?.addEventListener('abort', stop)
  try {
    let coming: Promise<Reply> | undefined = first()
    for (let isFirst = true; coming; isFirst = false) {
      reply = await coming
      const items = itemsOf<Item>(operation, reply)
      query = nextQuery(operation.paging, { query, reply, count: items.length })
      limit -= items.length
      if (signal?.aborted) stop()
      coming = query && ahead && limit > 0 ? ask() : undefined
      coming?.catch(() => {}) // Told when the page is come to, which may be never.
      const next = query && { list: nameOf(start), query }
      if (items[0] !== undefined || isFirst) {
        yield { data: reply.data as Body, items, response: reply.response, next }
      }
      coming ??= query && ask()
    }
  } finally {
    signal?.removeEventListener('abort', stop)
    stop()
  }
}

/** A page without its list is an empty one where the list stands inside an object: HAL leaves `_embedded` out. */
function itemsOf<Item>(operation: ListOperation, reply: Reply): Item[] {
  const pointer = operation.paging.items
  const items = at(reply.data, pointer)
  if (Array.isArray(items)) return items as Item[]
  if (items === undefined && pointer && typeof reply.data === 'object') return []
  throw unusable(operation, reply, `there is no list at ${pointer || 'its top'}.`)
}

function unusable({ id, method }: ListOperation, { response }: Reply, problem: string): DecodeError {
  const url = response.url.replace(/\?.*/, '')
  return new DecodeError({ operation: id, method, url }, response, problem)
}
