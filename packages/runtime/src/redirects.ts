type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** Makes a `fetch` that follows redirects in its own way, given the names of headers that stay with their origin. */
export type RedirectPolicy = (fetch: Fetch, secret: readonly string[]) => Fetch

const most = 5

/**
 * Follows redirects by hand: a platform that follows them itself takes every header along to another origin, save
 * `Authorization`, and an API key in a header of its own would go astray. Pages cannot read where a redirect leads, so
 * there none is followed. Only what is asked with `redirect: 'follow'` is followed at all.
 *
 * @param secret - Names of headers that stay with their origin.
 */
export const followRedirects: RedirectPolicy = (fetch, secret) => async (from, init) => {
  const headers = new Headers(init.headers)
  let url = from
  for (let hops = 0; ; hops += 1) {
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    const location = /30[12378]/.test(`${response.status}`) && response.headers.get('location')
    if (!location || init.redirect !== 'follow') return response
    // An abandoned body would keep its connection.
    await response.body?.cancel()
    const target = new URL(location, url)
    if (hops === most) throw new Error(`it led to more than ${most} redirects`)
    if (!/^https?:$/.test(target.protocol)) throw new Error(`it was redirected to ${target.protocol}`)
    if (target.origin !== new URL(url).origin) for (const name of secret) headers.delete(name)
    url = target.href
  }
}
