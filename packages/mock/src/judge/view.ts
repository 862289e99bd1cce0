/** Schemas of an OpenAPI document as Ajv is to see them. */
import { isObject, type OpenApiDocument, resolve } from '../document.ts'
import { mapParts } from './walk.ts'

/** Whether a value travels to the provider or from it: a property may exist in one direction only. */
export type Direction = 'request' | 'response'

export interface ViewOptions {
  document: OpenApiDocument
  direction: Direction
  /** The name under which Ajv finds what a reference points to. */
  nameOf(reference: string): string
}

/** Words that decide nothing. Ajv would look for identifiers in the examples. */
const silent = new Set(['description', 'title', 'example', 'examples', 'externalDocs', '$schema', 'xml'])

/**
 * A schema without what decides nothing, with references that Ajv can follow, in the words of JSON Schema 2020-12, and
 * without the demands that hold for the other direction only. A property of the other direction may be anything: a
 * client may send back what it was given.
 */
export function viewOf(schema: unknown, options: ViewOptions): unknown {
  if (!isObject(schema)) return schema
  const kept = Object.fromEntries(Object.entries(schema).filter(([key]) => !silent.has(key)))
  const view = mapParts(kept, (part) => viewOf(part, options))
  const reference = view['$ref']
  if (reference !== undefined && typeof reference !== 'string') throw new Error('a $ref in it is no text')
  if (reference?.startsWith('#/')) view['$ref'] = options.nameOf(reference)
  if (options.document.openapi.startsWith('3.0')) modernize(view)
  // A word of OpenAPI 3.0, which later versions do not have.
  else delete view['nullable']
  if (isObject(schema['properties'])) hide(schema['properties'], view, options)
  return view
}

/** What OpenAPI 3.0 says in words of its own. */
function modernize(view: Record<string, unknown>): void {
  const { type, nullable, enum: values } = view
  if (nullable === true && typeof type === 'string') {
    view['type'] = [type, 'null']
    if (Array.isArray(values)) view['enum'] = [...values, null]
  }
  delete view['nullable']
  tighten(view, 'minimum', 'exclusiveMinimum')
  tighten(view, 'maximum', 'exclusiveMaximum')
}

/** `minimum: 1, exclusiveMinimum: true` is `exclusiveMinimum: 1` today. */
function tighten(view: Record<string, unknown>, bound: string, exclusive: string): void {
  if (typeof view[exclusive] !== 'boolean') return
  const isExclusive = view[exclusive]
  delete view[exclusive]
  if (!isExclusive || view[bound] === undefined) return
  view[exclusive] = view[bound]
  delete view[bound]
}

function hide(
  properties: Record<string, unknown>,
  view: Record<string, unknown>,
  { document, direction }: ViewOptions,
): void {
  const flag = direction === 'request' ? 'readOnly' : 'writeOnly'
  const names = Object.keys(properties).filter((name) => isFlagged(document, properties[name], flag))
  if (names.length === 0) return
  const anything = Object.fromEntries(names.map((name) => [name, true]))
  view['properties'] = { ...(view['properties'] as object), ...anything }
  const { required } = view
  if (Array.isArray(required)) view['required'] = required.filter((name: string) => !names.includes(name))
}

function isFlagged(document: OpenApiDocument, schema: unknown, flag: string): boolean {
  if (!isObject(schema)) return false
  if (schema[flag] === true) return true
  return (
    typeof schema['$ref'] === 'string' && resolve<Record<string, unknown>>(document, schema)[flag] === true
  )
}
