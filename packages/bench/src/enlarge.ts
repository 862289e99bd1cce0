/** A spec with as many operations as asked for, made from copies of a real one. */
import type { Document } from '@parlance/compiler'

const methods = new Set(['get', 'head', 'post', 'put', 'patch', 'delete', 'options'])

interface Operation {
  operationId: string
  tags?: string[]
}
type Paths = Record<string, Record<string, unknown>>
type Components = Record<string, Record<string, unknown>>

/**
 * Copies paths, resources and components until there are as many operations as asked for. The original stays as it is
 * and stands first, so that a call of it can be compared between sizes; a copy shares nothing with it but the
 * credentials.
 */
export function enlarge(original: Document, operations: number): Document {
  const document = structuredClone(original)
  const paths: Paths = {}
  let left = operations
  for (let copy = 1; left > 0; copy += 1) {
    const one = copy === 1 ? original : copyOf(original, copy)
    left = take(one.paths as Paths, paths, left)
    addComponents(document, one)
    if (copy > 1) document.tags = [...(document.tags ?? []), ...(one.tags ?? [])]
  }
  return { ...document, paths: paths as Document['paths'] }
}

/** Takes over paths up to a number of operations; gives how many are still missing. */
function take(from: Paths, into: Paths, most: number): number {
  let left = most
  for (const [path, item] of Object.entries(from)) {
    if (left === 0) break
    const surplus = new Set(methodsOf(item).slice(left))
    into[path] = Object.fromEntries(Object.entries(item).filter(([key]) => !surplus.has(key)))
    left -= methodsOf(into[path]).length
  }
  return left
}

function methodsOf(item: object): string[] {
  return Object.keys(item).filter((key) => methods.has(key))
}

function addComponents(document: Document, { components = {} }: Document): void {
  const all = (document.components ?? {}) as Components
  for (const [section, entries] of Object.entries(components as Components)) {
    all[section] = { ...all[section], ...entries }
  }
}

/** The document under other names: `/copy2/…`, `shipmentsCopy2.get`, `#/components/schemas/ShipmentCopy2`. */
function copyOf(original: Document, copy: number): Document {
  const suffix = `Copy${copy}`
  const renamed = rename(structuredClone(original), suffix) as Document
  const paths = Object.entries(renamed.paths).map(([path, item]) => {
    for (const [method, operation] of Object.entries(item)) {
      if (methods.has(method)) renameOperation(operation as Operation, suffix)
    }
    return [`/copy${copy}${path}`, item] as const
  })
  return {
    ...renamed,
    paths: Object.fromEntries(paths),
    tags: (renamed.tags ?? []).map((tag) => Object.assign(tag, { name: tag.name + suffix })),
    components: renameComponents(renamed.components as Components, suffix) as NonNullable<
      Document['components']
    >,
  }
}

function renameOperation(operation: Operation, suffix: string): void {
  operation.operationId = operation.operationId.replace('.', `${suffix}.`)
  operation.tags = (operation.tags ?? []).map((tag) => tag + suffix)
}

function renameComponents(components: Components = {}, suffix: string): Components {
  const sections = Object.entries(components).map(([section, entries]) => {
    if (section === 'securitySchemes') return [section, {}] as const
    const renamed = Object.entries(entries).map(([name, value]) => [name + suffix, value] as const)
    return [section, Object.fromEntries(renamed)] as const
  })
  return Object.fromEntries(sections)
}

/** Every pointer to a component, wherever it stands, points to the copy. */
function rename(node: unknown, suffix: string): unknown {
  if (typeof node === 'string')
    return node.replace(/^#\/components\/(?!securitySchemes\/)\w+\/[\w.-]+$/, `$&${suffix}`)
  if (typeof node !== 'object' || node === null) return node
  if (Array.isArray(node)) return node.map((item) => rename(item, suffix))
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, rename(value, suffix)]))
}
