/** What the words of an OpenAPI document hold, for those who walk through it. */
import { methods } from '../document.ts'

/** Below these stand names that authors chose; `example` may be the name of a property. */
export const maps: ReadonlySet<string> = new Set(
  `components schemas responses parameters examples requestBodies headers securitySchemes links callbacks pathItems paths
  webhooks content encoding variables properties patternProperties dependentSchemas $defs definitions
  x-error-responses`.split(/\s+/),
)

/** What stands under these cannot be a reference by the letter of OpenAPI. */
export const unreferable: ReadonlySet<string> = new Set([...methods, 'info', 'servers', 'tags', 'security'])

const payloads = new Set(['example', 'value', 'default', 'const', 'enum', 'x-example', 'x-examples'])

/** Whether what stands under a word is data: a `$ref` or a `schema` in it is a word like any other. */
export function isPayload(word: string, value: unknown): boolean {
  return payloads.has(word) || (word === 'examples' && Array.isArray(value))
}

/** Where the other files of a spec are in its document, as they are: below `#/components`. */
export const shelf = 'x-files'
