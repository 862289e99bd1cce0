/** Replies as they leave the mock. */
import { STATUS_CODES } from 'node:http'
import type { Reply } from '../exchange.ts'
import type { Sent } from './sent.ts'

/** Statuses whose answers have no body. */
const bodiless = new Set([204, 205, 304])

const nothing = new Uint8Array()

/** A reply as the client that asked by this method sees it. */
export function toSent({ status, headers, body, delivery }: Reply, method: string): Sent {
  const isEmpty = bodiless.has(status)
  return {
    status,
    statusText: STATUS_CODES[status] ?? '',
    headers: [
      ...headersOf(headers, isEmpty),
      ['date', new Date().toUTCString()],
      ...(isEmpty ? [] : [['content-length', String(body?.length ?? 0)] as const]),
    ],
    body: isEmpty || method === 'HEAD' ? undefined : (body ?? nothing),
    delivery,
  }
}

/** Those of a reply that are not written anew. One is about a connection, and there is none. */
function headersOf(headers: Reply['headers'], isEmpty: boolean): [name: string, value: string][] {
  const left = new Set(['connection', 'date', ...(isEmpty ? [] : ['content-length'])])
  return Object.entries(headers)
    .filter(([name]) => !left.has(name))
    .flatMap(([name, values]) => [values].flat().map((value): [string, string] => [name, value]))
}
