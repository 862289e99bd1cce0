import { type Document, resolve, type Schema } from '../document.ts'
import { schemaTypeName } from '../names.ts'

const scalars: Record<string, string> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
}

/**
 * The TypeScript expression of a schema: the exported name of a component, a list of one, or a scalar. `fallback`
 * stands for anything else, and points into the generated `operations`.
 */
export function typeOf(schema: Schema | undefined, fallback: string): string {
  if (schema === undefined) return 'unknown'
  if (schema.$ref !== undefined) return componentType(schema.$ref) ?? fallback
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (schema.type === 'array' && schema.items) {
    const item = typeOf(schema.items, '')
    return item === '' ? fallback : item.includes('|') ? `(${item})[]` : `${item}[]`
  }
  const types = [schema.type ?? []].flat()
  const names = types.map((type) => scalars[type])
  return names.length > 0 && names.every(Boolean) ? names.join(' | ') : fallback
}

function componentType(ref: string): string | undefined {
  const name = /^#\/components\/schemas\/([^/]+)$/.exec(ref)?.[1]
  return name === undefined ? undefined : schemaTypeName(decodeURIComponent(name))
}

/** Follows a JSON Pointer of a value through the schema that describes it. */
export function schemaAt(document: Document, schema: Schema, pointer: string): Schema | undefined {
  let current: Schema | undefined = resolve(document, schema)
  for (const token of pointer.split('/').slice(1)) {
    const next: Schema | undefined = current?.properties?.[token]
    current = next && resolve(document, next)
  }
  return current
}
