import { parseTemplate } from 'url-template'
import { UsageError } from './errors.ts'
import { type Fields, matchPath, pathBelow, withoutAlias } from './follow-path.ts'
import type { Operation } from './operation.ts'

/** What the links of a provider lead to. Generated. */
export interface LinkTable {
  /**
   * The URLs of each set of the provider's servers. On those of its operation a link must have the operation's path
   * exactly; a link without a host is on the first.
   */
  readonly servers: readonly (readonly string[])[]
  /** Relation → the reads it can lead to, the most specific path first; which one it is, the address tells. */
  readonly targets: Readonly<Record<string, readonly Operation[]>>
  /** Paths that links have → paths of operations: whole paths, or beginnings where both end with `/`. */
  readonly aliases?: readonly (readonly [from: string, to: string])[]
}

/** Where a link leads: an operation with the arguments that the link and the caller give it. */
export interface Destination {
  readonly operation: Operation
  readonly path: Fields
  readonly query: Fields
  readonly options: unknown
}

/** @throws {UsageError} when there is no such link, or none of the operations it may lead to has its path. */
export function resolveLink(
  { servers, targets, aliases = [] }: LinkTable,
  resource: object,
  rel: string,
  args: readonly unknown[],
): Destination {
  const href = hrefOf(resource, rel)
  const operations = Object.hasOwn(targets, rel) ? targets[rel]! : []
  if (operations.length === 0) throw refusal(rel, 'leads to no documented read. Call its operation by name')
  const found = operations.flatMap((operation) => {
    const [given, options] = operation.input === 'query' ? args : [undefined, args[0]]
    const own = servers[operation.server ?? 0]!
    const { url, query } = expand(rel, href, given as Fields | undefined, own[0]!)
    const match = matchPath(operation.path, withoutAlias(pathBelow(url, own), aliases))
    return match ? [{ ...match, operation, query, options }] : []
  })
  // At a foreign host `/acme/users/7/channels` ends with `/channels` too, but `/users/{id}/channels` says more of it.
  const [best] = found.toSorted((one, other) => one.prefix - other.prefix)
  if (!best) throw refusal(rel, `leads to ${addressOf(href)}, and not to ${nameSome(operations)}`)
  return best
}

/** Pages of one kind have the same links in many lists: a few names show what was expected. */
function nameSome(operations: readonly Operation[]): string {
  const names = operations.slice(0, 5).map(({ id, path }) => `${id} (${path})`)
  const more = operations.length - names.length
  return `${names.join(', ')}${more > 0 ? ` or ${more} more` : ''}`
}

function hrefOf(resource: object, rel: string): string {
  const { _links: links } = resource as {
    _links?: Readonly<Record<string, { href?: unknown } | null>> | null
  }
  if (!links) throw new UsageError(`There is no link \`${rel}\` to follow: the resource has no \`_links\`.`)
  if (!Object.hasOwn(links, rel)) {
    const there = Object.keys(links).join(', ') || 'none'
    throw new UsageError(`There is no link \`${rel}\` to follow. Links that are there: ${there}.`)
  }
  const href = links[rel]?.href
  if (typeof href !== 'string') throw refusal(rel, 'has no `href`')
  return href
}

function refusal(rel: string, why: string): UsageError {
  return new UsageError(`The link \`${rel}\` cannot be followed: it ${why}.`)
}

/** The address of a link, its template filled in, and its query with what the template left over. */
function expand(rel: string, href: string, given: Fields = {}, server: string): { url: URL; query: Fields } {
  const named = new Set(variablesOf(href))
  const rest = Object.entries(given).filter(([name, value]) => value !== undefined && !named.has(name))
  try {
    const url = new URL(parseTemplate(href).expand(given as Variables), server)
    const own = [...url.searchParams.keys()].map((name) => [name, url.searchParams.getAll(name)] as const)
    return { url, query: Object.fromEntries([...own, ...rest]) }
  } catch {
    // Without its cause, which would show the whole address.
    throw refusal(rel, `has an address that is none, ${addressOf(href)}`)
  }
}

/** A link without what belongs in no log: its query, and the user in front of its host. */
const addressOf = (href: string): string => href.replace(/[?#{].*/, '').replace(/\/\/[^/]*@/, '//')

type Variables = Parameters<ReturnType<typeof parseTemplate>['expand']>[0]

/** The names in `{?members,sort*,name:3}`. */
function variablesOf(template: string): string[] {
  return [...template.matchAll(/\{[+#./;?&]?([^{}]*)\}/g)].flatMap(([, list = '']) =>
    list.split(',').map((name) => name.replace(/\*$|:\d+$/, '')),
  )
}
