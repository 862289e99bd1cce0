import type { Doorman } from '../auth/doorman.ts'
import type { Handler, Routed } from '../exchange.ts'
import { refuse } from '../refusal.ts'

/** Refuses tokens that have expired, are not genuine, or lack a scope. Missing credentials are the judge's to see. */
export function authenticate(next: Handler<Routed>, doorman: Doorman | undefined): Handler<Routed> {
  if (!doorman) return next
  return (exchange) => {
    const { operation, query, request } = exchange
    const refused = doorman(operation, { headers: request.headers, query })
    return refused ? Promise.resolve(refuse(exchange, refused)) : next(exchange)
  }
}
