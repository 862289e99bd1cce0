/** Whether the names in a bundle make names in a client, each its own. */
import { type Document, methods, type OperationObject } from '../document.ts'
import { camelCase, pascalCase, schemaTypeName, takenNames } from '../names.ts'
import { below } from './node.ts'
import type { Report } from './problem.ts'

const idForm = /^[a-z][A-Za-z0-9]*\.[a-z][A-Za-z0-9]*$/
const optionForm = /^[a-z][A-Za-z0-9]*$/
const componentForm = /^[A-Za-z0-9._-]+$/
const environmentForm = /^[a-z][\w-]*$/i

/** What every client has besides its resources. */
const ownFields = new Set(['raw', 'limits', 'kernel', 'follow'])

/** Longer names are refused by file systems, which have a file for each resource. */
const longest = 100

/** Reports names that make no identifier, and different names that would become the same. */
export function checkNames(document: Document, report: Report): void {
  const types = new Names('type', report)
  const places = placesOf(document)
  const className = pascalCase(document.info.title.replace(/\s+API$/i, ''))
  if (!/^[A-Z]/.test(className)) {
    report(
      '#/info/title',
      `${JSON.stringify(document.info.title)} makes no name for the client. Begin it with a letter from A to Z.`,
    )
  } else types.add(className, '#/info/title')
  checkSchemas(document, types, report)
  checkIds(places, types, report)
  checkOptions(document, report)
  for (const [index, server] of document.servers.entries()) {
    const name = server['x-environment']
    if (name !== undefined && !environmentForm.test(name))
      report(
        below(`#/servers/${index}`, 'x-environment'),
        `${JSON.stringify(name)} is no word. Write one such as staging.`,
      )
  }
}

interface Placed {
  place: string
  operation: OperationObject
}

function placesOf(document: Document): Placed[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method]
      return operation ? [{ place: below(below('#/paths', path), method), operation }] : []
    }),
  )
}

/** The names of one kind, each with the place that it comes from. */
class Names {
  readonly #kind: string
  readonly #report: Report
  readonly #known = new Map<string, string>()

  constructor(kind: string, report: Report) {
    this.#kind = kind
    this.#report = report
  }

  add(name: string, place: string): void {
    const other = this.#known.get(name) ?? (takenNames.has(name) ? 'the runtime' : undefined)
    if (other === undefined) this.#known.set(name, place)
    else this.#report(place, `makes the ${this.#kind} ${name}, and so does ${other}. Rename one of them.`)
  }
}

function checkSchemas({ components }: Document, types: Names, report: Report): void {
  for (const [name, schema] of Object.entries(components?.schemas ?? {})) {
    const place = below('#/components/schemas', name)
    const type = schemaTypeName(name)
    if (!componentForm.test(name) || type === '' || name.length > longest) {
      report(
        place.slice(0, longest + 40),
        `makes no name for a type. Name it with letters from A to Z and digits, in at most ${longest} characters.`,
      )
      continue
    }
    types.add(type, place)
    // Objects are declared through a type of this name.
    if (typeof schema === 'object' && schema.type === 'object') types.add(`Inner${type}`, place)
  }
}

function checkIds(places: Placed[], types: Names, report: Report): void {
  const ids = new Names('operation', report)
  const functions = new Names('function', report)
  const files = new Map<string, string>()
  const resources = new Set<string>()
  for (const { place, operation } of places) {
    const { operationId: id, parameters = [] } = operation
    const [resource = '', verb = ''] = id.split('.')
    const where = below(place, 'operationId')
    if (!idForm.test(id) || id.length > longest) {
      report(
        where,
        `${JSON.stringify(id.slice(0, longest))} is not <resource>.<verb> in camelCase, in at most ${longest} characters. Write it like pets.list.`,
      )
      continue
    }
    ids.add(id, where)
    functions.add(camelCase(`${resource} ${verb}`), where)
    const stem = pascalCase(`${resource} ${verb}`)
    types.add(`${stem}Error`, where)
    if (parameters.length > 0 || operation.parameters) types.add(`${stem}Query`, where)
    if (ownFields.has(resource))
      report(where, `names the resource ${resource}, which every client has already. Rename it.`)
    if (verb === 'then')
      report(where, 'names a method then, which makes JavaScript wait for its resource. Rename it.')
    const other = files.get(resource.toLowerCase())
    if (other !== undefined && other !== resource)
      report(
        where,
        `names the resource ${resource}, which some file systems take for ${other}. Rename one of them.`,
      )
    files.set(resource.toLowerCase(), resource)
    if (!resources.has(resource)) types.add(`${pascalCase(resource)}Resource`, where)
    resources.add(resource)
  }
}

/** Client options stand beside each other, whether they are credentials or parameters. */
function checkOptions({ components }: Document, report: Report): void {
  for (const kind of ['securitySchemes', 'parameters']) {
    const seen = new Map<string, string>()
    for (const [name, one] of Object.entries(components?.[kind] ?? {})) {
      const option = (one as { 'x-client-option'?: unknown })['x-client-option']
      if (option === undefined) continue
      const place = below(below(below('#/components', kind), name), 'x-client-option')
      if (typeof option !== 'string' || !optionForm.test(option))
        report(
          place,
          `${JSON.stringify(option)} is no name of an option. Write it in camelCase, such as apiKey.`,
        )
      else if (kernelOptions.has(option))
        report(place, `every client has the option ${option} already. Write another name.`)
      else if (kind === 'securitySchemes' && seen.has(option))
        report(place, `is the option of ${seen.get(option)} too. Write another name.`)
      else seen.set(option, name)
    }
  }
}

/** The options of every client: `KernelOptions` and `ObserverOptions` of the runtime. */
const kernelOptions = new Set(
  'environment origin timeout deadline retry rateLimit checks tokenStore observe headers fetch allowInPage middleware log warn'.split(
    ' ',
  ),
)
