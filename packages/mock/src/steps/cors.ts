import type { Arrived, Handler, Reply } from '../exchange.ts'

/**
 * Lets a page call the mock and read the whole answer. A preflight is answered here, with the methods of the path; on an
 * unknown path it is let through, so that the page gets to see the provider's 404.
 *
 * @param origins - Whose pages may call. To others the browser shows nothing. Default: all.
 */
export function cors(next: Handler<Arrived>, origins?: readonly string[]): Handler<Arrived> {
  return async (exchange) => {
    const { origin, 'access-control-request-method': asked } = exchange.request.headers
    if (origin === undefined) return next(exchange)
    const isPreflight = exchange.method === 'OPTIONS' && asked !== undefined
    if (origins && !origins.includes(origin)) return isPreflight ? forbidden : next(exchange)
    if (isPreflight) return preflight(exchange, origin, asked)
    const reply = await next(exchange)
    const exposed = { 'access-control-expose-headers': Object.keys(reply.headers).join(', ') }
    const vary = [reply.headers['vary'] ?? [], 'origin'].flat().join(', ')
    return { ...reply, headers: { ...reply.headers, ...allow(origin), ...exposed, vary } }
  }
}

/** Without the headers that would allow it, the browser refuses the call. */
const forbidden: Reply = { status: 204, headers: { vary: 'origin' }, body: undefined }

function preflight(exchange: Arrived, origin: string, asked: string): Reply {
  const allowed = exchange.provider.routes.allowed(exchange.path)
  const { 'access-control-request-headers': headers, 'access-control-request-private-network': local } =
    exchange.request.headers
  return {
    status: 204,
    headers: {
      ...allow(origin),
      'access-control-allow-methods': allowed.join(', ') || asked,
      ...(headers !== undefined && { 'access-control-allow-headers': headers }),
      // Browsers ask before a page from elsewhere may call this machine.
      ...(local !== undefined && { 'access-control-allow-private-network': 'true' }),
      'access-control-max-age': '600',
      vary: 'origin, access-control-request-method, access-control-request-headers',
    },
    body: undefined,
  }
}

function allow(origin: string): Record<string, string> {
  return { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' }
}
