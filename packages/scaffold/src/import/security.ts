/** Credentials as clients send them: schemes they know, all of them named at the root, each with its option. */
import { camelCase } from '@parlance/compiler'
import type { Notes } from './notes.ts'
import { operationsIn } from './operations.ts'
import { entriesAt, isNode, type Node, nodeAt, textAt } from './tree.ts'

type Requirement = Record<string, string[]>

/** What every client may be told besides; a credential cannot be called so. */
const options = new Set(
  'allowInPage checks deadline environment fetch headers log middleware observe origin rateLimit retry timeout tokenStore'.split(
    ' ',
  ),
)

/** Brings schemes and requirements into a form that clients can use. */
export function nameCredentials(document: Node, notes: Notes): void {
  const schemes = nodeAt(nodeAt(document, 'components'), 'securitySchemes') ?? {}
  const unusable = new Set(Object.keys(schemes).filter((name) => !makeUsable(name, schemes, notes)))
  for (const name of unusable) delete schemes[name]
  const clean = (value: unknown) => cleanRequirements(value, schemes)
  const ofAll = clean(document['security'])
  const places = operationsIn(document)
  for (const { name, operation } of places) {
    const own = operation['security'] === undefined ? ofAll : clean(operation['security'])
    const wanted = requirementsOf(operation['security'] ?? document['security'])
    if (wanted.length > 0 && own.length === 0) notes.ask('Needs credentials that no client can send', name)
    operation['security'] = own
  }
  shareMostFrequent(
    document,
    places.map(({ operation }) => operation),
  )
  nameOptions(document, schemes)
}

function requirementsOf(value: unknown): Requirement[] {
  return Array.isArray(value) ? value.filter(isNode).map((one) => one as Requirement) : []
}

/** Alternatives of which every scheme is there. */
function cleanRequirements(value: unknown, schemes: Node): Requirement[] {
  return requirementsOf(value).filter((one) => Object.keys(one).every((name) => Object.hasOwn(schemes, name)))
}

/** Whether clients can send a credential, if need be in other words that mean the same on the wire. */
function makeUsable(name: string, schemes: Node, notes: Notes): boolean {
  const scheme = nodeAt(schemes, name)
  if (!scheme) return false
  const kind = `${String(scheme['type'])} ${String(scheme['scheme'] ?? '').toLowerCase()}`.trim()
  if (kind === 'oauth2' || kind === 'http bearer') return true
  if (kind === 'apiKey' && (scheme['in'] === 'header' || scheme['in'] === 'query') && textAt(scheme, 'name'))
    return true
  const header = headerOf(kind, scheme)
  if (!header) {
    notes.lose('Security schemes that no client can send', `${name} (${kind})`)
    return false
  }
  const { flows: _, openIdConnectUrl: __, bearerFormat: ___, scheme: ____, ...rest } = scheme
  schemes[name] = { ...rest, ...header }
  notes.change('A security scheme is written as the header that it is', `${name} (${kind})`)
  return true
}

function headerOf(kind: string, scheme: Node): Node | undefined {
  const said = textAt(scheme, 'description')
  const describe = (hint: string) => ({ description: said ? `${said}\n\n${hint}` : hint })
  if (kind === 'openIdConnect')
    return { type: 'http', scheme: 'bearer', ...describe('An OpenID Connect access token.') }
  if (kind === 'http basic') {
    return {
      type: 'apiKey',
      in: 'header',
      name: 'Authorization',
      ...describe('The whole value of the header: `Basic`, a space, and `user:password` in Base64.'),
    }
  }
  if (kind === 'apiKey' && scheme['in'] === 'cookie') {
    return {
      type: 'apiKey',
      in: 'header',
      name: 'Cookie',
      ...describe(`The whole value of the header: \`${String(scheme['name'])}=\` and the value.`),
    }
  }
  return undefined
}

/**
 * What most operations need is said once, at the root. The compiler reads the schemes of a client there, so schemes that
 * only some operations have stand beside it as alternatives.
 */
function shareMostFrequent(document: Node, operations: Node[]): void {
  const counts = new Map<string, number>()
  for (const { security } of operations) {
    const key = JSON.stringify(security)
    if (key !== '[]') counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a)
  const shared = most ? (JSON.parse(most[0]) as Requirement[]) : []
  const known = new Set(shared.flatMap((one) => Object.keys(one)))
  const others = new Set(
    operations
      .flatMap(({ security }) => requirementsOf(security).flatMap((one) => Object.keys(one)))
      .filter((name) => !known.has(name)),
  )
  document['security'] = [...shared, ...[...others].map((name) => ({ [name]: [] }))]
  const key = JSON.stringify(document['security'])
  for (const operation of operations)
    if (JSON.stringify(operation['security']) === key) delete operation['security']
}

function nameOptions(document: Node, schemes: Node): void {
  const taken = new Set<string>(options)
  for (const [name, scheme] of entriesAt({ schemes }, 'schemes')) {
    const isToken = scheme['type'] !== 'apiKey'
    const base = isToken ? 'accessToken' : camelCase(String(scheme['name']).replace(/^x-/i, ''))
    const wanted = /^authorization$|^cookie$/i.test(base) ? camelCase(name) : base
    const option = [wanted, camelCase(name), ...[2, 3, 4, 5].map((number) => `${wanted}${number}`)].find(
      (one) => /^[a-z][A-Za-z0-9]*$/.test(one) && !taken.has(one),
    )
    scheme['x-client-option'] = option ?? `credential${taken.size}`
    taken.add(String(scheme['x-client-option']))
  }
  if (Object.keys(schemes).length === 0 && document['security'] !== undefined) document['security'] = []
}
