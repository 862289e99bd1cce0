/** How parameters are written (`style` and `explode`), and the values that they stand for. */
import { isObject } from '../document.ts'
import type { Shape } from './shape.ts'

/** Names and what was sent under them, as a query has them: several values under one name are a list. */
export type Source = Readonly<Record<string, string | readonly string[] | undefined>>

/** The value of one parameter, or `undefined` when it is not there. Throws a `StyleError`. */
export type Reader = (source: Source) => unknown

/** A parameter that is not written in its style. */
export class StyleError extends Error {
  override readonly name = 'StyleError'
}

export interface Style {
  readonly name: string
  readonly style: string
  readonly explode: boolean
  readonly shape: Shape
}

/** The reader of a parameter. A style without a reader is read as it stands. */
export function readerOf(parameter: Style): Reader {
  return readers[parameter.style]?.(parameter) ?? (({ [parameter.name]: value }) => value)
}

const readers: Record<string, ((style: Style) => Reader) | undefined> = {
  form: readForm,
  spaceDelimited: (style) => readDelimited(style, ' '),
  pipeDelimited: (style) => readDelimited(style, '|'),
  deepObject: readDeepObject,
  simple: ({ name, shape, explode }) => {
    const toValue = splitBy(shape, explode, ',', ',')
    return (source) => mapText(source[name], toValue)
  },
  label: ({ name, shape, explode }) => {
    const toValue = splitBy(shape, explode, explode ? '.' : ',', explode ? '.' : ',')
    return (source) => mapText(source[name], (text) => toValue(without('.', text)))
  },
  matrix: readMatrix,
}

function readForm({ name, shape, explode }: Style): Reader {
  if (shape.kind === 'array') {
    return explode ? ({ [name]: value }) => listOf(value) : ({ [name]: value }) => last(value)?.split(',')
  }
  if (shape.kind === 'scalar') return ({ [name]: value }) => value
  if (!explode) return ({ [name]: value }) => pairs(last(value)?.split(','))
  return (source) => picked(source, shape)
}

function readDelimited({ name, shape, explode }: Style, separator: string): Reader {
  const split = (text: string | undefined) => text?.split(separator)
  if (explode) return ({ [name]: value }) => listOf(value)
  return ({ [name]: value }) => (shape.kind === 'object' ? pairs(split(last(value))) : split(last(value)))
}

/** `filter[status]=open&filter[tags][0]=new`; what has numbers for keys is a list. */
function readDeepObject({ name }: Style): Reader {
  return (source) => {
    const entries = Object.entries(source).filter(([key]) => key.startsWith(`${name}[`))
    if (entries.length === 0) return undefined
    const root = emptyObject()
    for (const [key, value] of entries) {
      const path = [...key.slice(name.length).matchAll(/\[([^\]]*)\]/g)].map(([, part = '']) => part)
      put(root, path, value)
    }
    return withLists(root)
  }
}

function readMatrix({ name, shape, explode }: Style): Reader {
  const named = (text: string) => without(`${name}=`, text)
  const toValue = (text: string): unknown => {
    const rest = without(';', text)
    if (shape.kind === 'array') return explode ? rest.split(';').map(named) : named(rest).split(',')
    if (shape.kind === 'object') return explode ? assigned(rest.split(';')) : pairs(named(rest).split(','))
    return named(rest)
  }
  return (source) => mapText(source[name], toValue)
}

function splitBy({ kind }: Shape, explode: boolean, list: string, fields: string): (text: string) => unknown {
  if (kind === 'array') return (text) => (text === '' ? [] : text.split(list))
  if (kind === 'scalar') return (text) => text
  return explode ? (text) => assigned(text.split(fields)) : (text) => pairs(text.split(','))
}

function mapText(value: Source[string], toValue: (text: string) => unknown): unknown {
  return typeof value === 'string' ? toValue(value) : value
}

/** A list of its own: validation changes text to numbers in place. */
function listOf(value: Source[string]): string[] | undefined {
  if (value === undefined || value === '') return undefined
  return typeof value === 'string' ? [value] : [...value]
}

function last(value: Source[string]): string | undefined {
  return (typeof value === 'string' ? value : value?.at(-1)) || undefined
}

/** `['R', '100', 'G', '200']` is `{ R: '100', G: '200' }`. */
function pairs(parts: readonly string[] | undefined): Record<string, unknown> | undefined {
  if (parts === undefined) return undefined
  const names = parts.filter((_, index) => index % 2 === 0)
  return Object.fromEntries(names.map((name, index) => [name, parts[index * 2 + 1]]))
}

/** `['R=100', 'G=200']` is `{ R: '100', G: '200' }`. */
function assigned(parts: readonly string[]): Record<string, unknown> {
  const split = (part: string) => [part.split('=', 1)[0], part.slice(part.indexOf('=') + 1)] as const
  return Object.fromEntries(parts.map(split))
}

/** The fields of an object that are parameters of their own. */
function picked(source: Source, { fields }: Shape): Record<string, unknown> | undefined {
  const found = [...fields.keys()].filter((field) => source[field] !== undefined)
  return found.length === 0 ? undefined : Object.fromEntries(found.map((field) => [field, source[field]]))
}

function without(prefix: string, text: string): string {
  if (!text.startsWith(prefix)) throw new StyleError(`must start with "${prefix}"`)
  return text.slice(prefix.length)
}

type Fields = Record<string, unknown>

/** Without a prototype, so that a client cannot reach it by name. */
function emptyObject(): Fields {
  return Object.create(null) as Fields
}

function put(into: Fields, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) return void (into[first] = value)
  const child = isObject(into[first]) ? into[first] : emptyObject()
  into[first] = child
  put(child, rest, value)
}

function withLists(node: unknown): unknown {
  if (!isObject(node)) return node
  const entries = Object.entries(node).map(([key, value]) => [key, withLists(value)] as const)
  const isList = entries.length > 0 && entries.every(([key]) => /^\d*$/.test(key))
  return isList ? entries.map(([, value]) => value) : Object.fromEntries(entries)
}
