/** What stands in the form of one operation. Views change it in place; samples and request are made from it. */
import { demoCredential, fieldText } from '@parlance/compiler/samples'
import type { ConsoleArgument, ConsoleBody, ConsoleData, ConsoleOperation } from '../shape.ts'
import { parseJson } from './json.ts'
import { textOf } from './values.ts'

export type FieldPlace = 'path' | 'client' | 'credential' | 'query' | 'header'

/** A parameter or a credential. */
export interface Field {
  place: FieldPlace
  argument: ConsoleArgument
  text: string
  /** Whether it is sent. */
  on: boolean
}

/** A text or a file of a multipart form. */
export interface Part {
  name: string
  text: string
  on: boolean
  /** Whether the example has a list under this name, of which this is one item. */
  isItem: boolean
  /** What stood in the example. */
  example: unknown
  /** Set for files. */
  file?: { type: string | null; chosen?: ChosenFile }
}

/** A file of the reader's own. */
export interface ChosenFile {
  blob: Blob
  name: string
  /** Its content, where it is text. */
  text?: string
}

export interface BodyForm {
  body: ConsoleBody
  example: number
  /** Set for JSON. */
  text: string
  /** The last value that the text had while it was JSON. */
  value: unknown
  /** Set for forms. */
  parts: Part[]
}

export interface Form {
  operation: ConsoleOperation
  fields: Field[]
  bodies: BodyForm[]
  /** Which of the bodies is sent. */
  body: number
  /** The `Prefer` header, or nothing. */
  prefer: string
}

const placeholder = 'example'

/** The form as it opens: what the operation needs, with the spec's examples. */
export function newForm(data: ConsoleData, operation: ConsoleOperation): Form {
  return {
    operation,
    fields: [...pathFields(data, operation), ...credentialFields(data, operation), ...otherFields(operation)],
    bodies: operation.bodies.map((body) => bodyForm(body, 0)),
    body: 0,
    prefer: '',
  }
}

/** A body filled with one of its examples. */
export function bodyForm(body: ConsoleBody, example: number): BodyForm {
  const value = body.examples[example]?.value
  const isForm = isMultipart(body)
  return {
    body,
    example,
    text: isForm || value === undefined ? '' : JSON.stringify(value, null, 2),
    value: isForm ? undefined : value,
    parts: isForm ? partsOf(body, (value ?? {}) as object) : [],
  }
}

export function isMultipart({ mediaType }: ConsoleBody): boolean {
  return mediaType === 'multipart/form-data'
}

/** Takes over a text as the body; says what is wrong with it. An empty text is no body. */
export function setBodyText(form: BodyForm, text: string): ReturnType<typeof parseJson>['fault'] {
  form.text = text
  if (text.trim() === '') {
    form.value = undefined
    return undefined
  }
  const { value, fault } = parseJson(text)
  if (!fault) form.value = value
  return fault
}

function pathFields({ clientParameters }: ConsoleData, { path, args }: ConsoleOperation): Field[] {
  const own = clientParameters.filter(({ name }) => path.includes(`{${name}}`))
  return [
    ...own.map(({ name, example }) => field('client', sureArgument(name, example))),
    ...args.map((argument) => field('path', { ...argument, example: argument.example ?? placeholder })),
  ]
}

function sureArgument(name: string, example: unknown): ConsoleArgument {
  return {
    name,
    example: String(example ?? placeholder),
    required: true,
    writing: undefined,
    kind: 'text',
    hint: '',
  }
}

function credentialFields({ credentials }: ConsoleData, { anonymous }: ConsoleOperation): Field[] {
  if (anonymous) return []
  return credentials.map(({ option }) => field('credential', sureArgument(option, demoCredential)))
}

function otherFields({ query, headers, needsOneOf }: ConsoleOperation): Field[] {
  return [
    ...query.map((one) => field('query', one, one.required || one.name === needsOneOf[0])),
    ...headers.map((one) => field('header', one, one.required)),
  ]
}

function field(place: FieldPlace, argument: ConsoleArgument, on = true): Field {
  return { place, argument, text: textOf(argument), on }
}

function partsOf({ files }: ConsoleBody, value: object): Part[] {
  return Object.entries(value).flatMap(([name, content]) => {
    const file = name in files ? { type: files[name] ?? null } : undefined
    return [content].flat().map((example: unknown): Part => {
      const part = { name, example, text: fieldText(example), on: true, isItem: Array.isArray(content) }
      return file ? Object.assign(part, { file: structuredClone(file) }) : part
    })
  })
}
