import { createRequire } from 'node:module'
import { isObject, type OpenApiDocument, pointer } from './document.ts'
import { messageOf } from './errors.ts'

/** The little of Ajv that is used here. */
interface Ajv {
  compile(schema: object): unknown
}

/**
 * Compiles every schema of an OpenAPI 3.1 document once and throws at the first that cannot be. Prism would not complain
 * about such a schema; it would stop validating with it.
 */
export function checkSchemas(document: OpenApiDocument): void {
  if (!/^3\.[1-9]/.test(document.openapi)) return
  const ajv = createAjv()
  for (const [where, schema] of schemasOf(document, '#')) {
    try {
      ajv.compile(withoutRefs(schema))
    } catch (error) {
      throw new Error(`the schema at ${where} cannot be compiled: ${messageOf(error)}`, { cause: error })
    }
  }
}

/** The very Ajv that Prism compiles with, so that what passes here is what Prism can enforce. */
function createAjv(): Ajv {
  const requireFromPrism = createRequire(import.meta.resolve('@stoplight/prism-http'))
  const { default: Ajv2020 } = requireFromPrism('ajv/dist/2020') as { default: new (options: object) => Ajv }
  return new Ajv2020({ strict: false, allErrors: true, logger: false, validateFormats: false })
}

/** Every outermost schema with its place: the values of `schema` keys and the named components. */
function* schemasOf(node: unknown, where: string): Generator<[string, object]> {
  if (typeof node !== 'object' || node === null) return
  for (const [key, child] of Object.entries(node)) {
    // Payloads, in which `schema` is a word like any other.
    if (key === 'example' || key === 'examples') continue
    const place = pointer(where, key)
    if (key === 'schema' && isObject(child)) yield [place, child]
    else if (place === '#/components/schemas' && isObject(child)) yield* namedSchemas(child, place)
    else yield* schemasOf(child, place)
  }
}

function* namedSchemas(schemas: Record<string, unknown>, where: string): Generator<[string, object]> {
  for (const [name, schema] of Object.entries(schemas))
    if (isObject(schema)) yield [pointer(where, name), schema]
}

/** A copy that stands alone: what a reference points to is checked at its own place. */
function withoutRefs(schema: object): object {
  return JSON.parse(
    JSON.stringify(schema, (key, value: unknown) => (key === '$ref' ? undefined : value)),
  ) as object
}
