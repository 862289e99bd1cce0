/** Writes the parts of a request by OpenAPI's default styles: `simple` in paths, exploded `form` in queries. */
import type { Operation } from './operation.ts'
import type { HeaderOptions } from './options.ts'

/** A request ready to send, as often as need be. */
export interface PreparedRequest {
  readonly url: string
  readonly headers: Headers
  readonly body: BodyInit | undefined
}

type Values = Readonly<Record<string, unknown>>

/** A path template with its values; `valueOf` gives them by name. */
export function writePath(template: string, valueOf: (name: string) => string): string {
  return template.replace(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(valueOf(name)))
}

/**
 * A query with its `?`, or nothing. Lists repeat the name or, where the operation says so, are written with commas;
 * objects become `name[key]`, or parameters of their own where they are free filters; what is missing is left out.
 */
export function writeQuery({ commas = [], spread = [] }: Operation, query: Values = {}): string {
  const pairs: string[] = []
  const add = (name: string, value: unknown): void => {
    if (Array.isArray(value)) value.forEach((item) => add(name, item))
    else if (isObject(value)) addEach(value, (key) => `${name}[${key}]`)
    else if (value !== undefined && value !== null)
      pairs.push(`${encodeURIComponent(name)}=${encodeURIComponent(value as string)}`)
  }
  const addEach = (values: Values, nameOf: (key: string) => string): void => {
    for (const key in values) add(nameOf(key), values[key])
  }
  for (const name in query) {
    const value = query[name]
    if (spread.includes(name)) addEach(value as Values, String)
    else add(name, commas.includes(name) && Array.isArray(value) ? value.join() : value)
  }
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

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null
}
