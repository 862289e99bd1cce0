type Fetch = (url: string, init: RequestInit) => Promise<Response>

const redirects = new Set([301, 302, 303, 307, 308])
const most = 5

/**
 * Follows redirects by hand: a platform that follows them itself takes every header along to another origin, save
 * `Authorization`, and an API key in a header of its own would go astray. Pages cannot read where a redirect leads, so
 * there the platform follows.
 *
 * @param secret - Lower-case names of headers that stay with their origin.
 */
export function followRedirects(fetch: Fetch, secret: ReadonlySet<string>): Fetch {
  if (isPage()) return fetch
  return async (url, init) => {
    let current = { url, init: { ...init, redirect: 'manual' } as RequestInit }
    for (let hops = 0; ; hops += 1) {
      const response = await fetch(current.url, current.init)
      const location = redirects.has(response.status) ? response.headers.get('location') : null
      if (location === null) return response
      // An abandoned body would keep its connection.
      await response.body?.cancel()
      if (hops === most) throw new Error(`it led to more than ${most} redirects`)
      current = next(current, response.status, new URL(location, current.url), secret)
    }
  }
}

function next(
  { url, init }: { url: string; init: RequestInit },
  status: number,
  target: URL,
  secret: ReadonlySet<string>,
): { url: string; init: RequestInit } {
  const headers = new Headers(init.headers)
  if (target.origin !== new URL(url).origin) for (const name of secret) headers.delete(name)
  // RFC 9110 §15.4: 303 asks for a GET. Other redirects repeat the request as it is, also after 301 and 302.
  if (status !== 303 || init.method === 'HEAD') return { url: target.href, init: { ...init, headers } }
  headers.delete('content-type')
  return { url: target.href, init: { ...init, method: 'GET', body: null, headers } }
}

/** Whether this code runs in a web page or one of its workers. */
export function isPage(): boolean {
  const scope = globalThis as {
    window?: { document?: unknown }
    WorkerGlobalScope?: unknown
    importScripts?: unknown
  }
  return scope.window?.document !== undefined || typeof scope.importScripts === 'function'
}
