import { parse } from 'node:querystring'
import { type OpenApiDocument, type RequestBodyObject, resolve } from '../document.ts'
import { createBodyCheck } from '../judge/bodies.ts'
import type { Compilers } from '../judge/compile.ts'
import { createParameterCheck } from '../judge/parameters.ts'
import type { Question } from '../judge/question.ts'
import { createSecurityCheck } from '../judge/security.ts'
import type { Violation } from '../judge/violations.ts'
import { coverOf, essenceOf } from '../media.ts'
import { nodeOf, parametersOf } from '../node.ts'
import type { Operation } from '../operation.ts'
import { missingParameters } from '../required.ts'
import { type Read, readBody, typeProblem } from '../steps/receive.ts'
import type { Asked, Broken } from './contract.ts'

export interface RequestCheck {
  /** How a request breaks the contract. */
  violations(asked: Asked, params: Readonly<Record<string, string>>): Broken
  /** The schema of the body of a request, when there is one. */
  schemaOf(contentType: string | undefined): unknown
}

/** The check of the requests to an operation: what the mock would refuse, found all at once. */
export function createRequestCheck(
  document: OpenApiDocument,
  operation: Operation,
  compilers: Compilers,
): RequestCheck {
  const node = nodeOf(document, operation)
  const requestBody = node.requestBody && resolve<RequestBodyObject>(document, node.requestBody)
  const credentials = createSecurityCheck(document, node)
  const checkBody = createBodyCheck(document, requestBody, compilers)
  const checkParameters = createParameterCheck(
    document,
    [...parametersOf(document, operation).values()],
    compilers,
  )
  const most = document['x-request-limit']
  const content = requestBody?.content ?? {}
  const violations: RequestCheck['violations'] = (asked, params) => {
    const body = bodyOf(operation, asked)
    const query = parse(asked.query) as Question['query']
    const question = questionOf(asked, params, query, body)
    const missing = credentials(question)
    const required = missingParameters(operation.required, query as Parameters<typeof missingParameters>[1])
    const found: Broken[] = [
      broken([401], missing === undefined ? [] : [at('security', missing)]),
      broken(
        [most?.status ?? 413],
        isTooLarge(asked, most?.bytes) ? [at('body', `is larger than ${most?.bytes} bytes`)] : [],
      ),
      'reason' in body
        ? broken([body.status].flat(), [unreadable(body.reason)])
        : broken(
            [422, 400],
            bodyViolations(asked, requestBody, () => checkBody(question)),
          ),
      broken([422, 400], checkParameters?.(question) ?? []),
      broken([400, 422], required === undefined ? [] : [at('query', required)]),
    ]
    return {
      violations: found.flatMap(({ violations }) => violations),
      statuses: found.find(({ violations }) => violations.length > 0)?.statuses ?? [],
    }
  }
  return {
    violations,
    schemaOf: (type) => content[coverOf(Object.keys(content), essenceOf(type) ?? '') ?? '']?.schema,
  }
}

function bodyViolations(
  { body }: Asked,
  { required = false }: RequestBodyObject = {},
  check: () => readonly Violation[],
): readonly Violation[] {
  if (body === undefined) return []
  if (body.length === 0) return required ? [at('body', 'is missing')] : []
  return check().map((violation) => (violation.path.length === 0 ? at('body', violation.message) : violation))
}

/** The reason says by itself what it is about. */
function unreadable(reason: string): Violation {
  const [, where, message] = /^(body|content-type) (.*)/s.exec(reason) ?? []
  return where === 'content-type' ? at('header.content-type', message ?? '') : at('body', message ?? reason)
}

function broken(statuses: readonly number[], violations: readonly Violation[]): Broken {
  return { statuses, violations }
}

function at(where: string, message: string): Violation {
  return { path: [where], message }
}

const nothing: Read = { body: undefined, mediaType: undefined }

/** Like the mock, takes no notice of a body that no operation asks for. */
function bodyOf(operation: Operation, { body, headers }: Asked): ReturnType<typeof readBody> {
  if (body?.length === 0 || operation.mediaTypes.length === 0) return nothing
  const type = headers['content-type']
  if (body !== undefined) return readBody(operation, body, type)
  const reason = typeProblem(operation, essenceOf(type), type)
  return reason === undefined ? nothing : { status: [415, 400], reason }
}

function isTooLarge({ body, headers }: Asked, bytes = Infinity): boolean {
  return (body?.length ?? Number(headers['content-length'] ?? 0)) > bytes
}

function questionOf(
  { headers }: Asked,
  params: Question['params'],
  query: Question['query'],
  body: ReturnType<typeof readBody>,
): Question {
  const read = 'reason' in body ? nothing : body
  return { ...read, params, query, headers, accept: undefined, preference: { dynamic: false } }
}
