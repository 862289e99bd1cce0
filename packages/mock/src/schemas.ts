import { isObject, type OpenApiDocument, pointer, resolve } from './document.ts'
import { messageOf } from './errors.ts'
import { checkCircle } from './judge/circle.ts'
import { createAjv } from './judge/compile.ts'
import { viewOf } from './judge/view.ts'
import { valueAt } from './pointer.ts'
import { isPayload, maps, shelf } from './spec/words.ts'

/** A schema and where it stands. */
type Found = [place: string, schema: unknown]

/**
 * Compiles every schema of a document once, as the judge would, and throws at the first that cannot be:
 * better now than at the first request that needs it.
 */
export function checkSchemas(document: OpenApiDocument): void {
  const ajv = createAjv({ validateSchema: true, validateFormats: false })
  const known = new Set<string>()
  const waiting = outermost(document)
  const nameOf = (reference: string) => {
    // What a schema refers to is a schema, wherever it stands.
    waiting.push([reference, resolve<object>(document, { $ref: reference })])
    return reference
  }
  for (const [place, schema] of waiting) {
    if (known.has(place)) continue
    known.add(place)
    try {
      checkCircle(document, schema)
      ajv.compile(withoutRefs(viewOf(schema, { document, direction: 'request', nameOf })))
    } catch (error) {
      throw new Error(`the schema at ${place} cannot be compiled: ${messageOf(error)}`, { cause: error })
    }
  }
}

/** The schemas that stand in no other: the values of `schema` words, and the named components. */
function outermost(document: OpenApiDocument): Found[] {
  const found: Found[] = []
  const followed = new Set<string>()
  const visit = (node: unknown, place: string): void => {
    for (const [word, part, where] of partsOf(node, place)) {
      if (word === '$ref' && typeof part === 'string') follow(part)
      else if (word === 'schema') found.push([where, part])
      else if (word === 'components') visitComponents(part, where)
      else if (maps.has(word) && isObject(part)) visitAll(part, where)
      else if (!isPayload(word, part)) visit(part, where)
    }
  }
  const visitAll = (named: unknown, place: string): void => {
    for (const [, part, where] of partsOf(named, place)) visit(part, where)
  }
  const visitComponents = (components: unknown, place: string): void => {
    for (const [kind, named, where] of partsOf(components, place)) {
      if (kind === 'schemas') found.push(...partsOf(named, where).map(([, part, at]): Found => [at, part]))
      // What other files hold shows only where somebody refers to it.
      else if (kind !== shelf) visitAll(named, where)
    }
  }
  const follow = (ref: string): void => {
    if (followed.has(ref)) return
    followed.add(ref)
    visit(valueAt(document, decodeURIComponent(ref)), ref)
  }
  visit(document, '#')
  return found
}

/** Keys, values and places of what is directly inside a node. */
function partsOf(node: unknown, place: string): [key: string, part: unknown, place: string][] {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).map(([key, part]) => [key, part, pointer(place, key)])
}

/** A copy that stands alone: what a reference points to is checked at its own place. */
function withoutRefs(schema: unknown): object | boolean {
  return JSON.parse(
    JSON.stringify(schema, (key, value: unknown) => (key === '$ref' ? undefined : value)),
  ) as object
}
