import type { OpenApiDocument, OperationObject, PathItemObject } from '../src/document.ts'
import { createJudges } from '../src/judge/judge.ts'
import type { Question, Verdict } from '../src/judge/question.ts'
import { readOperations } from '../src/operation.ts'

/** A document with one operation, `POST /things/{id}`; whatever else it needs is given. */
export function documentOf(
  operation: OperationObject & Record<string, unknown>,
  rest: Record<string, unknown> = {},
): OpenApiDocument {
  const responses = { '200': { content: { 'application/json': { example: { ok: true } } } } }
  const item: PathItemObject = { post: { responses, ...operation } }
  return { openapi: '3.1.0', paths: { '/things/{id}': item }, ...rest } as OpenApiDocument
}

/** Asks the judge of the one operation of a document. */
export function ask(document: OpenApiDocument, question: Partial<Question> = {}): Verdict {
  const [operation] = readOperations(document)
  return createJudges(document, true)(operation!)(questionOf(question))
}

/** What is wrong with a request; nothing for a valid one. */
export async function problemOf(document: OpenApiDocument, question: Partial<Question>): Promise<string> {
  const verdict = await ask(document, question)
  return 'reason' in verdict ? verdict.reason : (verdict.refusal ?? '')
}

function questionOf(question: Partial<Question>): Question {
  return {
    params: { id: '1' },
    query: {},
    headers: {},
    body: undefined,
    mediaType: undefined,
    accept: undefined,
    preference: { dynamic: false },
    ...question,
  }
}
