/** Request bodies: which declared content applies, and whether the body is valid under it. */
import { type MediaTypeObject, type OpenApiDocument, type RequestBodyObject } from '../document.ts'
import { coverOf } from '../media.ts'
import type { Check, Compilers } from './compile.ts'
import { createFormReader, isForm } from './forms.ts'
import type { Question } from './question.ts'
import { type Violation, within } from './violations.ts'

type BodyCheck = (body: unknown, contentType: string | undefined) => readonly Violation[]

const none: readonly Violation[] = []
const missing: readonly Violation[] = [{ path: [], message: 'Body parameter is required' }]

/** Validates the body of a request. The schema of a media type is compiled when the first such body comes. */
export function createBodyCheck(
  document: OpenApiDocument,
  requestBody: RequestBodyObject | undefined,
  compilers: Compilers,
): (question: Question) => readonly Violation[] {
  if (requestBody === undefined) return () => none
  const { required = false, content = {} } = requestBody
  const declared = Object.keys(content)
  const checks = new Map<string, BodyCheck>()
  return ({ body, mediaType, headers }) => {
    if (body === undefined) return required ? missing : none
    const key = coverOf(declared, mediaType ?? '') ?? declared[0]
    if (key === undefined) return none
    const check = checks.get(key) ?? createCheck(document, mediaType ?? '', content[key]!, compilers)
    checks.set(key, check)
    return check(body, headers['content-type']?.toString())
  }
}

function createCheck(
  document: OpenApiDocument,
  mediaType: string,
  { schema, encoding = {} }: MediaTypeObject,
  compilers: Compilers,
): BodyCheck {
  if (schema === undefined) return () => none
  if (!isForm(mediaType)) return inBody(compilers.exact(schema))
  const read = createFormReader(document, mediaType, schema, encoding)
  const check = inBody(compilers.coercing(schema))
  return (body, contentType) => {
    const form = read(String(body), contentType)
    return typeof form === 'string' ? [{ path: [], message: form }] : check(form)
  }
}

function inBody(check: Check): Check {
  return (value) => {
    const violations = check(value)
    return violations.length === 0 ? none : within('body', violations)
  }
}
