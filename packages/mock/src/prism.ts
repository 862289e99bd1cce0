/**
 * The seam to Prism: the only file that knows it. A judge says whether a request is valid and what the contract answers;
 * whatever replaces Prism has to be able to answer the same question.
 */
import { createInstance, getHttpOperationsFromSpec, type IHttpRequest } from '@stoplight/prism-http'
import type { Method, OpenApiDocument } from './document.ts'
import type { Operation } from './operation.ts'
import type { Preference } from './prefer.ts'
import { sliceOf } from './slice.ts'
import { credentialsOf, describe, isOptional } from './violations.ts'

/** One request, as the judge needs to see it. */
export interface Question {
  method: Method
  /** The operation's own path with its parameters filled in: no server path, no suffix, no trailing slash. */
  path: string
  query: Record<string, string | string[]>
  /** Names in lower case. */
  headers: Record<string, string>
  body: unknown
  /** Acceptable media ranges, best first. */
  accept: readonly string[]
  preference: Preference
}

/** What the contract answers. */
export interface Answer {
  status: number
  headers: Record<string, string>
  body: unknown
  /** Why the request was refused, when this is an error the operation declares for it. */
  refusal?: string
  /** How the answer itself breaks the contract. */
  violations: string[]
}

/** The contract has no answer: the host has to refuse in the provider's general shape, by the first status it knows. */
export interface Unanswered {
  statuses: readonly number[]
  reason: string
}

export type Judge = (question: Question) => Promise<Answer | Unanswered>

type HttpOperation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number]
type Prism = ReturnType<typeof createInstance>
type Components = Parameters<typeof createInstance>[1]

const dialect2020 = 'https://json-schema.org/draft/2020-12/schema'
const settings = { isProxy: false, validateRequest: true, errors: false } as const
const silent = createSilentLogger()

/**
 * A judge for each operation of a document. An operation is read when it is first asked about: reading all of a large
 * document would take seconds before the first answer.
 *
 * @param checkAnswers - Whether to tell when an answer breaks its own schema, which costs a compilation for each.
 */
export function createJudges(
  document: OpenApiDocument,
  checkAnswers: boolean,
): (operation: Operation) => Promise<Judge> {
  const prism = createInstance(
    {
      ...settings,
      validateResponse: checkAnswers,
      checkSecurity: true,
      upstreamProxy: undefined,
      mock: { dynamic: false },
    },
    // The host has found the operation already; Prism's own router would sort and test all of them again.
    { logger: silent, route: ({ resources }) => ({ _tag: 'Right', right: resources[0]! }) },
  )
  const judges = new Map<string, Promise<Judge>>()
  const create = async ({ key, path, method }: Operation) => {
    const operations = await readOperations(sliceOf(document, path, method))
    const operation = operations.find((one) => one.path === path && one.method.toLowerCase() === method)
    if (!operation) throw new Error(`Prism does not know ${key}`)
    return createJudge(prism, operation, checkAnswers)
  }
  return (operation) => {
    const known = judges.get(operation.key) ?? create(operation)
    judges.set(operation.key, known)
    return known
  }
}

async function readOperations(document: OpenApiDocument): Promise<HttpOperation[]> {
  // Dereferenced in place by Prism, so it gets a copy. Without a dialect it would read OpenAPI 3.1 schemas as draft 7
  // and silently skip `prefixItems`, `dependentRequired`, `unevaluatedProperties` and the like.
  const copy = structuredClone(document)
  if (/^3\.[1-9]/.test(copy.openapi)) copy.jsonSchemaDialect = dialect2020
  const operations = await getHttpOperationsFromSpec(copy)
  for (const operation of operations) {
    // Prism would call the URLs in callbacks at once, from inside a request.
    delete operation.callbacks
    operation.responses.forEach(preferNamedExamples)
  }
  return operations
}

/** A schema's own example comes before the named examples of the response; the named ones were written for it. */
function preferNamedExamples(response: HttpOperation['responses'][number]): void {
  for (const content of response.contents ?? []) {
    const examples = content.examples ?? []
    if (content.schema?.examples && examples.length > 1 && examples[0]?.key === 'default') examples.shift()
  }
}

function createJudge(prism: Prism, operation: HttpOperation, validateResponse: boolean): Judge {
  const checkSecurity = !isOptional(operation.security)
  const credentials = credentialsOf(operation.security)
  return async (question) => {
    // Made anew each time: Prism writes the first request's Accept into its configuration and keeps it.
    const { dynamic, code, example } = question.preference
    const mock = {
      dynamic,
      mediaTypes: [...question.accept],
      ...(code !== undefined && { code }),
      ...(example !== undefined && { exampleKey: example }),
    }
    const config = { ...settings, validateResponse, checkSecurity, upstreamProxy: undefined, mock }
    const outcome = await prism.request(toInput(question), [operation], config)()
    if ('left' in outcome) return toUnanswered(outcome.left, credentials)
    const { output, validations } = outcome.right
    const errors = validations.input.filter(({ severity }) => severity === 0)
    return {
      status: output.statusCode,
      headers: toHeaders(output.headers),
      body: output.body,
      ...(errors.length > 0 && { refusal: describe(errors, credentials) }),
      violations: validations.output.map((violation) => describe([violation], credentials)),
    }
  }
}

function toInput({ method, path, query, headers, body }: Question): IHttpRequest {
  return { method: method as IHttpRequest['method'], url: { path, query }, headers, body }
}

/** Prism gives numbers for numbers and null for headers it has nothing to say about. */
function toHeaders(headers: Record<string, unknown> = {}): Record<string, string> {
  const entries = Object.entries(headers).filter(([, value]) => value !== null && value !== undefined)
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value)]))
}

interface PrismError extends Error {
  status?: number
  detail?: string
  additional?: { validation?: { location?: string[]; message: string }[] }
}

function toUnanswered(error: PrismError, credentials: string): Unanswered {
  const violations = error.additional?.validation?.map(({ location, message }) => ({
    path: location,
    message,
  }))
  // A forced code that cannot be negotiated comes as a plain error around two others.
  const status = error.status ?? (error.message.includes('#NOT_ACCEPTABLE') ? 406 : 500)
  if (status === 401) return { statuses: [401], reason: describe([{ code: 401, message: '' }], credentials) }
  if (status === 422)
    return { statuses: [422, 400], reason: describe(violations ?? [], credentials) || error.message }
  return { statuses: [status], reason: error.detail || error.message }
}

/** Prism logs every step of every request, so even a silenced logger has to be cheap. */
function createSilentLogger(): Components['logger'] {
  const nothing = () => {}
  const logger = {
    success: nothing,
    info: nothing,
    warn: nothing,
    error: nothing,
    debug: nothing,
    trace: nothing,
  }
  return Object.assign(logger, { child: () => logger }) as unknown as Components['logger']
}
