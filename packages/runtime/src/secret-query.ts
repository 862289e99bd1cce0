import type { Placer } from './policies/auth.ts'

/** Takes what is secret out of a response before anybody sees it. */
export type Concealer = (response: Response) => void

/** Responses end up in errors and logs, with their URL. */
export function concealQuery(response: Response): void {
  Object.defineProperty(response, 'url', { value: response.url.replace(/\?.*/, '') })
}

/** Puts a credential into the query. */
export const inQuery: Placer = (call, name, secret) => {
  const url = new URL(call.url)
  url.searchParams.set(name, secret)
  return { ...call, url: url.href }
}
