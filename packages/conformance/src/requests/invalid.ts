/** Requests to an operation with exactly one thing wrong. */
import * as fc from 'fast-check'
import type { ContractBody, ContractOperation, ContractParameter } from './contract.ts'
import { type Draft, Raw } from './draft.ts'
import { isJson } from './media.ts'
import { allTypes, readings } from './read.ts'
import { type Spoilt, spoiltValues } from './spoil.ts'
import { type Material, validDrafts } from './valid.ts'
import { textOf } from './write.ts'

/** A draft and what is wrong with it. */
export interface Wrong {
  readonly what: string
  readonly draft: Draft
}

/**
 * Drafts with one thing wrong, of which a judge agrees that it is; nothing when an operation has nothing that could be
 * wrong.
 */
export function invalidDrafts(
  operation: ContractOperation,
  material: Material,
): fc.Arbitrary<Wrong> | undefined {
  const canBeWrong = operation.parameters.length > 0 || operation.bodies.length > 0
  if (!canBeWrong) return undefined
  const drafts = validDrafts(operation, material)
  const wrongs = (draft: Draft) => wrongsOf(operation, draft, material)
  const [sample] = fc.sample(drafts, { numRuns: 1, seed: 1 })
  if (wrongs(sample!).next().done === true) return undefined
  return fc
    .tuple(drafts, fc.nat({ max: 10_000 }))
    .map(([draft, index]) => {
      const all = [...wrongs(draft)]
      return all[index % Math.max(1, all.length)]
    })
    .filter((wrong) => wrong !== undefined)
}

/** Everything that can be wrong with a draft, one thing at a time. */
function* wrongsOf(operation: ContractOperation, draft: Draft, material: Material): Generator<Wrong> {
  for (const parameter of operation.parameters) yield* ofParameter(parameter, draft, material)
  for (const { anyOf, when } of operation.needsOneOf) {
    const rest = Object.entries(draft.query).filter(([name]) => !anyOf.includes(name))
    const query = {
      ...Object.fromEntries(rest),
      ...(when !== undefined && { [when.replace('*', 'any')]: 'x' }),
    }
    yield { what: `none of ${anyOf.join(', ')} is given`, draft: { ...draft, query } }
  }
  yield* ofBody(operation, draft, material)
}

function* ofParameter(parameter: ContractParameter, draft: Draft, material: Material): Generator<Wrong> {
  const { in: where, name, required } = parameter
  if (where === 'cookie') return
  const { [name]: value, ...others } = draft[where]
  if (required && where !== 'path')
    yield { what: `${where}.${name} is missing`, draft: { ...draft, [where]: others } }
  const seen = new Set<string>()
  for (const { what, value: text } of spoiltTexts(parameter, value, material)) {
    if (seen.has(text) || !canStand(where, text)) continue
    seen.add(text)
    yield { what, draft: { ...draft, [where]: { ...draft[where], [name]: new Raw(text) } } }
  }
}

/** Texts for a parameter that no reading of makes valid. */
function* spoiltTexts(
  { schema, pointer, in: where, name }: ContractParameter,
  value: unknown,
  { document, validator }: Material,
): Generator<{ what: string; value: string }> {
  const types = allTypes(document, schema)
  // A list or an object is made of texts, which hardly ever are wrong.
  if (types.has('array') || types.has('object')) return
  const isWrong = (text: string) =>
    readings(document, schema, text).every((one) => validator.problems(pointer, one).length > 0)
  const place = `${where}.${name}`
  for (const spoilt of spoiltValues(document, schema, value ?? exampleFor(types), place)) {
    if (spoilt.value === null || typeof spoilt.value === 'object') continue
    const text = textOf(spoilt.value)
    if (isWrong(text)) yield { what: `${spoilt.what}: ${JSON.stringify(text)}`, value: text }
  }
  for (const text of ['abc', '-1', '1.5', 'true', '99999999999999999999'])
    if (isWrong(text)) yield { what: `${place} is ${JSON.stringify(text)}`, value: text }
}

function exampleFor(types: ReadonlySet<string>): unknown {
  return types.has('number') || types.has('integer') ? 1 : 'x'
}

/** An empty text is as if there were none, and what a header cannot carry cannot be sent. */
function canStand(where: string, text: string): boolean {
  if (text === '' || text === '.' || text === '..') return false
  return where !== 'header' || /^[!-~]+$/.test(text)
}

function* ofBody(operation: ContractOperation, draft: Draft, material: Material): Generator<Wrong> {
  const { body } = draft
  const { bodies, isBodyRequired } = operation
  if (isBodyRequired) yield { what: 'the body is missing', draft: { ...draft, body: undefined } }
  if (bodies.length === 0) return
  const put = (mediaType: string, value: unknown): Draft => ({ ...draft, body: { mediaType, value } })
  yield {
    what: 'the body is of a type that nobody knows',
    draft: put('application/x-nobody-knows', new Raw('x')),
  }
  const declared = body && bodies.find(({ mediaType }) => mediaType === body.mediaType)
  if (!body || !declared || !isJson(declared.mediaType)) return
  const text = JSON.stringify(body.value)
  yield { what: 'the body is broken JSON', draft: put(body.mediaType, new Raw(`${text.slice(0, -1)},`)) }
  yield { what: 'the body has text behind it', draft: put(body.mediaType, new Raw(`${text} x`)) }
  for (const { what, value } of spoiltBodies(declared, body.value, material))
    yield { what, draft: put(body.mediaType, value) }
}

function* spoiltBodies(
  { schema, pointer }: ContractBody,
  value: unknown,
  { document, validator }: Material,
): Generator<Spoilt> {
  for (const spoilt of spoiltValues(document, schema, value, 'body'))
    if (validator.problems(pointer, spoilt.value).length > 0) yield spoilt
}
