/** Whether a bundle is something that a client can be made of, told with all problems at once. */
import { type Document, methods } from '../document.ts'
import { checkNames } from './names.ts'
import { below, isNode, items, kindOf, members, type Node, read, type Spot, text } from './node.ts'
import { checkOperation } from './operation.ts'
import { type Problem, type Report, SpecError } from './problem.ts'
import { checkReferences, targetOf } from './references.ts'
import { schemaChecker } from './schemas.ts'

/** What the checks of one bundle share. */
export interface Checks {
  readonly document: Node
  readonly report: Report
  /** Checks a schema, once. */
  readonly schema: (schema: unknown, place: string) => void
  /** What stands at a place, or what its reference leads to. */
  readonly follow: (spot: Spot) => Spot
}

/**
 * Makes sure that a bundle can be compiled: nothing in it is lost, and nothing of it breaks what is made.
 *
 * @throws SpecError with every problem, its place as a JSON Pointer and the way to mend it
 */
export function checkDocument(document: unknown): asserts document is Document {
  const problems: Problem[] = []
  const report: Report = (place, what) => void problems.push({ place, what })
  if (!isNode(document))
    throw new SpecError([{ place: '#', what: `is ${kindOf(document)}. Make it an OpenAPI document.` }])
  checkReferences(document, report)
  // Whoever follows references below may rely on them.
  if (problems.length > 0) throw new SpecError(problems)
  checkRoot(document, report)
  const checks: Checks = {
    document,
    report,
    schema: schemaChecker(document, report),
    follow: (spot) => follow(document, spot),
  }
  checkComponents(checks)
  const templates = new Map<string, string>()
  for (const [path, item] of members(document['paths'], '#/paths', report)) {
    if (path.startsWith('x-')) continue
    checkPath(path, item, checks)
    const template = path.replace(/\{[^{}]*\}/g, '{}')
    const other = templates.get(template)
    if (other !== undefined)
      report(
        item.place,
        `is the same path as ${other}, with other names. Put the operations of both under one.`,
      )
    templates.set(template, path)
  }
  for (const [, item] of members(read(document, 'webhooks'), '#/webhooks', report)) {
    for (const operation of operationsIn(item, checks)) checkOperation(operation, undefined, checks)
  }
  if (problems.length === 0) checkNames(document as unknown as Document, report)
  if (problems.length > 0) throw new SpecError(problems)
}

function follow(document: Node, spot: Spot): Spot {
  const ref = read(spot.node, '$ref')
  if (typeof ref !== 'string') return spot
  const target = targetOf(document, ref)
  return isNode(target) ? follow(document, { node: target, place: ref }) : spot
}

function checkRoot(document: Node, report: Report): void {
  const version = read(document, 'openapi')
  if (typeof version !== 'string' || !version.startsWith('3.1.')) {
    const found = version === undefined ? 'missing' : JSON.stringify(version)
    report('#/openapi', `is ${found}. Write the spec in OpenAPI 3.1, and its whole version as text: 3.1.0.`)
  }
  const info = read(document, 'info')
  if (!isNode(info)) report('#/info', `is ${kindOf(info)}. Say the title and version of the API.`)
  else {
    text({ node: info, place: '#/info' }, 'title', report, { required: true })
    text({ node: info, place: '#/info' }, 'version', report, { required: true })
    for (const word of ['summary', 'description']) text({ node: info, place: '#/info' }, word, report)
  }
  const paths = read(document, 'paths')
  if (paths === undefined) report('#/paths', 'is missing. Declare the operations of the API.')
  else if (isNode(paths) && Object.keys(paths).length === 0)
    report('#/paths', 'is empty. Declare the operations of the API.')
  if (read(document, 'servers') === undefined) report('#/servers', 'is missing. Say where the API is.')
  checkServers({ node: document, place: '#' }, report)
  for (const tag of items(read(document, 'tags'), '#/tags', report))
    text(tag, 'name', report, { required: true })
  if (isNode(read(document, 'externalDocs')))
    text({ node: document['externalDocs'] as Node, place: '#/externalDocs' }, 'url', report, {
      required: true,
    })
}

/** A server with a variable has no address that a client could call. */
function checkServers(owner: Spot, report: Report): void {
  const place = below(owner.place, 'servers')
  const list = items(read(owner.node, 'servers'), place, report)
  if (Array.isArray(read(owner.node, 'servers')) && list.length === 0)
    report(place, 'is empty. Say where the API is.')
  const environments = new Set<unknown>()
  for (const server of list) {
    const url = text(server, 'url', report, { required: true })
    if (
      (url !== undefined && !/^https?:\/\/[^{}]+$/.test(url)) ||
      (url !== undefined && !URL.canParse(url))
    ) {
      report(
        below(server.place, 'url'),
        `${JSON.stringify(url)} is no address that a client could call. Write it whole, https:// included and without variables.`,
      )
    }
    const environment = text(server, 'x-environment', report) ?? 'production'
    if (environments.has(environment)) {
      report(
        server.place,
        `is the second server in ${JSON.stringify(environment)}, and a client has one. Name its environment with x-environment.`,
      )
    }
    environments.add(environment)
  }
}

function checkComponents({ document, report, schema }: Checks): void {
  const components = read(document, 'components')
  if (components === undefined) return
  if (!isNode(components)) return report('#/components', `is ${kindOf(components)}. Make it an object.`)
  for (const kind of Object.keys(components)) {
    const place = below('#/components', kind)
    if (kind.startsWith('x-')) continue
    if (kind !== 'schemas') members(components[kind], place, report)
    else if (isNode(components[kind])) {
      for (const [name, part] of Object.entries(components[kind])) schema(part, below(place, name))
    } else report(place, `is ${kindOf(components[kind])}. Make it an object.`)
  }
}

function checkPath(path: string, item: Spot, checks: Checks): void {
  const { report } = checks
  if (!path.startsWith('/'))
    report(item.place, `${JSON.stringify(path)} does not begin with a slash. Add it.`)
  if (!isEncoded(path)) report(item.place, 'has a % that begins no escape. Write %25 for the sign itself.')
  if (read(item.node, '$ref') !== undefined) {
    report(
      item.place,
      'is a reference, whose operations would be lost. Bundle the spec, or write the path here.',
    )
  }
  checkServers(item, report)
  for (const operation of operationsIn(item, checks)) checkOperation(operation, { path, item }, checks)
}

function isEncoded(path: string): boolean {
  try {
    return decodeURIComponent(path) !== ''
  } catch {
    return false
  }
}

/** Words of a path item that are no methods. */
const others = new Set(['$ref', 'summary', 'description', 'servers', 'parameters'])

function operationsIn({ node, place }: Spot, { report }: Checks): Spot[] {
  return Object.entries(node).flatMap(([word, value]) => {
    if (others.has(word) || word.startsWith('x-')) return []
    const where = below(place, word)
    if (!methods.some((method) => method === word)) {
      report(
        where,
        `is no method that a client has. Write ${methods.join(', ')} in small letters, or remove it.`,
      )
      return []
    }
    if (isNode(value)) {
      checkServers({ node: value, place: where }, report)
      return [{ node: value, place: where }]
    }
    report(where, `is ${kindOf(value)}. Make it an operation.`)
    return []
  })
}
