/** What is measured: one GET and one POST of the bundle with the most operations, both from its own examples. */
import { fileURLToPath } from 'node:url'
import { questionOf } from '../differential/questions.ts'
import { requestsTo, type Sent } from '../differential/requests.ts'
import type { OpenApiDocument } from '../src/document.ts'
import { createJudges } from '../src/judge/judge.ts'
import { readOperations } from '../src/operation.ts'
import { readDocument } from '../src/read.ts'
import { createRoutes } from '../src/routes.ts'

export const provider = 'chatshipper'

/** The file of the bundle. */
export const bundle = fileURLToPath(new URL(`../../../specs/${provider}/dist/openapi.json`, import.meta.url))

/** A request and what the contract answers. */
export interface Exchange {
  readonly operation: string
  readonly sent: Sent
  readonly status: number
  readonly body: string
}

export type Kind = 'get' | 'post'

export interface Subject extends Readonly<Record<Kind, Exchange>> {
  readonly operations: number
}

/** Reads the bundle. */
export async function readSubject(): Promise<Subject> {
  const document = await readDocument(provider, bundle)
  return {
    operations: readOperations(document).length,
    get: await exchangeOf(document, 'conversations.get'),
    post: await exchangeOf(document, 'messages.create'),
  }
}

async function exchangeOf(document: OpenApiDocument, id: string): Promise<Exchange> {
  const operations = readOperations(document)
  const operation = operations.find((one) => one.id === id)
  if (!operation) throw new Error(`${bundle} has no operation ${id}: choose another for the bench.`)
  const [sent] = requestsTo(document, operation)
  const question = questionOf(createRoutes(operations), sent!)
  const verdict = await createJudges(document, false)(operation)(question!)
  if (!('answer' in verdict)) throw new Error(`${id} is refused with its own example: ${verdict.reason}`)
  const { status, body } = verdict.answer
  return { operation: id, sent: sent!, status, body: JSON.stringify(body) }
}
