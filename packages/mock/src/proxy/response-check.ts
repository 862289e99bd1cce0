import type { IncomingHttpHeaders } from 'node:http'
import { type OpenApiDocument, type ParameterObject } from '../document.ts'
import { isJson } from '../encode.ts'
import { messageOf } from '../errors.ts'
import type { Check, Compilers } from '../judge/compile.ts'
import { createParameterCheck } from '../judge/parameters.ts'
import type { Question } from '../judge/question.ts'
import { type Content, type Declared, findByStatus, readResponse, readResponses } from '../judge/responses.ts'
import { type Violation, within } from '../judge/violations.ts'
import { coverOf, essenceOf } from '../media.ts'
import { memo } from '../memo.ts'
import { nodeOf } from '../node.ts'
import type { Operation } from '../operation.ts'

/** A response as it came. */
export interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** The bytes, without content coding; nothing when they were not read. */
  readonly body: Buffer | undefined
  /** Whether there can be no body: an answer to HEAD. */
  readonly isBare: boolean
}

export interface ResponseCheck {
  violations(answered: Answered): readonly Violation[]
  /** The schema of the body of a response, when there is one. */
  schemaOf(status: number, contentType: string | undefined): unknown
}

/** Statuses without a body, and those that HTTP itself gives whatever a contract says. */
const bodiless = new Set([204, 205, 304])
const ofHttp = new Set([304])

/** The check of the responses of an operation: status, headers, media type and body. */
export function createResponseCheck(
  document: OpenApiDocument,
  operation: Operation,
  compilers: Compilers,
): ResponseCheck {
  const own = readResponses(document, nodeOf(document, operation))
  const general = Object.entries(document['x-error-responses'] ?? {}).map(([code, node]) =>
    readResponse(document, code, node),
  )
  const find = (status: number): Declared | undefined =>
    findByStatus(own, status) ?? findByStatus(general, status) ?? own.find(({ code }) => code === 'default')
  const bodyCheckOf = memo((content: Content): Check => compilers.exact(content.schema))
  const headerCheckOf = memo((declared: Declared) => createHeaderCheck(document, declared, compilers))
  return {
    violations(answered) {
      const declared = find(answered.status)
      if (!declared) {
        const codes = own.map(({ code }) => code).join(', ') || 'none'
        const message = `${answered.status} is not declared; there is ${codes}`
        return ofHttp.has(answered.status) ? [] : [{ path: ['status'], message }]
      }
      return [...headerCheckOf(declared)(answered), ...bodyViolations(declared, answered, bodyCheckOf)]
    },
    schemaOf: (status, contentType) => contentOf(find(status), contentType)?.schema,
  }
}

/** Headers of responses are written like those of requests. */
function createHeaderCheck(
  document: OpenApiDocument,
  declared: Declared,
  compilers: Compilers,
): (answered: Answered) => readonly Violation[] {
  const headers = Object.entries(declared.headers).filter(([name]) => name.toLowerCase() !== 'content-type')
  const parameters = headers.map(([name, header]): ParameterObject =>
    Object.assign({ name, in: 'header' }, header),
  )
  const check = createParameterCheck(document, parameters, compilers)
  return ({ headers }) => check?.({ ...noQuestion, headers: headers as Question['headers'] }) ?? []
}

const noQuestion: Question = {
  params: {},
  query: {},
  headers: {},
  body: undefined,
  mediaType: undefined,
  accept: undefined,
  preference: { dynamic: false },
}

function bodyViolations(
  declared: Declared,
  { status, headers, body, isBare }: Answered,
  checkOf: (content: Content) => Check,
): readonly Violation[] {
  if (isBare || bodiless.has(status)) return []
  const { contents } = declared
  const type = headers['content-type']
  const types = contents.map(({ mediaType }) => mediaType).join(', ')
  if (body?.length === 0)
    return contents.length === 0 ? [] : [{ path: ['body'], message: `is missing; there is ${types}` }]
  if (contents.length === 0) {
    return body === undefined ? [] : [{ path: ['body'], message: `is not declared for ${declared.code}` }]
  }
  const content = contentOf(declared, type)
  if (!content) {
    const found =
      type === undefined
        ? 'is missing'
        : `${essenceOf(type) ?? 'that is none'} is not declared for ${declared.code}`
    return [{ path: ['header', 'content-type'], message: `${found}; there is ${types}` }]
  }
  if (body === undefined || content.schema === undefined) return []
  return valueViolations(essenceOf(type) ?? '', body, checkOf(content))
}

function contentOf(declared: Declared | undefined, contentType: string | undefined): Content | undefined {
  const contents = declared?.contents ?? []
  const key = coverOf(
    contents.map(({ mediaType }) => mediaType),
    essenceOf(contentType) ?? '',
  )
  return contents.find(({ mediaType }) => mediaType === key)
}

function valueViolations(type: string, body: Buffer, check: Check): readonly Violation[] {
  if (!isText(type)) return []
  if (!isJson(type)) return within('body', check(body.toString()))
  try {
    return within('body', check(JSON.parse(body.toString())))
  } catch (error) {
    return [{ path: ['body'], message: `is not valid JSON: ${messageOf(error)}` }]
  }
}

/** Whether bodies of a media type can be validated by a schema. An event stream has no end. */
export function isText(type: string): boolean {
  return isJson(type) || (type.startsWith('text/') && type !== 'text/event-stream')
}
