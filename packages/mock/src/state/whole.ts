/** Makes records whole: with everything that they must have. */
import { isObject, type OpenApiDocument, resolve } from '../document.ts'
import { sampleOf } from '../generate/sample.ts'
import type { Compilers } from '../judge/compile.ts'
import { createBodies } from '../judge/generated.ts'
import { type Properties, type Property, propertiesOf } from './properties.ts'
import type { Row } from './rules.ts'
import { give, own } from './store/own.ts'

/** Completes records, and makes values for what they miss. */
export class Completion {
  readonly #document: OpenApiDocument
  readonly #compilers: Compilers
  readonly #generate: (schema: unknown, seed: string) => unknown
  /** By the schema of the property. */
  readonly #values = new WeakMap<object, unknown>()

  constructor(document: OpenApiDocument, compilers: Compilers) {
    this.#document = document
    this.#compilers = compilers
    this.#generate = createBodies(document, compilers)
  }

  /** A record with everything that it must have (defaults, `null` or the plainest value), in the order of the schema. */
  whole(schema: unknown, row: Row): Row {
    const properties = propertiesOf(this.#document, schema, row)
    if (this.#isWhole(properties, row)) return row
    const whole: Record<string, unknown> = {}
    for (const property of properties.values()) {
      const given = own(row, property.name)
      const value = given === undefined ? this.#missing(property) : given
      if (value !== undefined) give(whole, property.name, value)
    }
    for (const name of Object.keys(row)) {
      if (!Object.hasOwn(whole, name)) give(whole, name, row[name])
    }
    return whole
  }

  /** The plainest value that a property may have; nothing where none is found. */
  valueOf(property: Property): unknown {
    const { schema } = property
    if (!isObject(schema)) return null
    if (!this.#values.has(schema)) this.#values.set(schema, this.#valid(property))
    return this.#values.get(schema)
  }

  /** Whether nothing is missing, and all stands where it belongs. */
  #isWhole(properties: Properties, row: Row): boolean {
    const names = Object.keys(row)
    let at = 0
    for (const property of properties.values()) {
      if (property.name === names[at] && row[property.name] !== undefined) at += 1
      else if (own(row, property.name) !== undefined || this.#missing(property) !== undefined) return false
    }
    return true
  }

  #missing(property: Property): unknown {
    if (property.isWriteOnly) return undefined
    if (property.fallback !== undefined) return property.fallback
    return property.isRequired ? this.valueOf(property) : undefined
  }

  #valid(property: Property): unknown {
    const check = this.#compilers.exact(property.schema)
    for (const make of this.#ways(property)) {
      const value = make()
      if (check(value).length === 0) return value
    }
    return undefined
  }

  /** Ways to make a value, the plainest first. What stands in an example is somebody else's. */
  #ways({ name, types, nodes, schema }: Property): (() => unknown)[] {
    const words = nodes.map((node) => node['x-extensible-enum']).find(Array.isArray)
    const node = isObject(schema) ? resolve<Record<string, unknown>>(this.#document, schema) : {}
    const { example: _, examples: __, ...bare } = node
    return [
      ...(types.has('null') ? [() => null] : []),
      ...(types.has('array') ? [() => []] : []),
      ...(types.has('object') ? [() => this.whole(schema, {})] : []),
      ...(words ? [() => words[0] as unknown] : []),
      () => sampleOf(this.#document, bare),
      () => this.#generate(schema, name),
    ]
  }
}
