import { isPage } from './page.ts'

type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** Makes a `fetch` that follows redirects in its own way, given the names of headers that stay with their origin. */
export type RedirectPolicy = (fetch: Fetch, secret: readonly string[]) => Fetch

const most = 5

/**
 * Follows redirects by hand: a platform that follows them itself takes every header along to another origin, save
 * `Authorization`, and an API key in a header of its own would go astray. Pages cannot read where a redirect leads, so
 * there the platform follows.
 *
 * @param secret - Names of headers that stay with their origin.
 */
export const followRedirects: RedirectPolicy = (fetch, secret) => {
  if (isPage()) return fetch
  return async (from, { ...init }) => {
    let url = from
    init.redirect = 'manual'
    for (let hops = 0; ; hops += 1) {
      const response = await fetch(url, init)
      const { status } = response
      const location = /30[12378]/.test(`${status}`) && response.headers.get('location')
      if (!location) return response
      // An abandoned body would keep its connection.
      await response.body?.cancel()
      if (hops === most) throw new Error(`it led to more than ${most} redirects`)
      const target = new URL(location, url)
      const headers = new Headers(init.headers)
      if (target.origin !== new URL(url).origin) for (const name of secret) headers.delete(name)
      // RFC 9110 §15.4: 303 asks for a GET. Other redirects repeat the request as it is, also after 301 and 302.
      if (status === 303 && init.method !== 'HEAD') {
        headers.delete('content-type')
        init.method = 'GET'
        init.body = null
      }
      init.headers = headers
      url = target.href
    }
  }
}
