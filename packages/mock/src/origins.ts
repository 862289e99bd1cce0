/** The addresses of a provider's own servers, and how they read at the mock. */
import { isObject, type OpenApiDocument, resolve, type ServerObject } from './document.ts'
import { keysOf } from './pointer.ts'

/** Writes the addresses of the provider as those of the mock, which stands for its origins at `base`. */
export interface Origins {
  /** In a header. */
  inHeader(text: string, base: string): string
  /** In the links of a JSON body; `undefined` when there is none to change. */
  inBody(body: Buffer, base: string): Buffer | undefined
}

/** The origins of all servers of a document; `undefined` when none of its answers can name one. */
export function createOrigins(document: OpenApiDocument): Origins | undefined {
  const origins = [...originsOf(document)]
  if (origins.length === 0) return undefined
  const any = `(?:${origins.map(escape).join('|')})(?=[/?#">;,\\s]|$)`
  const everywhere = new RegExp(any, 'g')
  const keys = linkKeys(document)
  const links = new RegExp(String.raw`("(?:${keys.map(escape).join('|')})":\s*")${any}`, 'g')
  const marks = keys.map((key) => `"${key}":"http`)
  return {
    inHeader: (text, base) => text.replaceAll(everywhere, base),
    inBody(body, base) {
      if (!marks.some((mark) => body.includes(mark))) return undefined
      return Buffer.from(body.toString().replaceAll(links, (_, start: string) => start + base))
    },
  }
}

/** The origins of all servers of a document. */
export function originsOf(document: OpenApiDocument): Set<string> {
  const found = new Set<string>()
  const add = (server: ServerObject) => {
    const full = addressOf(server)
    if (URL.canParse(full)) found.add(new URL(full).origin)
  }
  document.servers?.forEach(add)
  for (const node of Object.values(document.paths)) {
    const item = resolve<Record<string, unknown>>(document, node)
    for (const place of [item, ...Object.values(item)]) {
      const servers = isObject(place) ? place['servers'] : undefined
      if (Array.isArray(servers)) (servers as ServerObject[]).forEach(add)
    }
  }
  return found
}

/** The address of a server, with its variables as they usually are. */
export function addressOf({ url, variables = {} }: ServerObject): string {
  return url.replaceAll(/\{([^}]+)\}/g, (_, name: string) => variables[name]?.default ?? '')
}

/** Properties that are links to follow: `href` of HAL, and those with the address of another page. */
function linkKeys(document: OpenApiDocument): string[] {
  const keys = new Set(['href'])
  for (const node of Object.values(document.paths)) {
    for (const operation of Object.values(resolve<Record<string, unknown>>(document, node))) {
      const pagination = isObject(operation) ? operation['x-redoclyPagination'] : undefined
      const nextLink = isObject(pagination) ? pagination['nextLink'] : undefined
      const key = typeof nextLink === 'string' ? keysOf(nextLink).at(-1) : undefined
      if (key === undefined) continue
      for (const name of ['next', 'prev', 'previous', 'first', 'last', 'self'])
        keys.add(key.replace('next', name))
    }
  }
  return [...keys]
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
}
