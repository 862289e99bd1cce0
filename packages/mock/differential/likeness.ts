/** Bodies that say the same in other words. */
import { examplesOf, type OpenApiDocument, resolve, type ResponseObject } from '../src/document.ts'
import { nodeOf } from '../src/node.ts'
import type { Operation } from '../src/operation.ts'

/** Whether two bodies differ at most in whether a link leads to the provider or to the mock, at its origin. */
export function isSameButForLinks(
  origin: string,
  document: OpenApiDocument,
  one: unknown,
  other: unknown,
): boolean {
  const origins = [...(document.servers ?? []).map(({ url }) => new URL(url).origin), origin]
  const neutral = (body: unknown) => {
    const text = JSON.stringify(body) ?? 'null'
    return origins.reduce((sofar, server) => sofar.replaceAll(`"${server}`, '"'), text)
  }
  return neutral(one) === neutral(other)
}

/** Every example of the response with a status. */
export function otherExamples(document: OpenApiDocument, operation: Operation, status: number): unknown[] {
  const node = nodeOf(document, operation).responses?.[status]
  const content = node ? (resolve<ResponseObject>(document, node).content ?? {}) : {}
  return Object.values(content).flatMap((media) => examplesOf(document, media).values().toArray())
}
