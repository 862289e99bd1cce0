/** Several schemas that all hold, as one. */
import { isObject } from '../document.ts'
import type { SchemaNode } from '../judge/walk.ts'

type Rule = (one: unknown, other: unknown) => unknown

/** One schema that says what both say, as far as a generator needs to know. */
export function merged(one: SchemaNode, other: SchemaNode): SchemaNode {
  const result: Record<string, unknown> = { ...one }
  for (const [key, value] of Object.entries(other)) {
    const rule = Object.hasOwn(rules, key) ? rules[key]! : second
    put(result, key, Object.hasOwn(result, key) ? rule(result[key], value) : value)
  }
  return result
}

/** Sets a member, `__proto__` like any other. */
export function put(object: object, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true })
}

const second: Rule = (_, other) => other
const larger: Rule = (one, other) => Math.max(Number(one), Number(other))
const smaller: Rule = (one, other) => Math.min(Number(one), Number(other))
const joined: Rule = (one, other) => [...new Set([...(one as unknown[]), ...(other as unknown[])])]

const rules: Record<string, Rule | undefined> = {
  type: (one, other) => {
    const both = [one].flat().filter((type) => [other].flat().includes(type))
    return both.length === 1 ? both[0] : both.length > 1 ? both : other
  },
  enum: (one, other) => (one as unknown[]).filter((value) => (other as unknown[]).includes(value)),
  required: joined,
  allOf: joined,
  properties: (one, other) => bothOf(one, other),
  patternProperties: (one, other) => bothOf(one, other),
  items: (one, other) => both(one, other),
  minimum: larger,
  exclusiveMinimum: larger,
  minLength: larger,
  minItems: larger,
  minProperties: larger,
  maximum: smaller,
  exclusiveMaximum: smaller,
  maxLength: smaller,
  maxItems: smaller,
  maxProperties: smaller,
}

function bothOf(one: unknown, other: unknown): Record<string, unknown> {
  const result: Record<string, unknown> = { ...(one as object) }
  for (const [name, schema] of Object.entries(other as object)) {
    put(result, name, Object.hasOwn(result, name) ? both(result[name], schema) : schema)
  }
  return result
}

function both(one: unknown, other: unknown): unknown {
  return isObject(one) && isObject(other) ? { allOf: [one, other] } : other
}
