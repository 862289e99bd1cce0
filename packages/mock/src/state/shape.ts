/** What the engine knows of the records of each collection: from the document, and from the rules. */
import { isObject, type OpenApiDocument, resolve } from '../document.ts'
import type { Compilers } from '../judge/compile.ts'
import { describe } from '../judge/violations.ts'
import { propertiesOf } from './properties.ts'
import { keyNames, type Resource } from './resources.ts'
import type { CollectionRules, Row, StateRules } from './rules.ts'
import { own } from './store/own.ts'

export interface RecordShape {
  /** Name of the collection. */
  readonly name: string
  /** Without references; nothing where only the rules know the records. */
  readonly schema: object | undefined
  /** The property that identifies a record. */
  readonly key: string
  readonly isNumbered: boolean
  readonly rules: CollectionRules
  /** How a record breaks its schema. */
  readonly check: (row: Row) => readonly string[]
}

/** The shapes of a provider's records, by collection. */
export function readShapes(
  document: OpenApiDocument,
  resources: readonly Resource[],
  { collections = {} }: StateRules,
  compilers: Compilers,
): Map<string, RecordShape> {
  const names = new Set([...resources.map(({ name }) => name), ...Object.keys(collections)])
  return new Map(
    [...names].map((name) => {
      const resource = resources.find((one) => one.name === name)
      return [name, readShape(document, name, resource, own(collections, name) ?? {}, compilers)]
    }),
  )
}

function readShape(
  document: OpenApiDocument,
  name: string,
  resource: Resource | undefined,
  rules: CollectionRules,
  compilers: Compilers,
): RecordShape {
  const schema = rules.schema === undefined ? resource?.schema : component(document, name, rules.schema)
  const properties = propertiesOf(document, schema)
  const key = rules.key ?? keyNames(resource?.parameter).find((name) => properties.has(name)) ?? 'id'
  return {
    name,
    schema,
    key,
    isNumbered: properties.get(key)?.types.has('integer') ?? false,
    rules,
    check: checkOf(schema, compilers),
  }
}

/** Compiled on first use, as everything that Ajv compiles. */
function checkOf(schema: object | undefined, compilers: Compilers): RecordShape['check'] {
  if (schema === undefined) return () => []
  let check: ReturnType<Compilers['exact']> | undefined
  return (row) => {
    check ??= compilers.exact(schema)
    return check(row).map((violation) => describe([violation]))
  }
}

function component(document: OpenApiDocument, collection: string, name: string): object {
  const components = document.components as { schemas?: Record<string, unknown> } | undefined
  const schema = components?.schemas?.[name]
  if (isObject(schema)) return resolve<object>(document, schema)
  throw new Error(
    `The state rules name a schema "${name}" for ${collection}, which the document does not have.`,
  )
}
