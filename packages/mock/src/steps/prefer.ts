import { grow, type Handler, type Preferring, type Received } from '../exchange.ts'
import { readPreference } from '../prefer.ts'
import { refuse } from '../refusal.ts'

/** Reads what the `Prefer` header asks of the mock; what the contract does not have is not found. */
export function prefer(next: Handler<Preferring>): Handler<Received> {
  return async (exchange) => {
    const header = exchange.request.headers['prefer']
    const preference = readPreference(header?.toString(), exchange.operation)
    if (typeof preference === 'string')
      return refuse(exchange, { status: 404, reason: `prefer: ${preference}` })
    return next(grow(exchange, { preference }))
  }
}
