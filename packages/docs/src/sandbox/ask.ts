/** Requests of the Fetch API as plain data. */
import type { Ask } from './protocol.ts'

/** A request without the number by which its answer is known. */
export type Unsent = Omit<Ask, 'id' | 'kind'>

/** Reads a request. Throws as `fetch` does where there cannot be such a request, a GET with a body for one. */
export async function readAsk(provider: string, path: string, init: RequestInit): Promise<Unsent> {
  if (!path.startsWith('/')) throw new TypeError(`The path must begin with a slash, unlike "${path}".`)
  const { pathname, search } = new URL(`http://sandbox.invalid${path}`)
  const { signal: _, ...rest } = init
  const request = new Request(`http://sandbox.invalid${pathname}${search}`, rest)
  return {
    provider,
    method: request.method,
    target: pathname + search,
    headers: { 'user-agent': navigator.userAgent, ...Object.fromEntries(request.headers) },
    body: hasBody(init) ? new Uint8Array(await request.arrayBuffer()) : undefined,
  }
}

function hasBody({ body }: RequestInit): boolean {
  return body !== undefined && body !== null
}
