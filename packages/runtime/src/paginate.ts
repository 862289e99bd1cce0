import { type Call, outcomes, toInput } from './call.ts'
import { DecodeError, mustBe, UsageError } from './errors.ts'
import type { Kernel } from './kernel.ts'
import type { NextPage } from './next-page.ts'
import type { Reply } from './onion.ts'
import type { CallInput } from './request.ts'
import type { Operation, Paging } from './operation.ts'
import { at } from './pointer.ts'

/** One page of a list. It may be empty, and so may the last one. */
export interface Page<Body, Item> {
  /** The body as the provider sent it. */
  data: Body
  items: Item[]
  response: Response
  /** Where the list goes on; `undefined` on the last page. */
  next: Checkpoint | undefined
}

/**
 * A place between two pages of a list, for {@link PagedCall.from}: plain JSON, which another process can go on from
 * too. It holds the query of the next page, filters included, but no credential and no host.
 */
export interface Checkpoint {
  /** The list that it belongs to: the operation with its path parameters, `channels.listMessages(51202)`. */
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
  /**
   * Goes through the list page by page.
   *
   * @example
   * for await (const { items, next } of chitchats.shipments.list().pages()) console.log(items.length, next)
   */
  pages(): AsyncGenerator<Page<Body, Item>, void, undefined>
  /**
   * Goes through the first `count` items, or through all if there are fewer. No page is asked for that they do not
   * need; for none, nothing is sent.
   *
   * @throws {UsageError} when `count` is not a whole number.
   * @example
   * const newest = await Array.fromAsync(chitchats.shipments.list().take(10))
   */
  take(count: number): AsyncGenerator<Item, void, undefined>
  /**
   * The same list from a checkpoint on. The checkpoint brings its query with it, and that of this call is not used.
   * Without a checkpoint it is this list, from its start.
   *
   * @throws {UsageError} when the checkpoint is of another list.
   * @example
   * for await (const { items, next } of chitchats.shipments.list().from(checkpoint).pages()) {
   *   await handle(items)
   *   await save(next)
   * }
   */
  from(checkpoint: Checkpoint | null | undefined): PagedCall<Body, Item, Failure>
  /**
   * The same list, but while you work on one page the next is on its way. Never more than that one: if it fails, you
   * learn it when you come to it, and if you stop before, it is aborted.
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
  const input = toInput(operation, args)
  const name = `${operation.id}(${Object.values(input.path).join()})`
  return listOf({ kernel, operation, input, name })
}

interface Source {
  readonly kernel: Kernel
  readonly operation: ListOperation
  readonly input: CallInput
  /** What its checkpoints call it. */
  readonly name: string
  /** Whether a page is asked for while the one before it is in use. */
  readonly ahead?: boolean
}

/** The list of a source; `first` gives its first page if another list has it already. */
function listOf<Body, Item, Failure>(
  source: Source,
  first?: () => Promise<Reply>,
): PagedCall<Body, Item, Failure> {
  const { kernel, operation, input, name } = source
  let sent: Promise<Reply> | undefined
  const reply = first ?? (() => (sent ??= kernel.send(operation, input)))
  const data = () => reply().then(({ data }) => data as Body)
  const pages = (limit = Infinity) => walk<Body, Item>(source, reply, limit)
  async function* items(left = Infinity): AsyncGenerator<Item, void, undefined> {
    if (left < 1) return
    for await (const { items } of pages(left)) {
      yield* items.slice(0, left)
      if ((left -= items.length) < 1) return
    }
  }
  const self: PagedCall<Body, Item, Failure> = {
    then: (onData, onError) => data().then(onData, onError),
    catch: (onError) => data().catch(onError),
    finally: (onSettled) => data().finally(onSettled),
    [Symbol.toStringTag]: 'PagedCall',
    ...outcomes<Body, Failure>(reply),
    pages,
    take(count) {
      if (Number.isInteger(count)) return items(count)
      throw mustBe('count', 'a whole number', count, name)
    },
    from(checkpoint) {
      if (!checkpoint) return self
      const { list: of, query } = checkpoint
      if (of === name) return listOf({ ...source, input: { ...input, query } })
      throw new UsageError(`${name} cannot go on from a checkpoint of ${of}. Use one of its own.`)
    },
    prefetch: () => listOf({ ...source, ahead: true }, reply),
    [Symbol.asyncIterator]: items,
  }
  return self
}

/** Page after page. With a `limit`, none is asked for ahead that so many items do not need. */
async function* walk<Body, Item>(
  source: Source,
  first: () => Promise<Reply>,
  limit: number,
): AsyncGenerator<Page<Body, Item>, void, undefined> {
  const { kernel, operation, input, name, ahead } = source
  const { paging } = operation
  const { signal } = input.options ?? {}
  // Of its own, to abort what was asked for ahead.
  const controller = new AbortController()
  const abort = () => controller.abort(signal?.reason)
  const asked = new Set<string>()
  let { query } = input
  let reply: Reply
  const ask = async () => {
    const key = JSON.stringify(query)
    if (asked.has(key)) throw unusable(operation, reply, 'it leads back to a page that was read.')
    asked.add(key)
    if (signal?.aborted) abort()
    signal?.addEventListener('abort', abort)
    const options = { ...input.options, signal: controller.signal }
    return kernel
      .send(operation, { ...input, query, options })
      .finally(() => signal?.removeEventListener('abort', abort))
  }
  try {
    let coming: Promise<Reply> | undefined = first()
    while (coming) {
      reply = await coming
      const items = itemsOf<Item>(operation, reply)
      query = (paging.next as NextPage<Paging>)({ query, reply, count: items.length }, paging)
      limit -= items.length
      coming = query && ahead && limit > 0 ? ask() : undefined
      coming?.catch(() => {}) // It is told when the page is come to, which may be never.
      const { data, response } = reply as Reply & { data: Body }
      yield { data, items, response, next: query && { list: name, query } }
      coming ??= query && ask()
    }
  } finally {
    abort()
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
