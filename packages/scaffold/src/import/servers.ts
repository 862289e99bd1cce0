/** Servers as clients choose between them: absolute addresses, each in an environment of its own name. */
import { ScaffoldError } from '../errors.ts'
import { checkServer } from '../name.ts'
import type { Notes } from './notes.ts'
import { entriesAt, listAt, type Node, nodeAt, textAt } from './tree.ts'

const environments = ['production', 'staging', 'sandbox', 'test', 'development', 'local'] as const

/** What addresses and descriptions of such environments are called. */
const signs: Record<string, RegExp> = {
  staging: /\bstag(e|ing)\b/i,
  sandbox: /\bsandbox\b/i,
  test: /\b(test|testing|qa|uat|demo|mock)\b/i,
  development: /\b(dev|develop|development)\b/i,
  local: /\blocal(host)?\b|127\.0\.0\.1/i,
}

/**
 * Gives every server its environment; the first is production unless it says otherwise.
 *
 * @param server replaces the address of the first one.
 * @throws {ScaffoldError} when there is no address and none is given.
 */
export function nameServers(document: Node, server: string | undefined, file: string, notes: Notes): void {
  const servers = listAt(document, 'servers')
  if (server !== undefined)
    document['servers'] = [{ ...servers[0], url: server, variables: {} }, ...servers.slice(1)]
  else if (servers.length === 0) throw missing(file)
  const taken = new Set<string>()
  const named = listAt(document, 'servers').flatMap((one, index) => {
    const url = addressOf(one, file, notes)
    if (url === undefined && index === 0) throw missing(file)
    if (url === undefined) {
      notes.lose('Servers without an absolute address', String(one['url']))
      return []
    }
    const environment = environmentOf(`${url} ${textAt(one, 'description') ?? ''}`, taken)
    taken.add(environment)
    const description = textAt(one, 'description')
    return [{ url, ...(description && { description }), 'x-environment': environment }]
  })
  if (!taken.has('production')) named[0]!['x-environment'] = 'production'
  document['servers'] = named
  dropOwnServers(document, notes)
}

function missing(file: string): ScaffoldError {
  return new ScaffoldError(
    `${file} does not say where the API is, at least not by an absolute address. Give it: --server https://api.acme.com/v1`,
  )
}

/** An address with its variables at their defaults. */
function addressOf(server: Node, file: string, notes: Notes): string | undefined {
  const url = String(server['url'] ?? '')
  const filled = entriesAt(server, 'variables').reduce(
    (text, [name, variable]) => text.replaceAll(`{${name}}`, String(variable['default'] ?? '')),
    url,
  )
  if (filled !== url) notes.change('Variables of a server are at their defaults', url)
  if (!/^https?:\/\//.test(filled)) return undefined
  try {
    return checkServer(filled)
  } catch (cause) {
    throw new ScaffoldError(`${file}, servers: ${(cause as Error).message}`, { cause })
  }
}

function environmentOf(text: string, taken: ReadonlySet<string>): string {
  const sign = environments.find((name) => signs[name]?.test(text))
  const wanted = sign ?? 'production'
  if (!taken.has(wanted)) return wanted
  let number = 2
  while (taken.has(`${wanted}-${number}`)) number += 1
  return `${wanted}-${number}`
}

/** Servers of single operations would need one address in each environment, which a document seldom has. */
function dropOwnServers(document: Node, notes: Notes): void {
  const global = JSON.stringify(listAt(document, 'servers').map(({ url }) => url))
  for (const [path, item] of entriesAt(document, 'paths')) {
    const owners = [
      [path, item] as const,
      ...Object.entries(item).map(([key]) => [`${key.toUpperCase()} ${path}`, nodeAt(item, key)] as const),
    ]
    for (const [name, owner] of owners) {
      const own = listAt(owner, 'servers').map(({ url }) => url)
      if (!owner || owner['servers'] === undefined) continue
      if (own.length > 0 && JSON.stringify(own) !== global) {
        notes.lose(
          'Servers of their own: add one for each environment, with `x-environment`',
          `${name}: ${own.join(', ')}`,
        )
      }
      delete owner['servers']
    }
  }
}
