import type { Arrived, Handler, Reply } from '../exchange.ts'

/**
 * Lets a page of any origin call the mock and read the whole answer. A preflight is answered here, with the methods of
 * the path; on an unknown path it is let through, so that the page gets to see the provider's 404.
 */
export function cors(next: Handler<Arrived>): Handler<Arrived> {
  return async (exchange) => {
    const { origin, 'access-control-request-method': asked } = exchange.request.headers
    if (origin === undefined) return next(exchange)
    if (exchange.method === 'OPTIONS' && asked !== undefined) return preflight(exchange, origin, asked)
    const reply = await next(exchange)
    const exposed = { 'access-control-expose-headers': Object.keys(reply.headers).join(', ') }
    const vary = [reply.headers['vary'] ?? [], 'origin'].flat().join(', ')
    return { ...reply, headers: { ...reply.headers, ...allow(origin), ...exposed, vary } }
  }
}

function preflight(exchange: Arrived, origin: string, asked: string): Reply {
  const allowed = exchange.provider.routes.allowed(exchange.path)
  const headers = exchange.request.headers['access-control-request-headers']
  return {
    status: 204,
    headers: {
      ...allow(origin),
      'access-control-allow-methods': allowed.join(', ') || asked,
      ...(headers !== undefined && { 'access-control-allow-headers': headers }),
      'access-control-max-age': '600',
      vary: 'origin, access-control-request-method, access-control-request-headers',
    },
    body: undefined,
  }
}

function allow(origin: string): Record<string, string> {
  return { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' }
}
