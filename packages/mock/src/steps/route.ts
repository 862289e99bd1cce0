import { type Arrived, grow, type Handler, type Reply, type Routed } from '../exchange.ts'
import type { Aliases } from '../aliases.ts'
import { refuse } from '../refusal.ts'
import type { Match, Routes } from '../routes.ts'

/** Finds the operation, or says in the provider's shape why there is none. */
export function route(next: Handler<Routed>, aliasOf: Aliases = none): Handler<Arrived> {
  return async (exchange) => {
    const { routes } = exchange.provider
    const suffix = routes.wrongSuffix(exchange.path)
    if (suffix !== undefined) {
      return refuse(exchange, { status: 415, reason: `this path has no form with the suffix ${suffix}` })
    }
    const match = findMatch(routes, aliasOf, exchange)
    return match ? next(grow(exchange, match)) : unrouted(exchange)
  }
}

const none: Aliases = () => undefined

/** The operation at a path, or at the one that it stands for. */
export function findMatch(
  routes: Routes,
  aliasOf: Aliases,
  { method, path }: Pick<Arrived, 'method' | 'path'>,
): Match | undefined {
  const match = routes.find(method, path)
  const alias = match ? undefined : aliasOf(path)
  return alias === undefined ? match : routes.find(method, alias)
}

function unrouted(exchange: Arrived): Reply {
  const { method, path, provider } = exchange
  if (!isDecodable(path)) {
    return refuse(exchange, {
      status: 400,
      reason: 'the path has a % that starts no percent-encoded character',
    })
  }
  const reason = `no operation for ${method} ${path}`
  const allowed = provider.routes.allowed(path)
  if (allowed.length === 0) return refuse(exchange, { status: 404, reason })
  const allow = allowed.join(', ')
  return refuse(exchange, { status: 405, reason: `${reason}; it has ${allow}`, headers: { allow } })
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
