/** Whether schemas are JSON Schema that a type can be made of. */
import { below, isNode, kindOf, type Node, read } from './node.ts'
import type { Report } from './problem.ts'
import { targetOf } from './references.ts'

const types = new Set(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'])

const maps = ['properties', 'patternProperties', 'dependentSchemas', '$defs'] as const
const lists = ['allOf', 'anyOf', 'oneOf', 'prefixItems'] as const
const single = [
  'items',
  'additionalProperties',
  'unevaluatedItems',
  'unevaluatedProperties',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'propertyNames',
] as const

const counts = ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties']
const limits = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']
const texts = ['format', 'title', 'description', 'contentEncoding', 'contentMediaType']

const flags = ['deprecated', 'readOnly', 'writeOnly', 'uniqueItems']

/** Pairs of words of which the first may not exceed the second. */
const ranges = [
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
  ['minProperties', 'maxProperties'],
  ['minimum', 'maximum'],
] as const

/** A check of one schema after the other; each is looked at once, however many refer to it. */
export function schemaChecker(document: Node, report: Report): (schema: unknown, place: string) => void {
  const known = new Set<Node>()
  const check = (schema: unknown, place: string): void => {
    if (typeof schema === 'boolean') return
    if (!isNode(schema))
      return report(place, `is ${kindOf(schema)}. A schema is an object, or true or false.`)
    if (known.has(schema)) return
    known.add(schema)
    checkWords(document, schema, place, report)
    checkCircle(document, schema, place, report)
    for (const [part, where] of partsOf(schema, place, report)) check(part, where)
  }
  return check
}

/** The schemas directly inside a schema. */
function partsOf(schema: Node, place: string, report: Report): [part: unknown, place: string][] {
  const inMaps = maps.flatMap((word): [unknown, string][] => {
    const map = read(schema, word)
    if (map === undefined) return []
    const where = below(place, word)
    if (isNode(map)) return Object.entries(map).map(([name, part]) => [part, below(where, name)])
    report(where, `is ${kindOf(map)}. Make it an object of schemas.`)
    return []
  })
  const inLists = lists.flatMap((word): [unknown, string][] => {
    const list = read(schema, word)
    if (list === undefined) return []
    const where = below(place, word)
    // An empty allOf says nothing; of the others no value would be valid.
    if (Array.isArray(list) && (list.length > 0 || word === 'allOf'))
      return list.map((part, index) => [part, below(where, index)])
    report(where, `is ${Array.isArray(list) ? 'empty' : kindOf(list)}. Make it a list of schemas.`)
    return []
  })
  const alone = single.flatMap((word): [unknown, string][] => {
    const part = read(schema, word)
    return part === undefined ? [] : [[part, below(place, word)]]
  })
  return [...inMaps, ...inLists, ...alone]
}

function checkWords(document: Node, schema: Node, place: string, report: Report): void {
  const wrong = (word: string, advice: string) =>
    report(below(place, word), `is ${kindOf(schema[word])}. ${advice}`)
  const type = read(schema, 'type')
  if (type !== undefined) checkType(type, below(place, 'type'), report)
  for (const word of ['enum', 'required', 'examples', 'x-extensible-enum']) {
    const list = read(schema, word)
    if (list !== undefined && !Array.isArray(list)) wrong(word, 'Make it a list.')
  }
  const required = read(schema, 'required')
  if (Array.isArray(required) && !required.every((name) => typeof name === 'string'))
    report(below(place, 'required'), 'has something else than names of properties. Remove it.')
  for (const word of ['enum', 'x-extensible-enum']) {
    const list = read(schema, word)
    if (Array.isArray(list) && list.length === 0)
      report(below(place, word), 'is empty, so that no value is valid. List the values, or remove it.')
  }
  const known = read(schema, 'x-extensible-enum')
  if (Array.isArray(known) && known.some((one) => typeof one !== 'string' && typeof one !== 'number'))
    report(below(place, 'x-extensible-enum'), 'has something else than texts and numbers. Remove it.')
  for (const word of counts) {
    const value = read(schema, word)
    if (value !== undefined && !(Number.isInteger(value) && Number(value) >= 0))
      wrong(word, 'Make it a whole number from 0 on.')
  }
  for (const word of limits) {
    const value = read(schema, word)
    if (value !== undefined && !Number.isFinite(value)) wrong(word, 'Make it a number.')
  }
  const step = read(schema, 'multipleOf')
  if (step !== undefined && !(Number.isFinite(step) && Number(step) > 0))
    wrong('multipleOf', 'Make it a number above 0.')
  for (const word of texts) {
    const value = read(schema, word)
    if (value !== undefined && typeof value !== 'string') wrong(word, 'Write a text.')
  }
  for (const word of flags) {
    const value = read(schema, word)
    if (value !== undefined && typeof value !== 'boolean') wrong(word, 'Write true or false.')
  }
  for (const [low, high] of ranges) checkRange(schema, low, high, place, report)
  checkPatterns(schema, place, report)
  if (read(schema, 'discriminator') !== undefined)
    checkDiscriminator(schema['discriminator'], below(place, 'discriminator'), document, report)
}

function checkDiscriminator(value: unknown, place: string, document: Node, report: Report): void {
  if (!isNode(value)) return report(place, `is ${kindOf(value)}. Make it an object with a propertyName.`)
  if (typeof read(value, 'propertyName') !== 'string')
    report(below(place, 'propertyName'), `is ${kindOf(value['propertyName'])}. Name the property.`)
  const mapping = read(value, 'mapping')
  const where = below(place, 'mapping')
  if (mapping === undefined) return
  if (!isNode(mapping)) return report(where, `is ${kindOf(mapping)}. Make it an object.`)
  for (const [name, target] of Object.entries(mapping)) {
    const ref =
      typeof target === 'string' && !target.includes('/') ? `#/components/schemas/${target}` : target
    if (typeof ref !== 'string' || !ref.startsWith('#/') || targetOf(document, ref) === undefined)
      report(below(where, name), `Nothing is at ${String(ref)} in the bundle. Name a schema, or remove it.`)
  }
}

function checkType(type: unknown, place: string, report: Report): void {
  const all = [type].flat()
  const other = all.find((one) => !types.has(one as string))
  const known = [...types].join(', ')
  if (other !== undefined) report(place, `${JSON.stringify(other)} is no type. Write ${known}.`)
  else if (all.length === 0) report(place, `is empty. Write ${known}.`)
  else if (new Set(all).size < all.length) report(place, 'names a type twice. Remove one.')
}

function checkRange(schema: Node, low: string, high: string, place: string, report: Report): void {
  const [least, most] = [read(schema, low), read(schema, high)]
  if (typeof least !== 'number' || typeof most !== 'number' || least <= most) return
  report(below(place, low), `is ${least}, but ${high} is ${most}: no value is valid. Correct either.`)
}

function checkPatterns(schema: Node, place: string, report: Report): void {
  const pattern = read(schema, 'pattern')
  const own: [unknown, string][] = pattern === undefined ? [] : [[pattern, below(place, 'pattern')]]
  const names = read(schema, 'patternProperties')
  const keys = isNode(names) ? Object.keys(names) : []
  const where = below(place, 'patternProperties')
  for (const [text, at] of [...own, ...keys.map((key) => [key, below(where, key)] as const)]) {
    const mistake = mistakeIn(text)
    if (mistake) report(at, `is no regular expression: ${mistake}. Correct it.`)
  }
}

/** Patterns are Unicode, but many are not written for that. */
function mistakeIn(pattern: unknown): string | undefined {
  if (typeof pattern !== 'string') return kindOf(pattern)
  try {
    return void new RegExp(pattern)
  } catch (error) {
    return (error as Error).message
  }
}

/** Words whose schemas describe the same value, and lists, which TypeScript cannot name in a circle either. */
const sameValue = ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'items', 'prefixItems'] as const

/** Reports a schema that comes back to itself with no property in between. */
function checkCircle(document: Node, start: Node, place: string, report: Report): void {
  const seen = new Set<unknown>()
  const waiting = nextOf(document, start)
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node === start) {
      return report(
        place,
        'comes back to itself with no property in between, so that no type can be made of it. Put an object with a property on the way.',
      )
    }
    if (seen.has(node)) continue
    seen.add(node)
    waiting.push(...nextOf(document, node))
  }
}

function nextOf(document: Node, schema: unknown): unknown[] {
  if (!isNode(schema)) return []
  const ref = read(schema, '$ref')
  const target = typeof ref === 'string' && ref.startsWith('#/') ? [targetOf(document, ref)] : []
  return [...target, ...sameValue.flatMap((word) => read(schema, word) ?? [])].filter(
    (one) => one !== undefined,
  )
}
