/** Requests to every operation of a document: as its examples have them, and spoilt in every way one can think of. */
import {
  examplesOf,
  isObject,
  type OpenApiDocument,
  type OperationObject,
  type ParameterObject,
  type RequestBodyObject,
  resolve,
} from '../src/document.ts'
import { isJson } from '../src/encode.ts'
import { isForm } from '../src/judge/forms.ts'
import { sampleOf } from '../src/generate/sample.ts'
import { nodeOf, parametersOf } from '../src/node.ts'
import type { Operation } from '../src/operation.ts'
import { spoiltBodies, spoiltTexts } from './spoil.ts'

/** A request as it is sent. */
export interface Sent {
  readonly operation: Operation
  /** What was done to a good request, e.g. `body.title is a number`. */
  readonly label: string
  readonly method: string
  /** Below the server's path, encoded, with the query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

interface Draft {
  params: Record<string, string>
  query: [string, string][]
  headers: Record<string, string>
  body: string | undefined
}

const boundary = 'parlance-boundary'
const json = 'application/json'

/** Requests to the place of an operation that are not requests to the operation. */
export function requestsAround(document: OpenApiDocument, operation: Operation): Sent[] {
  const [good] = requestsTo(document, operation)
  const { path } = good!
  const around = { ...good!, body: undefined }
  return [
    { ...around, label: 'HEAD', method: 'HEAD' },
    { ...around, label: 'another method', method: 'PROPFIND' },
    { ...around, label: 'a slash at the end', path: path.replace(/(\?.*)?$/, '/$1') },
    { ...around, label: 'nowhere', path: '/nowhere/at/all' },
  ]
}

/** Every request to an operation, the good ones first. */
export function* requestsTo(document: OpenApiDocument, operation: Operation): Generator<Sent> {
  const node = nodeOf(document, operation)
  const parameters = [...parametersOf(document, operation).values()]
  const send = (label: string, change: (draft: Draft) => void = () => {}): Sent => {
    const draft = goodDraft(document, node, parameters)
    change(draft)
    return toSent(operation, label, draft)
  }
  yield send('good')
  yield send('all parameters', (draft) => fillAll(document, parameters, draft))
  yield* ofHeaders(send, Object.keys(node.responses ?? {}), operation)
  yield* ofParameters(document, parameters, send)
  yield* ofBodies(document, node, send)
}

type Send = (label: string, change?: (draft: Draft) => void) => Sent

function* ofHeaders(send: Send, codes: string[], { answers }: Operation): Generator<Sent> {
  yield send('no credentials', ({ headers }) => {
    delete headers['authorization']
    delete headers['x-api-key']
  })
  const credentials = [
    `Basic ${btoa('user:password')}`,
    `Basic ${btoa('user:pass:word')}`,
    'bearer token',
    'Bearer ',
  ]
  for (const authorization of credentials) {
    yield send(`authorization ${authorization}`, ({ headers }) => {
      delete headers['x-api-key']
      headers['authorization'] = authorization
    })
  }
  const accepts = [
    '*/*',
    'application/json',
    'text/html, application/xhtml+xml',
    'application/xml;q=0.9, */*;q=0.1',
  ]
  for (const accept of accepts)
    yield send(`accept ${accept}`, ({ headers }) => void (headers['accept'] = accept))
  for (const code of codes) {
    const prefers = [...(answers.get(code) ?? [])].map((name) => `code=${code}, example=${name}`)
    for (const prefer of [`code=${code}`, ...prefers])
      yield send(`prefer ${prefer}`, ({ headers }) => void (headers['prefer'] = prefer))
  }
}

function* ofParameters(
  document: OpenApiDocument,
  parameters: readonly ParameterObject[],
  send: Send,
): Generator<Sent> {
  for (const parameter of parameters) {
    const { in: place, name } = parameter
    if (place !== 'path') yield send(`${place}.${name} is missing`, (draft) => remove(draft, parameter))
    for (const [what, text] of spoiltTexts(textOf(document, parameter))) {
      if (place === 'path' && text === '') continue
      yield send(`${place}.${name} is ${what}`, (draft) => {
        remove(draft, parameter)
        put(draft, parameter, text)
      })
    }
    if (place === 'query') {
      yield send(`query.${name} comes twice`, ({ query }) => {
        const text = textOf(document, parameter)
        query.push([name, text], [name, text])
      })
    }
  }
  yield send('query.nonsense is there', ({ query }) => void query.push(['nonsense', '1']))
}

function* ofBodies(document: OpenApiDocument, node: OperationObject, send: Send): Generator<Sent> {
  const contents = contentsOf(document, node)
  const setText = (mediaType: string, text: string) => (draft: Draft) => {
    draft.headers['content-type'] = mediaType
    draft.body = text
  }
  if (contents.length === 0)
    return void (yield send('a body that nobody asked for', setText('text/plain', 'x')))
  yield send('no body', (draft) => void (draft.body = undefined))
  yield send('a body of another type', setText('application/x-parlance', 'x'))
  if (contents.some(({ mediaType }) => mediaType === json)) yield send('broken JSON', setText(json, '{"a": '))
  for (const { mediaType, values } of contents) {
    const setBody = (value: unknown) => (draft: Draft) => void writeBody(draft, mediaType, value)
    for (const [name, value] of values) yield send(`${mediaType} example ${name}`, setBody(value))
    const [first] = values.values()
    for (const [what, value] of spoiltBodies(first)) yield send(`${mediaType} ${what}`, setBody(value))
  }
}

function contentsOf(document: OpenApiDocument, node: OperationObject) {
  const body = node.requestBody && resolve<RequestBodyObject>(document, node.requestBody)
  return Object.entries(body?.content ?? {}).map(([mediaType, media]) => {
    const examples = examplesOf(document, media)
    const sample =
      examples.size === 0 ? new Map([['sample', sampleOf(document, media.schema ?? {})]]) : examples
    return { mediaType, values: sample }
  })
}

function goodDraft(
  document: OpenApiDocument,
  node: OperationObject,
  parameters: readonly ParameterObject[],
): Draft {
  const headers = credentialsOf(document)
  const draft: Draft = { params: {}, query: [], headers, body: undefined }
  for (const parameter of parameters) {
    if (parameter.required === true) put(draft, parameter, textOf(document, parameter))
  }
  const [content] = contentsOf(document, node)
  if (content) writeBody(draft, content.mediaType, content.values.values().next().value)
  return draft
}

/** A credential for every scheme that a header carries. */
function credentialsOf(document: OpenApiDocument): Record<string, string> {
  const schemes = Object.values(document.components?.securitySchemes ?? {})
  const keys = schemes.flatMap((scheme) =>
    'in' in scheme && scheme.in === 'header' && scheme.name ? [[scheme.name.toLowerCase(), 'some-key']] : [],
  )
  return { ...Object.fromEntries(keys), authorization: 'Bearer some.secret.token' }
}

function fillAll(document: OpenApiDocument, parameters: readonly ParameterObject[], draft: Draft): void {
  for (const parameter of parameters) {
    if (parameter.required !== true) put(draft, parameter, textOf(document, parameter))
  }
}

function put(draft: Draft, { in: place, name }: ParameterObject, text: string): void {
  if (place === 'path') draft.params[name] = text
  if (place === 'query') draft.query.push([name, text])
  if (place === 'header') draft.headers[name.toLowerCase()] = text
}

function remove(draft: Draft, { in: place, name }: ParameterObject): void {
  if (place === 'query') draft.query = draft.query.filter(([one]) => one !== name)
  if (place === 'header') delete draft.headers[name.toLowerCase()]
}

function textOf(document: OpenApiDocument, parameter: ParameterObject): string {
  const [example] = examplesOf(document, parameter).values()
  const value = example ?? sampleOf(document, parameter.schema ?? {})
  const [first] = Array.isArray(value) ? value : [value]
  return isObject(first) ? 'x' : String(first)
}

function writeBody(draft: Draft, mediaType: string, value: unknown): void {
  const isMultipart = mediaType === 'multipart/form-data'
  draft.headers['content-type'] = isMultipart ? `${mediaType}; boundary=${boundary}` : mediaType
  draft.body = bodyText(mediaType, value)
}

function bodyText(mediaType: string, value: unknown): string {
  if (typeof value === 'string' && !isJson(mediaType)) return value
  if (!isForm(mediaType) || !isObject(value)) return JSON.stringify(value)
  const isMultipart = mediaType === 'multipart/form-data'
  const fields = Object.entries(value).flatMap(([name, field]) =>
    [field]
      .flat()
      .map((one): [string, string] => [name, typeof one === 'string' ? one : JSON.stringify(one)]),
  )
  return isMultipart ? multipart(fields) : new URLSearchParams(fields).toString()
}

function multipart(fields: readonly [string, string][]): string {
  const parts = fields.map(
    ([name, text]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`,
  )
  return `${parts.join('')}--${boundary}--\r\n`
}

function toSent(operation: Operation, label: string, { params, query, headers, body }: Draft): Sent {
  const path = operation.path.replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? 'x'),
  )
  const search = new URLSearchParams(query).toString()
  return {
    operation,
    label,
    method: operation.method.toUpperCase(),
    path: search === '' ? path : `${path}?${search}`,
    headers,
    body,
  }
}
