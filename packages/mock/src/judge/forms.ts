/** Forms, from text to the values of their fields. */
import type { EncodingObject, OpenApiDocument } from '../document.ts'
import { isTooDeep } from '../json.ts'
import { parameterOf } from '../media.ts'
import { shapeOf } from './shape.ts'
import { readerOf } from './styles.ts'

/** What was sent under each name, in the order in which it came. */
type Fields = ReadonlyMap<string, readonly string[]>

/** The text of a form as an object, or what is wrong with it. */
export type FormReader = (text: string, contentType: string | undefined) => object | string

const multipart = 'multipart/form-data'

/** Whether a media type is that of a form. */
export function isForm(mediaType: string): boolean {
  return mediaType === 'application/x-www-form-urlencoded' || mediaType === multipart
}

/**
 * Reads forms of one media type. A field that is a list by its schema may come several times; one that is an object, or
 * a list of objects, comes as JSON; of any other field the last value counts.
 */
export function createFormReader(
  document: OpenApiDocument,
  mediaType: string,
  schema: unknown,
  encodings: Readonly<Record<string, EncodingObject>>,
): FormReader {
  const { fields: known } = shapeOf(document, schema)
  const readers = new Map(
    [...known].map(([name, field]) => [name, fieldReader(document, name, field, encodings[name])]),
  )
  const toObject = (fields: Fields) =>
    Object.fromEntries(
      [...fields].map(([name, values]) => [name, readers.get(name)?.(values) ?? values.at(-1)]),
    )
  if (mediaType !== multipart) return (text) => toObject(urlencodedFields(text))
  return (text, contentType) => {
    const boundary = parameterOf(contentType, 'boundary')
    return boundary === undefined
      ? 'the content-type multipart/form-data has no boundary; leave the header to the HTTP client'
      : toObject(multipartFields(text, boundary))
  }
}

function fieldReader(
  document: OpenApiDocument,
  name: string,
  schema: unknown,
  { style = 'form', explode = style === 'form' }: EncodingObject = {},
): (values: readonly string[]) => unknown {
  const shape = shapeOf(document, schema)
  if (shape.kind === 'scalar') return (values) => values.at(-1)
  if (shape.kind === 'object') return (values) => parsed(values.at(-1) ?? '')
  const read = readerOf({ name, style, explode, shape })
  const isText = shapeOf(document, shape.items).kind === 'scalar'
  return (values) => {
    const items = read({ [name]: values })
    return isText || !Array.isArray(items) ? items : items.map((item) => parsed(String(item)))
  }
}

/** JSON, or the text as it stands, for the schema to complain about. */
function parsed(text: string): unknown {
  try {
    return isTooDeep(text) ? text : JSON.parse(text)
  } catch {
    return text
  }
}

function urlencodedFields(text: string): Fields {
  return grouped([...new URLSearchParams(text)])
}

function multipartFields(text: string, boundary: string): Fields {
  return grouped(multipartParts(text, boundary).map(({ name, value }) => [name, value] as const))
}

/** One part of a multipart body. */
export interface Part {
  readonly name: string
  /** The lines before it. */
  readonly head: string
  /** A file counts by its bytes, as text. */
  readonly value: string
}

/** The parts of a multipart body. */
export function multipartParts(text: string, boundary: string): Part[] {
  return `\r\n${text}`
    .split(`\r\n--${boundary}`)
    .slice(1)
    .filter((part) => !part.startsWith('--'))
    .flatMap((part) => {
      const end = part.indexOf('\r\n\r\n')
      const head = part.slice(0, end)
      const name = parameterIn(head, 'name')
      return end < 0 || name === undefined ? [] : [{ name, head, value: part.slice(end + 4) }]
    })
}

/** What the head of a part says under a name, in quotes or without. */
export function parameterIn(head: string, name: string): string | undefined {
  const quoted = new RegExp(`\\b${name}="((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(head)?.[1]
  const value = quoted ?? new RegExp(`\\b${name}=([^\\s;]+)`, 'i').exec(head)?.[1]
  return value === undefined ? undefined : unescaped(value)
}

/** Browsers write quotes and line ends in names as percent codes, other clients with backslashes. */
function unescaped(name: string): string {
  return name.replaceAll(/\\(.)/g, '$1').replaceAll(/%(22|0D|0A)/gi, (code) => decodeURIComponent(code))
}

function grouped(entries: readonly (readonly [string, string])[]): Fields {
  const fields = new Map<string, string[]>()
  for (const [name, value] of entries) {
    const values = fields.get(name)
    if (values) values.push(value)
    else fields.set(name, [value])
  }
  return fields
}
