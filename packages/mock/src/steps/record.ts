import type { Arrived, Handler } from '../exchange.ts'
import type { Journal } from '../journal/journal.ts'

/** Takes down every request with its answer. Outermost: the exchange has grown by all that the steps inside have found. */
export function record(next: Handler<Arrived>, journal: Journal): Handler<Arrived> {
  if (!journal.isOn) return next
  return async (exchange) => {
    const startedAt = performance.now()
    const reply = await next(exchange)
    journal.add(exchange, reply, startedAt)
    return reply
  }
}
