import type { Document } from '../document.ts'
import type { LinksModel, Model, OperationModel, PageLinksModel } from '../model.ts'
import {
  docComment,
  generatedNotice,
  importTypes,
  literal,
  operandList,
  propertyName,
  returnType,
  signatureImports,
} from './code.ts'
import { clientName, followSample } from './sample.ts'

/** Whose links they are, as the type of a property that is never there. */
const mark = '~links'

/** Operations that a link of some resource leads to, each once. */
export function linkedOperations({ links }: Pick<Model, 'links'>): OperationModel[] {
  return [...new Set(links.flatMap((one) => [...targetsOf(one), ...(one.pages?.operations ?? [])]))]
}

function targetsOf({ rels }: LinksModel): OperationModel[] {
  return rels.map(({ operation }) => operation)
}

/** Name of the constant that holds the descriptor of an operation. */
export function descriptorName({ functionName }: OperationModel): string {
  return `${functionName}Operation`
}

/**
 * Marks the schemas of links for the types: all their properties are optional, so TypeScript would take those of a
 * channel for those of a user, and `self` would lead anywhere. Pages share a schema of links, so each is marked itself.
 */
export function markLinks(document: Document, { links }: Pick<Model, 'links'>): void {
  for (const { schema, pages } of links) {
    const properties = document.components!.schemas![schema]!.properties!
    const marked = { enum: [schema], description: 'Never there: tells `follow` whose links these are.' }
    if (!pages) {
      properties[mark] = marked
      continue
    }
    const { description = '', ...own } = properties['_links']!
    properties['_links'] = { description, allOf: [own, { properties: { [mark]: marked } }] }
  }
}

/** Emits `follow`, what it knows of links at run time, and its types. */
export function emitLinks(model: Model): string {
  const operations = linkedOperations(model)
  const names = signatureImports(operations, operandList)
  return [
    generatedNotice,
    "import { follow as followLink } from '@parlance/runtime'\n",
    importTypes([...names.runtime, 'Kernel', 'LinkTable'], '@parlance/runtime'),
    ...descriptorImports(model, operations),
    importTypes(names.operations ? ['operations'] : [], './schema.ts'),
    importTypes(names.types, './types.ts'),
    `\n${targets(model.links)}`,
    `\n${calls(model.links)}`,
    `\n${linked}`,
    `\n${table(model, operations)}`,
    `\n${followDoc(model)}`,
    `export function follow${followSignature('kernel: Kernel, ')} {\n`,
    '  return followLink(kernel, links, resource, rel, args)\n}\n',
  ].join('')
}

/** Type parameters, parameters and result of `follow`, behind its name. */
export function followSignature(first = ''): string {
  const call = 'LinkCalls[LinkTargets[Of][Rel] & keyof LinkCalls]'
  return (
    '<Of extends keyof LinkTargets, Rel extends keyof LinkTargets[Of] & string>(' +
    `${first}resource: Linked<Of>, rel: Rel, ...args: Parameters<${call}>): ReturnType<${call}>`
  )
}

/** TSDoc of `follow`. */
export function followDoc(model: Model, indent = ''): string {
  const sample = followSample(model)
  return docComment(
    [
      'Follows a link of a resource: calls the operation that it leads to, on the server of this client and with all its policies.',
      'After the relation come the query and the options, as in a call of that operation. The query fills in a link that is a template (RFC 6570); what the template does not name is added.',
      'Links to what is no GET are left out: call the operation itself.\n' +
        'The call fails with a `UsageError`, and nothing is sent, when the resource lacks the link, or when the link leads elsewhere than it should.',
      pagesHint(model),
      sample && `@example\n\`\`\`ts\n${sample.text}\n\`\`\``,
    ],
    indent,
  )
}

/** What there is to know of links between pages, for those who have a page at hand; empty where none are. */
export function pagesHint(model: Model): string {
  const next = model.links.flatMap(({ pages }) => pages?.next ?? [])[0]
  if (next === undefined) return ''
  const field = propertyName(next) === next ? next : `[${literal(next)}]`
  return (
    `Pages have links to each other: \`${clientName(model)}.follow(page, ${literal(next)})\` is the list from the next page on. Await it for that page, or go through it for the items from there to the end. ` +
    `The last page has no such link: test for \`page._links?.${field}\`.`
  )
}

function descriptorImports({ resources }: Model, linked: OperationModel[]): string[] {
  return resources.flatMap(({ name, operations }) => {
    const names = operations.filter((one) => linked.includes(one)).map(descriptorName)
    return names.length > 0 ? [`import { ${names.join(', ')} } from './operations/${name}.ts'\n`] : []
  })
}

function targets(links: LinksModel[]): string {
  const entries = links.map(({ schema, rels, pages }) => {
    const targets = [
      ...rels.map(({ rel, operation }) => [rel, operation.id] as const),
      ...(pages?.rels ?? []).map((rel) => [rel, schema] as const),
    ]
    const lines = targets.map(([rel, target]) => `    ${propertyName(rel)}: '${target}'\n`)
    return `  ${propertyName(schema)}: {\n${lines.join('')}  }\n`
  })
  const doc = docComment([
    'The operation that each link leads to, by the schema of the links and the relation. A page leads to pages of its kind.',
  ])
  return `${doc}export interface LinkTargets {\n${entries.join('')}}\n`
}

function calls(links: LinksModel[]): string {
  const operations = [...new Set(links.flatMap(targetsOf))]
  const entries = [
    ...operations.map((one) => `  '${one.id}': (${operandList(one)}) => ${returnType(one)}\n`),
    ...links.flatMap(({ schema, pages }) =>
      pages ? [`  ${propertyName(schema)}: ${pageCall(pages)}\n`] : [],
    ),
  ]
  const doc = docComment(['What following a link takes and gives, by what it leads to.'])
  return `${doc}export interface LinkCalls {\n${entries.join('')}}\n`
}

/** The lists differ in their queries and errors only. No query is required, for the links of a page have one. */
function pageCall({ operations }: PageLinksModel): string {
  const { data } = operations[0]!
  const items = new Set(operations.map(({ paging }) => paging!.itemType))
  const queries = operations
    .filter(({ query }) => query.length > 0)
    .map(({ query, typeName }) => {
      const isRequired = query.some((parameter) => parameter.required)
      return isRequired ? `Partial<${typeName}Query>` : `${typeName}Query`
    })
  const errors = operations.map(({ typeName }) => `${typeName}Error`)
  const operands = queries.length > 0 ? `query?: ${queries.join(' | ')}, ` : ''
  return `(${operands}options?: CallOptions) => PagedCall<${data}, ${[...items].join(' | ')}, ${errors.join(' | ')}>`
}

const linked = `${docComment(['A resource with links.'])}export interface Linked<Of extends keyof LinkTargets> {
  readonly _links?: { readonly '${mark}'?: Of } | undefined
}
`

function table({ servers, links, linkAliases }: Model, operations: OperationModel[]): string {
  const last = Math.max(...operations.map(({ server }) => server))
  const urls = servers.slice(0, last + 1).map((set) => Object.values(set))
  const rels = new Set(
    links.flatMap((one) => [...one.rels.map(({ rel }) => rel), ...(one.pages?.rels ?? [])]),
  )
  const lines = [...rels].map((name) => {
    const found = new Set(links.flatMap((one) => candidates(one, name)))
    const sorted = [...found].toSorted(bySpecificity)
    return `    ${propertyName(name)}: [${sorted.map(descriptorName).join(', ')}],\n`
  })
  return [
    'const links: LinkTable = {\n',
    `  servers: ${literal(urls, '  ')},\n`,
    linkAliases.length > 0 ? `  aliases: ${literal(linkAliases, '  ')},\n` : '',
    `  targets: {\n${lines.join('')}  },\n}\n`,
  ].join('')
}

function candidates({ rels, pages }: LinksModel, name: string): OperationModel[] {
  const targets = rels.filter(({ rel }) => rel === name).map(({ operation }) => operation)
  return pages?.rels.includes(name) ? [...targets, ...pages.operations] : targets
}

/** A path that says more comes first: with fewer parameters, or longer. */
function bySpecificity(a: OperationModel, b: OperationModel): number {
  const parameters = ({ path }: OperationModel) => path.split('{').length
  return parameters(a) - parameters(b) || b.path.length - a.path.length
}
