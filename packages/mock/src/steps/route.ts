import { type Arrived, grow, type Handler, type Reply, type Routed } from '../exchange.ts'
import { refuse } from '../refusal.ts'

/** Finds the operation, or says in the provider's shape why there is none. */
export function route(next: Handler<Routed>): Handler<Arrived> {
  return async (exchange) => {
    const { routes } = exchange.provider
    const suffix = routes.wrongSuffix(exchange.path)
    if (suffix !== undefined) {
      return refuse(exchange, { status: 415, reason: `this path has no form with the suffix ${suffix}` })
    }
    const match = routes.find(exchange.method, exchange.path)
    return match ? next(grow(exchange, match)) : unrouted(exchange)
  }
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
