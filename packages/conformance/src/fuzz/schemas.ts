/** JSON Schemas of every shape, from plain ones to ones that ask for the impossible. */
import * as fc from 'fast-check'
import { names, texts } from './words.ts'

export type Json = Record<string, unknown>

/** How schemas are made. */
export interface SchemaOptions {
  /** Names of the components that references lead to. */
  readonly components: readonly string[]
  /** Whether words may contradict each other, and patterns and limits be beyond reason. */
  readonly wild: boolean
}

const formats =
  'date-time date email uuid uri ipv4 byte int32 double password binary nonsense constructor'.split(' ')

/** Patterns that texts can match, and what a generator or an engine may stumble over. */
const patterns = ['^[a-z]{2,5}$', '^\\d{4}-\\d{2}$', '^(red|green)+$', 'x', '^[\\w-.]+$']
const wildPatterns = [
  '^(a+)+$',
  '^(a|b)\\1$',
  '(?<!x)y',
  '^a{1000000000}$',
  '^((a{1000}){1000}){1000}$',
  '[]',
  '^(?=a)b',
]

const counts = fc.nat(4)
const huge = fc.constantFrom(1e9, Number.MAX_SAFE_INTEGER)
const numbers = fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constantFrom(0.1, 0.01, 1e9, -1e9, 1e21))

/** Schemas that refer to each other through properties, lists and combinations. */
export function schemas({ components, wild }: SchemaOptions): fc.Arbitrary<Json> {
  const { any, object } = fc.letrec<{ any: Json; object: Json }>((tie) => ({
    object: objects(tie('any')),
    any: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'schema' },
      ...(wild ? [{ arbitrary: scalars(true), weight: 1 }] : []),
      { arbitrary: scalars(false), weight: 4 },
      fc.constantFrom(...components).map((name) => ({ $ref: `#/components/schemas/${name}` })),
      tie('object'),
      lists(tie('any'), wild),
      combinations(tie('any'), wild),
    ),
  }))
  // A component that is nothing but a reference is mostly a circle.
  const whole = fc.oneof({ arbitrary: object, weight: 3 }, { arbitrary: any, weight: 1 })
  return fc
    .tuple(whole, said)
    .map(([schema, words]) => ('$ref' in schema ? schema : Object.assign({}, schema, words)))
}

/** What stands beside any schema. */
const said = fc.record(
  { description: texts, title: texts, deprecated: fc.boolean(), readOnly: fc.boolean(), 'x-anything': texts },
  { requiredKeys: [] },
)

function scalars(wild: boolean): fc.Arbitrary<Json> {
  const limits = wild
    ? fc.record(
        { minLength: fc.oneof(counts, huge), maxLength: fc.oneof(counts, huge) },
        { requiredKeys: [] },
      )
    : fc.tuple(counts, fc.nat(20)).map(([minLength, more]) => ({ minLength, maxLength: minLength + more }))
  const bounds = wild
    ? fc.record(
        { minimum: numbers, maximum: numbers, multipleOf: fc.constantFrom(0.1, 3, 1e300) },
        { requiredKeys: [] },
      )
    : fc.tuple(numbers, fc.nat(50)).map(([minimum, more]) => ({ minimum, maximum: minimum + more + 1 }))
  const pattern = fc.constantFrom(...patterns, ...(wild ? wildPatterns : []))
  return fc.oneof(
    limits.map((words) => Object.assign({ type: 'string' }, words)),
    fc.constantFrom(...formats).map((format) => ({ type: 'string', format })),
    pattern.map((text) => ({ type: 'string', pattern: text })),
    bounds.map((words) => Object.assign({ type: 'number' }, words)),
    fc.integer({ min: -5, max: 5 }).map((minimum) => ({ type: 'integer', minimum })),
    fc.constantFrom({ type: 'boolean' }, { type: 'null' }, { type: ['string', 'null'] }, {}),
    fc
      .uniqueArray(fc.oneof(texts, fc.integer()), { minLength: 1, maxLength: 4 })
      .map((values) => ({ enum: values })),
    fc
      .uniqueArray(texts, { minLength: 1, maxLength: 3 })
      .map((values) => ({ type: 'string', 'x-extensible-enum': values })),
    texts.map((value) => ({ const: value })),
  )
}

function objects(any: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  const properties = fc
    .array(fc.tuple(names, any), { maxLength: 4 })
    .map((pairs) => Object.fromEntries(pairs) as Json)
  return fc
    .tuple(
      properties,
      fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
      fc.option(fc.oneof(any, fc.boolean())),
    )
    .map(([all, needed, other]) => {
      // What refers to itself must not be required, or nothing would be valid.
      const required = Object.keys(all).filter((name, index) => needed[index] && !isOpen(all[name]))
      const object: Json = { type: 'object', properties: all, required }
      return other === null ? object : Object.assign(object, { additionalProperties: other })
    })
}

/** Whether something in a schema leads to a component, which may lead back. */
function isOpen(schema: unknown): boolean {
  return JSON.stringify(schema).includes('"$ref"')
}

function lists(any: fc.Arbitrary<Json>, wild: boolean): fc.Arbitrary<Json> {
  const plain = any.map((items) => ({ type: 'array', items }))
  if (!wild) return plain
  const limits = fc.record(
    { minItems: fc.oneof(counts, huge), maxItems: fc.oneof(counts, huge), uniqueItems: fc.boolean() },
    { requiredKeys: [] },
  )
  return fc.oneof(
    plain,
    fc.tuple(plain, limits).map(([list, words]) => Object.assign({}, list, words)),
  )
}

function combinations(any: fc.Arbitrary<Json>, wild: boolean): fc.Arbitrary<Json> {
  const some = fc.array(any, { minLength: 1, maxLength: 3 })
  const choice = some.map((anyOf) => ({ anyOf }))
  if (!wild) return choice
  return fc.oneof(
    choice,
    some.map((oneOf) => ({ oneOf, discriminator: { propertyName: 'type' } })),
    some.map((allOf) => ({ allOf })),
    any.map((not) => ({ not })),
  )
}
