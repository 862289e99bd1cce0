/** Answers made of chosen responses: example or sample, headers, and how they break the contract. */
import { examplesOf, type HeaderObject, type OpenApiDocument } from '../document.ts'
import { memo } from '../memo.ts'
import type { Compilers } from './compile.ts'
import type { Answer } from './question.ts'
import type { Choice, Content, Declared } from './responses.ts'
import { sampleOf, TooComplex } from '../generate/sample.ts'
import { describe, within } from './violations.ts'

/** Says how an answer breaks the contract. */
export type AnswerCheck = (choice: Choice, answer: Answer) => string[]

/** The answer for a choice; the same object for the same choice. */
export type Answers = (choice: Choice) => Answer

/**
 * Makes answers and keeps them: there are only as many as a document has examples.
 *
 * @param makeBody - Another body for a schema, where there is a check and the sample breaks it.
 */
export function createAnswers(
  document: OpenApiDocument,
  isDeprecated: boolean,
  check: AnswerCheck | undefined,
  makeBody?: (schema: unknown) => unknown,
): Answers {
  const known = new Map<string, Answer>()
  const make = (choice: Choice): Answer => {
    const schema = choice.example === undefined ? choice.content?.schema : undefined
    const made = () => makeAnswer(document, choice, { isDeprecated, body: makeBody?.(schema) })
    try {
      const answer = checked(choice, makeAnswer(document, choice, { isDeprecated }), check)
      if (answer.violations.length === 0 || schema === undefined || !makeBody) return answer
      // The plainest value is not always valid; another one may be.
      const other = checked(choice, made(), check)
      return other.violations.length < answer.violations.length ? other : answer
    } catch (error) {
      if (!(error instanceof TooComplex) || schema === undefined || !makeBody) throw error
      // Chance may find an end where the plainest value has none.
      const other = checked(choice, made(), check)
      if (!check || other.violations.length > 0) throw error
      return other
    }
  }
  return (choice) => {
    const { status, content, example } = choice
    const key = `${status} ${content?.mediaType} ${example}`
    const answer = known.get(key) ?? make(choice)
    known.set(key, answer)
    return answer
  }
}

/** An answer with what a check has found. */
export function checked(choice: Choice, answer: Answer, check: AnswerCheck | undefined): Answer {
  const violations = check?.(choice, answer) ?? []
  return violations.length === 0 ? answer : { ...answer, violations }
}

/**
 * An answer for a choice.
 *
 * @param more - A body that was made for it; otherwise it has its example, or a sample.
 */
export function makeAnswer(
  document: OpenApiDocument,
  { declared, status, content, example }: Choice,
  more: { isDeprecated?: boolean; body?: unknown } = {},
): Answer {
  const { isDeprecated = false } = more
  const body = 'body' in more ? more.body : content && bodyOf(document, content, example)
  return {
    status,
    headers: {
      ...headersOf(document, declared),
      ...(content && body !== undefined && { 'content-type': typeOf(content) }),
      ...(isDeprecated && { deprecation: 'true' }),
    },
    body,
    ...(example !== undefined && { example }),
    violations: [],
  }
}

function bodyOf(document: OpenApiDocument, { schema, examples }: Content, name: string | undefined): unknown {
  const example = name === undefined ? undefined : examples.get(name)
  // An example may be nothing but a link to a value elsewhere.
  return example === undefined && schema !== undefined ? sampleOf(document, schema) : example
}

function typeOf({ mediaType }: Content): string {
  return mediaType === '*/*' ? 'text/plain' : mediaType
}

function headersOf(document: OpenApiDocument, declared: Declared): Record<string, string> {
  const entries = Object.entries(declared.headers).map(([name, header]) => [name, valueOf(document, header)])
  return Object.fromEntries(
    entries
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [String(name).toLowerCase(), String(value)]),
  )
}

function valueOf(document: OpenApiDocument, header: HeaderObject): unknown {
  const [example] = examplesOf(document, header).values()
  if (example !== undefined || header.schema === undefined) return example
  const sample = sampleOf(document, header.schema)
  return typeof sample === 'string' || typeof sample === 'number' ? sample : undefined
}

/** A check of bodies and headers by the schemas of their responses. */
export function createAnswerCheck(compilers: Compilers): AnswerCheck {
  const bodyCheck = memo(compilers.exact)
  const headerCheck = memo((declared: Declared) => compilers.coercing(headerSchema(declared)))
  return ({ declared, content }, { body, headers }) => {
    const ofBody = content?.schema === undefined ? [] : within('body', bodyCheck(content.schema)(body))
    const ofHeaders = within('header', headerCheck(declared)({ ...headers }))
    return [...ofBody, ...ofHeaders].map((violation) => describe([violation]))
  }
}

function headerSchema({ headers }: Declared): object {
  const named = Object.entries(headers).map(([name, header]) => [name.toLowerCase(), header] as const)
  return {
    type: 'object',
    properties: Object.fromEntries(named.map(([name, { schema }]) => [name, schema ?? {}])),
    required: named.filter(([, { required }]) => required === true).map(([name]) => name),
  }
}
