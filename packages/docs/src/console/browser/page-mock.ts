/** The mock in a worker of this page. */
import type { Kept, KeptOrder } from '../../sandbox/kept.ts'

/** What the site's `assets/sandbox.js` opens. */
export interface PageMock {
  fetch(provider: string, path: string, init?: RequestInit): Promise<Response>
  kept(provider: string, order: KeptOrder): Promise<Kept>
}

let opening: Promise<PageMock> | undefined

/** What it needs is loaded with the first request; what could not be had is tried again by the next. */
export function openPageMock(): Promise<PageMock> {
  const site = new URL('../', import.meta.url)
  const address = new URL('assets/sandbox.js', site).href
  opening ??= (import(address) as Promise<{ openSandbox(site: URL): PageMock }>).then(({ openSandbox }) =>
    openSandbox(site),
  )
  opening.catch(() => (opening = undefined))
  return opening
}
