/** Texts for a schema: of a format, of a pattern, of a length. */
import formatsPlugin from 'ajv-formats'
import * as fc from 'fast-check'
import { formats } from './formats.ts'
import { matching, regExpOf } from './pattern.ts'
import type { SchemaNode } from './schema.ts'

/** How texts are made. */
export interface TextOptions {
  /** Whether they hold printable ASCII only, for places such as forms and headers that change other letters. */
  readonly isPlain: boolean
}

/** Texts longer than the shortest by more than this are made at the upper limit only. */
const usualLength = 40
/** A limit beyond this is not reached for: megabytes of text would test nothing but patience. */
const longest = 5_000
/** How many texts are made to see whether a way to make them is any good, and how many of them have to be. */
const tries = 60
const enough = 3

/** What decides about texts → texts. fast-check takes long to prepare them, and the same kinds stand everywhere. */
const known = new Map<string, fc.Arbitrary<string> | undefined>()

/** Texts for a node of type string, or nothing when none can be made. */
export function textsFor(node: SchemaNode, options: TextOptions): fc.Arbitrary<string> | undefined {
  const { pattern, format, minLength, maxLength } = node
  const key = JSON.stringify([pattern, format, minLength, maxLength, examplesOf(node), options.isPlain])
  if (!known.has(key)) known.set(key, makeTexts(node, options))
  return known.get(key)
}

function makeTexts(node: SchemaNode, options: TextOptions): fc.Arbitrary<string> | undefined {
  const fits = fitsOf(node)
  const ways = waysFor(node, options).filter((way) => isPromising(way, fits))
  const examples = examplesOf(node).filter((text) => fits(text) && (!options.isPlain || isPrintable(text)))
  const made = ways.map((arbitrary) => ({ arbitrary: arbitrary.filter(fits), weight: 4 }))
  const shown = examples.length > 0 ? [{ arbitrary: fc.constantFrom(...examples), weight: 1 }] : []
  return made.length + shown.length > 0 ? fc.oneof(...made, ...shown) : undefined
}

/** Says whether a text keeps to pattern, format and length. */
function fitsOf({
  pattern,
  format,
  minLength = 0,
  maxLength = Infinity,
}: SchemaNode): (text: string) => boolean {
  const expression = typeof pattern === 'string' ? regExpOf(pattern) : undefined
  const isFormat = typeof format === 'string' ? formatCheck(format) : () => true
  return (text) => {
    const length = [...text].length
    const isLongEnough = length >= (minLength as number) && length <= (maxLength as number)
    return isLongEnough && (expression?.test(text) ?? true) && isFormat(text)
  }
}

function formatCheck(name: string): (text: string) => boolean {
  try {
    const format = formatsPlugin.default.get(name as 'date')
    if (format instanceof RegExp) return (text) => format.test(text)
    if (typeof format === 'function') return (text) => format(text)
    const { validate } = format as { validate?: RegExp | ((text: string) => boolean) }
    if (validate instanceof RegExp) return (text) => validate.test(text)
    return typeof validate === 'function' ? validate : () => true
  } catch {
    return () => true // A format that nobody has a check for, such as `password`.
  }
}

function waysFor(
  { pattern, format, minLength, maxLength }: SchemaNode,
  { isPlain }: TextOptions,
): fc.Arbitrary<string>[] {
  const ofFormat = typeof format === 'string' ? formats[format] : undefined
  const ofPattern = typeof pattern === 'string' ? matching(pattern) : []
  if (ofFormat) return [ofFormat, ...ofPattern]
  if (ofPattern.length > 0) return isPlain ? ofPattern.map((way) => way.filter(isPrintable)) : ofPattern
  // An empty secret is as if there were none.
  const least = format === 'password' ? Math.max(1, (minLength as number | undefined) ?? 0) : minLength
  return [ofLength(least as number | undefined, maxLength as number | undefined, isPlain)]
}

/** Texts of these lengths, whatever their examples. */
const byLength = new Map<string, fc.Arbitrary<string>>()

function ofLength(min = 0, limit = longest, isPlain: boolean): fc.Arbitrary<string> {
  const key = `${min} ${limit} ${isPlain}`
  const texts = byLength.get(key) ?? makeOfLength(min, limit, isPlain)
  byLength.set(key, texts)
  return texts
}

function makeOfLength(min: number, limit: number, isPlain: boolean): fc.Arbitrary<string> {
  const max = Math.max(min, Math.min(limit, longest))
  const text = (from: number, to: number) => {
    const ascii = fc.string({ unit: 'grapheme-ascii', minLength: from, maxLength: to })
    const any = fc.string({ unit: 'binary', minLength: from, maxLength: to })
    return isPlain ? ascii : fc.oneof({ arbitrary: ascii, weight: 3 }, { arbitrary: any, weight: 1 })
  }
  const usual = { arbitrary: text(min, Math.min(max, min + usualLength)), weight: 8 }
  const least = { arbitrary: text(min, min), weight: 1 }
  return limit < longest
    ? fc.oneof(usual, least, { arbitrary: text(max, max), weight: 1 })
    : fc.oneof(usual, least)
}

function isPromising(way: fc.Arbitrary<string>, fits: (text: string) => boolean): boolean {
  return fc.sample(way, { numRuns: tries, seed: 1 }).filter(fits).length >= enough
}

function examplesOf({ example, examples = [], default: usual }: SchemaNode): string[] {
  return [example, usual, ...(examples as unknown[])].filter((value) => typeof value === 'string')
}

/** Whether a text is printable ASCII. */
function isPrintable(text: string): boolean {
  return /^[ -~]*$/.test(text)
}
