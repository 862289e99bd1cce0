/** What the text of a request has to become before it can be validated: a schema's type and fields, seen from outside. */
import { isObject, type OpenApiDocument, resolve } from '../document.ts'
import type { SchemaNode } from './walk.ts'

export interface Shape {
  readonly kind: 'array' | 'object' | 'scalar'
  /** The schemas of the fields by name, those of `allOf` included. */
  readonly fields: ReadonlyMap<string, unknown>
  /** The schema of the items, when there is one for all. */
  readonly items: unknown
}

const scalar: Shape = { kind: 'scalar', fields: new Map(), items: undefined }

export function shapeOf(document: OpenApiDocument, node: unknown): Shape {
  if (!isObject(node)) return scalar
  const schema: SchemaNode = resolve<Record<string, unknown>>(document, node)
  const { type, properties, items, allOf } = schema
  const parts = Array.isArray(allOf) ? allOf.map((part) => shapeOf(document, part)) : []
  const kinds = [...[type].flat(), ...parts.map(({ kind }) => kind)]
  return {
    kind: kinds.find((kind) => kind === 'array' || kind === 'object') ?? 'scalar',
    fields: new Map([
      ...parts.flatMap(({ fields }) => [...fields]),
      ...(isObject(properties) ? Object.entries(properties) : []),
    ]),
    items: items ?? parts.find((part) => part.items !== undefined)?.items,
  }
}
