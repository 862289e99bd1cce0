import { baseOf } from '../base.ts'
import { isJson } from '../encode.ts'
import type { Handler, Reply, Routed } from '../exchange.ts'
import { Memory } from '../memory.ts'
import type { Origins } from '../origins.ts'

/** Under how many addresses the same reply is kept. */
const addresses = 4

/** Headers that name other resources. */
const linkHeaders = ['location', 'content-location', 'link']

/**
 * Lets links lead on to the mock: where an answer names a server of the provider, it gets the address by which the client
 * reached the mock.
 */
export function links<E extends Routed>(next: Handler<E>, origins: Origins | undefined): Handler<E> {
  if (!origins) return next
  const changed = new WeakMap<Reply, Memory<string, Reply>>()
  return async (exchange) => {
    const reply = await next(exchange)
    const base = baseOf(exchange)
    if (reply.isUnique) return localize(reply, origins, base)
    const known = changed.get(reply)?.get(base)
    if (known) return known
    const local = localize(reply, origins, base)
    const memory = changed.get(reply) ?? new Memory<string, Reply>(addresses)
    changed.set(reply, memory)
    memory.set(base, local)
    return local
  }
}

function localize(reply: Reply, origins: Origins, base: string): Reply {
  const { headers, body } = reply
  const named = linkHeaders.filter((name) => headers[name] !== undefined)
  const local = named.map((name) => [name, origins.inHeader(String(headers[name]), base)] as const)
  const isText = body !== undefined && isJson(String(headers['content-type'] ?? ''))
  const changed = isText ? origins.inBody(body, base) : undefined
  if (local.length === 0 && !changed) return reply
  return {
    ...reply,
    headers: { ...headers, ...Object.fromEntries(local) },
    ...(changed && { body: changed }),
  }
}
