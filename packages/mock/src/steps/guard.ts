import { messageOf } from '../errors.ts'
import type { Arrived, Handler, Reply } from '../exchange.ts'
import { refuse } from '../refusal.ts'

/**
 * A mistake of ours becomes the provider's 500 and one line on stderr, never a dead process. Stands inside `cors`, so
 * that a page may read the 500 as well.
 */
export function guard(next: Handler<Arrived>): Handler<Arrived> {
  return async (exchange) => {
    try {
      return await next(exchange)
    } catch (error) {
      return fault(exchange, error)
    }
  }
}

/** What to send after something was thrown. The query is not logged, because credentials may be in it. */
export function fault(exchange: Arrived, error: unknown): Reply {
  if (clientHasLeft(exchange)) return unsent
  const reason = `the mock failed: ${messageOf(error)}`
  process.stderr.write(
    `parlance-mock: ${exchange.method} /${exchange.provider.name}${exchange.path}: ${reason}\n`,
  )
  return refuse(exchange, { status: 500, reason })
}

/** Nobody is there to read it. */
const unsent: Reply = { status: 499, headers: {}, body: undefined }

function clientHasLeft({ request, response }: Arrived): boolean {
  return response.destroyed || (request.destroyed && !request.complete)
}
