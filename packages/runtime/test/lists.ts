/** Lists of numbers on loopback, in every way to page that the kernel knows. */
import type { ServerResponse } from 'node:http'
import type { Kernel } from '../src/kernel.ts'
import { nextBodyLink, nextLink, nextNumber } from '../src/next-page.ts'
import { list, type ListOperation, type PagedCall } from '../src/paginate.ts'
import type { CallOptions, KernelOptions } from '../src/options.ts'
import { json, kernelAt, serve } from '../src/testing.ts'

const pageSize = 3

interface Style {
  readonly operation: ListOperation
  /** Answers a request with its page of `all`. */
  answer(response: ServerResponse, asked: URLSearchParams, all: number[]): void
}

const base = { id: 'parcels.list', method: 'GET', path: '/parcels', input: 'query' } as const

/** What a link says about the page after this one, on a host that is not ours. */
function linkTo(asked: URLSearchParams, changes: Record<string, string>): string {
  const query = new URLSearchParams(asked)
  for (const [name, value] of Object.entries(changes)) query.set(name, value)
  return `https://elsewhere.example/v9/parcels?${query.toString()}`
}

export const styles: Readonly<Record<'page' | 'link' | 'HAL page' | 'HAL cursor', Style>> = {
  page: {
    operation: {
      ...base,
      paging: {
        next: nextNumber,
        offsetParam: 'page',
        limitParam: 'limit',
        limitDefault: pageSize,
        limitMax: 4,
        items: '',
      },
    },
    answer(response, asked, all) {
      const limit = Math.min(4, Number(asked.get('limit') ?? pageSize) || pageSize)
      const start = (Number(asked.get('page') ?? 1) - 1) * limit
      json(response, 200, all.slice(start, start + limit))
    },
  },
  link: {
    operation: { ...base, paging: { next: nextLink, items: '' } },
    answer(response, asked, all) {
      const end = Number(asked.get('offset') ?? 0) + pageSize
      const link = `<${linkTo(asked, { offset: '0' })}>; rel="first", <${linkTo(asked, { offset: String(end) })}>; rel="next"`
      json(response, 200, all.slice(end - pageSize, end), end < all.length ? { link } : {})
    },
  },
  'HAL page': {
    operation: {
      ...base,
      paging: { next: nextBodyLink, link: '/_links/next/href', items: '/_embedded/parcels' },
    },
    answer(response, asked, all) {
      const page = Number(asked.get('page') ?? 0)
      const end = (page + 1) * pageSize
      hal(
        response,
        all.slice(end - pageSize, end),
        end < all.length && linkTo(asked, { page: String(page + 1) }),
      )
    },
  },
  'HAL cursor': {
    operation: {
      ...base,
      paging: { next: nextBodyLink, link: '/_links/next/href', items: '/_embedded/parcels' },
    },
    answer(response, asked, all) {
      const first = asked.has('next') ? all.indexOf(Number(asked.get('next')) - 333582990174208) : 0
      const end = first + pageSize
      const next = end < all.length && String(all[end]! + 333582990174208)
      hal(response, all.slice(first, end), next && linkTo(asked, { start: 'x', next, relation: 'NEXT' }))
    },
  },
}

/** An empty page has no `_embedded`, and the last one no link to a next. */
function hal(response: ServerResponse, items: number[], next: string | false | undefined): void {
  json(response, 200, {
    ...(items.length > 0 && { _embedded: { parcels: items } }),
    _links: {
      self: { href: 'https://elsewhere.example' },
      ...(next && { next: { href: `${next}{&sort}` } }),
    },
  })
}

export interface Lists {
  kernel: Kernel
  /** The queries of the calls, from the moment each was made. */
  sent: string[]
  /** The queries of the calls that came to their end, well or not. */
  settled: string[]
  /** A new list of this provider. */
  list(query?: Record<string, unknown>, options?: CallOptions): PagedCall<unknown, number, never>
}

/**
 * A provider with a list of the numbers from 1 to `count`.
 *
 * @param gate - Stands before every answer: it may take its time, or answer itself and give `true`.
 */
export async function lists(
  style: keyof typeof styles,
  count: number,
  gate?: (query: string, response: ServerResponse) => unknown,
  options: KernelOptions = {},
): Promise<Lists> {
  const { operation, answer } = styles[style]
  const sent: string[] = []
  const settled: string[] = []
  const all = Array.from({ length: count }, (_, index) => index + 1)
  const origin = await serve(async (request, response) => {
    const { search, searchParams } = new URL(request.url!, 'http://x')
    if ((await gate?.(search, response)) !== true) answer(response, searchParams, all)
  })
  const kernel = kernelAt(origin, {
    ...options,
    middleware: [
      (next) => (call) => {
        const { search } = new URL(call.url)
        sent.push(search)
        return next(call).finally(() => settled.push(search))
      },
    ],
  })
  return { kernel, sent, settled, list: (...args) => list(kernel, operation, args) }
}
