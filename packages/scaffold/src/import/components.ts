/** Names of components: file names, and for schemas names of types, which must differ from all others of a client. */
import { pascalCase, schemaTypeName } from '@parlance/compiler'
import type { Notes } from './notes.ts'
import { operationsIn } from './operations.ts'
import { entriesAt, isNode, keysOf, type Node, nodeAt, walk } from './tree.ts'
import { walkSchemas } from './schema-walk.ts'

const kinds = ['schemas', 'responses', 'examples', 'headers', 'securitySchemes'] as const

/** Types that generated files import beside those of the provider. */
const imported = [
  'ApiDefinition',
  'ApiErrorGuard',
  'ErrorBodies',
  'KernelOptions',
  'Operation',
  'Paging',
  'RawClient',
]

/** The names that schemas of a document cannot have, and those that are given away. */
export class SchemaNames {
  readonly #taken: Set<string>

  /** @param className type of the client, such as `ChitChats`. */
  constructor(document: Node, className: string) {
    const ids = operationsIn(document).map(({ operation }) =>
      pascalCase(String(operation['operationId']).replace('.', ' ')),
    )
    const resources = operationsIn(document).map(({ operation }) =>
      pascalCase(String(operation['operationId']).split('.')[0]!),
    )
    this.#taken = new Set([
      className,
      ...imported,
      ...ids.flatMap((id) => [`${id}Query`, `${id}Error`]),
      ...resources.map((name) => `${name}Resource`),
    ])
  }

  /** Takes the name that is nearest to the wanted one. */
  take(wanted: string): string {
    const pascal = pascalCase(wanted).replace(/^(?=\d)/, 'N') || 'Model'
    const short = pascal.slice(0, 80)
    const candidates = [
      short,
      `${short}Data`,
      ...Array.from({ length: 999 }, (_, index) => `${short}${index + 2}`),
    ]
    const name = candidates.find((one) =>
      [one, schemaTypeName(one), `Inner${one}`].every((type) => !this.#taken.has(type)),
    )!
    for (const type of [name, schemaTypeName(name), `Inner${name}`]) this.#taken.add(type)
    return name
  }
}

/** Renames components to PascalCase, and every reference and discriminator with them. */
export function nameComponents(document: Node, names: SchemaNames, notes: Notes): void {
  const renamed = new Map<string, string>()
  for (const kind of kinds) {
    const components = nodeAt(document, 'components')
    const all = nodeAt(components, kind)
    if (!components || !all) continue
    const taken = new Set<string>()
    const entries = Object.entries(all).filter(([, component]) => isNode(component))
    components[kind] = Object.fromEntries(
      entries.map(([name, component]) => {
        const to = kind === 'schemas' ? names.take(name) : take(name, taken)
        notes.rename(kind === 'securitySchemes' ? 'security scheme' : kind.slice(0, -1), name, to)
        renamed.set(`#/components/${kind}/${name}`, `#/components/${kind}/${to}`)
        return [to, component]
      }),
    )
  }
  renameReferences(document, renamed)
  renameRequirements(document, renamed)
}

function take(wanted: string, taken: Set<string>): string {
  const pascal = (pascalCase(wanted).replace(/^(?=\d)/, 'N') || 'Component').slice(0, 80)
  let name = pascal
  for (let number = 2; taken.has(name); number += 1) name = `${pascal}${number}`
  taken.add(name)
  return name
}

function renameReferences(document: Node, renamed: ReadonlyMap<string, string>): void {
  const newName = (ref: string) => renamed.get(`#/${keysOf(ref).join('/')}`)
  walk(document, (node, _, isNamed) => {
    if (!isNamed && typeof node['$ref'] === 'string') node['$ref'] = newName(node['$ref']) ?? node['$ref']
  })
  walkErrorResponses(document, (node) => {
    if (typeof node['$ref'] === 'string') node['$ref'] = newName(node['$ref']) ?? node['$ref']
  })
  walkSchemas(document, (schema) => {
    const mapping = nodeAt(nodeAt(schema, 'discriminator'), 'mapping')
    for (const [value, ref] of Object.entries(mapping ?? {})) {
      const text = String(ref)
      mapping![value] = newName(text.includes('/') ? text : `#/components/schemas/${text}`) ?? text
    }
  })
}

function renameRequirements(document: Node, renamed: ReadonlyMap<string, string>): void {
  for (const owner of [document, ...operationsIn(document).map(({ operation }) => operation)]) {
    if (!Array.isArray(owner['security'])) continue
    owner['security'] = owner['security'].filter(isNode).map((requirement) =>
      Object.fromEntries(
        Object.entries(requirement).map(([name, scopes]) => {
          const to = renamed.get(`#/components/securitySchemes/${name}`)?.split('/').at(-1)
          return [to ?? name, scopes]
        }),
      ),
    )
  }
}

/** The one extension whose value refers to components. */
function walkErrorResponses(document: Node, see: (node: Node) => void): void {
  for (const [, response] of entriesAt(document, 'x-error-responses')) walk(response, see)
}

/** Components that nothing refers to: the split would leave them in no index. */
export function noteUnused(document: Node, notes: Notes): void {
  const used = new Set<string>()
  walkErrorResponses(document, (node) => used.add(String(node['$ref'])))
  walk(document, (node, _, isNamed) => {
    if (!isNamed && typeof node['$ref'] === 'string') used.add(node['$ref'])
    for (const ref of Object.values(nodeAt(nodeAt(node, 'discriminator'), 'mapping') ?? {}))
      used.add(String(ref))
  })
  for (const kind of ['schemas', 'responses', 'parameters', 'headers', 'examples']) {
    for (const [name] of entriesAt(nodeAt(document, 'components'), kind)) {
      if (used.has(`#/components/${kind}/${name}`)) continue
      notes.ask(
        'Components that nothing refers to: use the file or remove it',
        `components/${kind}/${name}.yaml`,
      )
    }
  }
}
