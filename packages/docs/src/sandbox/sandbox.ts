/** The mock inside a page: the page's side. */
import { readAsk } from './ask.ts'
import type { Kept, KeptOrder } from './kept.ts'
import { type Line, openLine } from './line.ts'
import { toResponse } from './response.ts'
import { openTab } from './tab.ts'

/** Answers requests without a network, from data that it keeps as long as the tab is open. */
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
  /**
   * Shows what is kept of a provider, after something else where that is wanted.
   *
   * @throws SandboxError when the mock cannot be had
   */
  kept(provider: string, order: KeptOrder): Promise<Kept>
}

const notKept =
  'Your browser keeps nothing of this for the next page: what you make here is gone with this one.'

/**
 * Opens the mock inside a page. Its worker starts with the first request, and reads the document of a provider when that
 * provider is first asked. What could not be had is tried again by the next request.
 *
 * @param site address of the site's root
 * @example
 * const { status } = await openSandbox(new URL('../..', location.href)).fetch('chitchats', '/tracking/k7qx2m9p4d.json')
 */
export function openSandbox(site: URL): Sandbox {
  const tab = openTab(site)
  let line: Line | undefined
  const open = () =>
    (line ??= openLine(new URL('assets/sandbox-worker.js', site), tab, () => (line = undefined)))
  return {
    async fetch(provider, path, init = {}) {
      const signal = init.signal ?? undefined
      signal?.throwIfAborted()
      const ask = await readAsk(provider, path, init)
      signal?.throwIfAborted()
      const { sent } = await open().ask(ask, signal)
      return toResponse(sent, signal)
    },
    async kept(provider, order) {
      const { kept } = await open().order({ kind: 'order', provider, order })
      return tab.isRefused ? { ...kept, note: notKept } : kept
    },
  }
}
