import { readings } from '../requests/read.ts'
import type { Check, CheckContext } from './check.ts'
import { type DeclaredHeader, declaredFor } from './response.ts'

export const responseHeaders: Check = {
  name: 'response headers conformance',
  promises: 'Every header that an answer must have is there, and every declared one is of its schema.',
  kinds: 'all',
  problems(exchange, context) {
    const declared = declaredFor(exchange, context)
    if (!declared || declared.headers.length === 0) return undefined
    return declared.headers.flatMap((header) => problemsOf(header, exchange.answer.headers, context))
  },
}

function problemsOf(
  { name, required, schema, pointer }: DeclaredHeader,
  headers: Readonly<Record<string, string>>,
  { document, validator }: CheckContext,
): string[] {
  const text = headers[name.toLowerCase()]
  if (text === undefined) return required ? [`The header ${name} is missing.`] : []
  const problems = readings(document, schema, text).map((value) => validator.problems(pointer, value))
  return problems.some((list) => list.length === 0)
    ? []
    : [`The header ${name} is "${text}": ${problems[0]!.join('; ')}.`]
}
