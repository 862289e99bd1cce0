import type { Placer } from './policies/auth.ts'

/** Takes what is secret in a URL out of everything that ends up in errors and logs. */
export interface Concealer {
  response(response: Response): Response
  error(error: unknown): unknown
}

/** For APIs whose credential is in the query: everything but the query may be seen. */
export const concealQuery: Concealer = {
  // A new one, because some platforms show the URL of the real one to who inspects it.
  response: (response) =>
    Object.defineProperty(new Response(response.body, response), 'url', {
      value: withoutQuery(response.url),
    }),
  // Some platforms tell the URL in the message, some in a property.
  error: (error) => (error instanceof Error ? anew(error) : error),
}

function anew({ message, name, cause, ...rest }: Error): Error {
  const copy = new Error(withoutQuery(message), cause instanceof Error ? { cause: anew(cause) } : undefined)
  const { code } = rest as { code?: string }
  return Object.assign(copy, { name }, code === undefined ? {} : { code })
}

function withoutQuery(text: string): string {
  return text.replace(/\?[^\s)"']*/g, '')
}

/** Puts a credential into the query. */
export const inQuery: Placer = (call, name, secret) => {
  const url = new URL(call.url)
  url.searchParams.set(name, secret)
  return { ...call, url: url.href }
}
