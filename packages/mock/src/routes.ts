import type { HTTPMethod } from 'find-my-way'
import createRouter from 'find-my-way'
import { pointer } from './document.ts'
import type { Operation } from './operation.ts'

/** An operation and the path parameters, decoded, with which it was found. */
export interface Match {
  readonly operation: Operation
  readonly params: Readonly<Record<string, string>>
}

/** Finds operations by path; built once per provider. */
export interface Routes {
  /** The operation that answers this method here. `HEAD` is answered by `GET`. */
  find(method: string, path: string): Match | undefined
  /** The methods that have an operation here, as they go into `Allow`; empty for an unknown path. */
  allowed(path: string): string[]
  /** The ending, with its dot, for which alone this path is refused: the provider knows the path without it. */
  wrongSuffix(path: string): string | undefined
}

interface Entry {
  operation: Operation
  names: string[]
}

const verbs = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']

type Lookup = (method: string, path: string) => Match | undefined

// Only letters first: `.json`, `.xml`, `.mp4`, but not the `.5` of a version or the `.` inside `a.b-c`.
const suffixPattern = /\.[a-z][a-z0-9]{1,4}$/i

/**
 * Routes over every operation under every server path. A literal segment beats a parameter. With a format suffix, a path
 * may carry it anywhere, except that a template which itself ends in the suffix is matched as it is written.
 */
export function createRoutes(operations: readonly Operation[], suffix?: string): Routes {
  const plain = createLookup(operations)
  const lookup = suffix === undefined ? plain : withSuffix(plain, suffix)
  const find: Lookup = (method, path) =>
    lookup(method, path) ?? (method === 'HEAD' ? lookup('GET', path) : undefined)
  const known = (path: string) => verbs.some((verb) => find(verb, path))
  return {
    find,
    allowed: (path) => verbs.filter((verb) => find(verb, path)),
    wrongSuffix(path) {
      const ending = suffix === undefined ? undefined : suffixPattern.exec(trimSlash(path))?.[0]
      if (ending === undefined || ending === suffix || endsInTemplate(plain, path, ending)) return undefined
      return known(trimSlash(path).slice(0, -ending.length)) ? ending : undefined
    },
  }
}

function withSuffix(plain: Lookup, suffix: string): Lookup {
  return (method, path) => {
    const trimmed = trimSlash(path)
    const whole = plain(method, path)
    if (!trimmed.endsWith(suffix) || whole?.operation.path.endsWith(suffix)) return whole
    return plain(method, trimmed.slice(0, -suffix.length)) ?? whole
  }
}

/** Whether a template spells this ending out, so that it is part of the path and no suffix. */
function endsInTemplate(plain: Lookup, path: string, ending: string): boolean {
  return verbs.some((verb) => plain(verb, path)?.operation.path.endsWith(ending))
}

function trimSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
}

function createLookup(operations: readonly Operation[]): Lookup {
  const router = createRouter({ ignoreTrailingSlash: true, maxParamLength: 16_384 })
  for (const operation of operations) {
    for (const base of operation.bases) {
      const { route, names } = toRoute(`${base}${operation.path}`)
      const entry: Entry = { operation, names }
      try {
        router.on(operation.method.toUpperCase() as HTTPMethod, route, () => entry)
      } catch (error) {
        throw new Error(clashOf(operation, operations), { cause: error })
      }
    }
  }
  router.compile()
  return (method, path) => {
    const found = router.find(method as HTTPMethod, path)
    if (!found) return undefined
    const { operation, names } = (found.handler as () => Entry)()
    const values = names.map((name, index) => [name, found.params[`p${index}`] ?? ''] as const)
    // An empty segment is no value: `/clients//shipments` names no client.
    return values.every(([, value]) => value !== '')
      ? { operation, params: Object.fromEntries(values) }
      : undefined
  }
}

/** The router knows that a route is taken, but not by whom. */
function clashOf({ method, path }: Operation, operations: readonly Operation[]): string {
  const form = (template: string) => template.replaceAll(/\{[^}]+\}/g, '{}')
  const other = operations.find(
    (one) => one.method === method && one.path !== path && form(one.path) === form(path),
  )
  const place = `${pointer('#/paths', path)}/${method}`
  return other === undefined
    ? `${place} has a path that cannot be told from others. Give it a path of its own`
    : `${place} is the same path as ${other.path}, with other names. Keep one of them`
}

/**
 * An OpenAPI template in the router's language. Parameters go by position, because two templates may call the same
 * place differently, and because the router would end a name at `-` or `.`.
 */
function toRoute(template: string): { route: string; names: string[] } {
  const names: string[] = []
  const parts = template.split(/\{([^}]+)\}/)
  const route = parts.map((part, index) => {
    if (index % 2 === 0) return part.replaceAll(':', '::')
    names.push(part)
    return `:p${names.length - 1}${until(parts[index + 1])}`
  })
  return { route: route.join(''), names }
}

/**
 * The router ends a parameter at `/` by itself; before anything else it needs to be told. Its own rule for `-` and `.`
 * knows no line break. What it compares is decoded, so a `/` is a letter like any other.
 */
function until(following: string | undefined): string {
  const next = following?.charAt(0) ?? ''
  if (next === '' || next === '/') return ''
  return '-.'.includes(next) ? String.raw`([\s\S]+?)` : `([^/\\${next}]+)`
}
