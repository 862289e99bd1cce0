/** Writes the parts of a request by OpenAPI's default styles: `simple` in paths, exploded `form` in queries. */
import type { RequestBody } from './bodies.ts'
import type { HeaderOptions } from './options.ts'

/** A request ready to send, as often as need be. */
export interface PreparedRequest {
  readonly url: string
  readonly headers: Headers
  readonly body: RequestBody | undefined
}

type Values = Readonly<Record<string, unknown>>

/** A path template with its values; `valueOf` gives them by name. */
export function writePath(template: string, valueOf: (name: string) => string): string {
  return template.replace(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(valueOf(name)))
}

/**
 * A query with its `?`, or nothing. Lists repeat the name, objects become `name[key]`, and what is missing is left out.
 */
export function writeQuery(query: Values): string {
  const pairs: string[] = []
  const add = (name: string, value: unknown): void => {
    if (Array.isArray(value)) value.forEach((item) => add(name, item))
    else if (typeof value === 'object')
      for (const key in value) add(`${name}[${key}]`, (value as Values)[key])
    else if (value !== undefined) pairs.push([name, value as string].map(encodeURIComponent).join('='))
  }
  for (const name in query) add(name, query[name])
  return pairs.length > 0 ? `?${pairs.join('&')}` : ''
}

/** Headers from several layers, a later one above an earlier one: `null` removes, `undefined` leaves alone. */
export function mergeHeaders(...layers: (HeaderOptions | undefined)[]): Headers {
  const headers = new Headers()
  for (const layer of layers) {
    for (const name in layer) {
      const value = layer[name]
      if (value === null) headers.delete(name)
      else if (value !== undefined) headers.set(name, value)
    }
  }
  return headers
}
