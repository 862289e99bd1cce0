/** The mock inside a page: the page's side. */
import { readAsk } from './ask.ts'
import { type Line, openLine } from './line.ts'
import { toResponse } from './response.ts'

/** Answers requests without a network. */
export interface Sandbox {
  /**
   * Answers a request as the mock would, with its tokens, limits and faults. Redirects are answers like others.
   *
   * @param provider name of the provider
   * @param path begins with the provider's real path, such as `/api/v1/...`, and may have a query
   * @param init as for the platform's `fetch`: method, headers, body and signal count
   * @throws SandboxError when the mock cannot be had, such as on a site that forbids `eval`
   * @throws TypeError as `fetch` does, for a request that cannot be and for a fault that was asked for
   */
  fetch(provider: string, path: string, init?: RequestInit): Promise<Response>
}

/**
 * Opens the mock inside a page. Its worker starts with the first request, and reads the document of a provider when that
 * provider is first asked. What could not be had is tried again by the next request.
 *
 * @param site address of the site's root
 * @example
 * const { status } = await openSandbox(new URL('../..', location.href)).fetch('chitchats', '/tracking/k7qx2m9p4d.json')
 */
export function openSandbox(site: URL): Sandbox {
  let line: Line | undefined
  return {
    async fetch(provider, path, init = {}) {
      const signal = init.signal ?? undefined
      signal?.throwIfAborted()
      const ask = await readAsk(provider, path, init)
      signal?.throwIfAborted()
      line ??= openLine(new URL('assets/sandbox-worker.js', site), () => (line = undefined))
      return toResponse(await line.ask(ask, signal), signal)
    },
  }
}
