/** What a text in an address, a header or a form may mean. */
import { flatten, type Schema, typesOf } from '../generate/schema.ts'

/**
 * The values that a text can stand for under a schema: the text itself where texts are allowed, and what it is as a
 * number, a truth value or JSON where those are. Which of them is meant, only the schema can tell.
 */
export function readings(document: unknown, schema: Schema, text: string): unknown[] {
  const types = allTypes(document, schema)
  const found: unknown[] = types.has('string') ? [text] : []
  const isNumber = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)
  if (isNumber && (types.has('number') || types.has('integer'))) found.push(Number(text))
  if (types.has('boolean') && /^(true|false)$/.test(text)) found.push(text === 'true')
  if (types.has('null') && text === 'null') found.push(null)
  if (types.has('object') || types.has('array')) found.push(...parsed(text))
  return found.length > 0 ? found : [text]
}

function parsed(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? [value] : []
  } catch {
    return []
  }
}

/** The types that a schema allows in any of its choices. */
export function allTypes(document: unknown, schema: Schema): Set<string> {
  const flat = flatten(document, schema)
  if (!flat) return new Set()
  const inside = flat.choices.flat().flatMap((choice) => Array.from(allTypes(document, choice)))
  const says = flat.node['type'] !== undefined || flat.choices.length === 0
  const constants = [flat.node['const'], ...((flat.node['enum'] ?? []) as unknown[])].filter(
    (one) => one !== undefined,
  )
  if (flat.node['type'] === undefined && constants.length > 0) return new Set(constants.map(typeName))
  return new Set([...(says ? typesOf(flat.node) : []), ...inside])
}

function typeName(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
