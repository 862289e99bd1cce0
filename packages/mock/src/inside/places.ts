/** Whom a URL is for, when no socket says so. */
import { isObject, type OpenApiDocument, resolve } from '../document.ts'
import type { Located } from '../locate.ts'
import { originsOf } from '../origins.ts'
import type { Provider } from '../provider.ts'
import type { Slot } from '../slot.ts'

/** Whom a request is for, and by which origin it was sent. */
export interface Placed extends Located {
  readonly origin: string
}

/** Finds out whom a URL is for; nothing when it is for no provider. */
export type Place = (url: URL) => Placed | undefined

/**
 * Places URLs: those of the providers' own servers, those of a mock that gives each provider an origin, and those of any
 * origin whose path begins with the name of a provider.
 *
 * @param given - The addresses that stand for the providers' origins, in the order of the slots.
 */
export function createPlace(slots: readonly Slot[], given: readonly string[]): Place {
  const documents = new WeakMap<OpenApiDocument, ReadonlySet<string>>()
  const ownOf = ({ document }: Provider) => {
    const origins = documents.get(document) ?? new Set([...originsOf(document), ...tokenOrigins(document)])
    documents.set(document, origins)
    return origins
  }
  const named = new Map(slots.map((slot) => [slot.name, slot]))
  const alone = new Map(slots.map((slot, index) => [given[index], slot]))
  return (url) => {
    const { origin, pathname: path, search } = url
    const query = search.slice(1)
    const own = slots.map(({ provider }) => provider).filter((provider) => ownOf(provider).has(origin))
    // Several may have one host, each with paths of its own.
    const provider =
      own.find(({ routes }) => routes.allowed(path).length > 0) ?? own[0] ?? alone.get(origin)?.provider
    if (provider) return { provider, origin, prefix: '', path, query }
    const [, name = '', rest = '/'] = /^\/([^/]*)(\/.*)?$/.exec(path) ?? []
    const slot = named.get(name)
    return slot && { provider: slot.provider, origin, prefix: `/${name}`, path: rest, query }
  }
}

/** Tokens may come from a host of their own. */
function tokenOrigins(document: OpenApiDocument): string[] {
  return Object.values(document.components?.securitySchemes ?? {}).flatMap((node) => {
    const { flows } = resolve<object>(document, node) as { flows?: Record<string, unknown> }
    return Object.values(flows ?? {}).flatMap((flow) => {
      const url = isObject(flow) && typeof flow['tokenUrl'] === 'string' ? URL.parse(flow['tokenUrl']) : null
      return url ? [url.origin] : []
    })
  })
}
