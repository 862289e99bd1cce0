import {
  isObject,
  type Method,
  methods,
  type OpenApiDocument,
  type PathItemObject,
  resolve,
} from './document.ts'
import { lean } from './lean.ts'

type Components = Record<string, Record<string, unknown>>

/**
 * The document with one operation, and the components that it reaches. Reading an operation costs in proportion to the
 * document around it, so each is read from the smallest one that says the same. A document whose references go elsewhere
 * than into its components is left whole.
 */
export function sliceOf(document: OpenApiDocument, path: string, method: Method): OpenApiDocument {
  const item = resolve<PathItemObject>(document, document.paths[path]!)
  const others = new Set<string>(methods.filter((name) => name !== method))
  const own = Object.fromEntries(Object.entries(item).filter(([key]) => !others.has(key)))
  const all = (document as { components?: Components }).components ?? {}
  // Security schemes are named, not referenced.
  const components: Components = { securitySchemes: all['securitySchemes'] ?? {} }
  if (!takeReached(own, all, components)) return document
  const { openapi, info, servers, security } = document as OpenApiDocument & Record<string, unknown>
  return {
    openapi,
    info,
    servers,
    security,
    paths: { [path]: own },
    components,
  } as unknown as OpenApiDocument
}

/** Takes along every component that a node reaches; `false` when a reference does not lead to a component. */
function takeReached(node: unknown, all: Components, taken: Components): boolean {
  const waiting = [node]
  while (waiting.length > 0) {
    for (const ref of refsIn(waiting.pop())) {
      const [, kind, name] = /^#\/components\/([^/]+)\/([^/]+)/.exec(ref) ?? []
      const target = kind && name && all[kind]?.[unescaped(name)]
      if (!kind || !name || !isObject(target)) return false
      if (Object.hasOwn((taken[kind] ??= {}), unescaped(name))) continue
      const part = kind === 'schemas' ? lean(target) : target
      taken[kind][unescaped(name)] = part
      waiting.push(part)
    }
  }
  return true
}

function unescaped(token: string): string {
  return decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~')
}

function* refsIn(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return
  if (!Array.isArray(node) && typeof (node as { $ref?: unknown }).$ref === 'string') {
    yield (node as { $ref: string }).$ref
  }
  for (const child of Object.values(node)) yield* refsIn(child)
}
