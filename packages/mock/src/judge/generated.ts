/** Answers with generated bodies: the same for the same request, in any order and in any process. */
import type { OpenApiDocument } from '../document.ts'
import { randomFrom } from '../faults/random.ts'
import { generate, mostValues } from '../generate/value.ts'
import { memo } from '../memo.ts'
import { Memory } from '../memory.ts'
import type { Operation } from '../operation.ts'
import { makeAnswer } from './answers.ts'
import type { Compilers } from './compile.ts'
import type { Answer, Question } from './question.ts'
import type { Choice } from './responses.ts'

/** An answer whose body is generated from the schema of its content. */
export type Generate = (wanted: Wanted) => Answer

interface Wanted {
  readonly operation: Operation
  readonly choice: Choice
  /** What the body hangs on: another path, query or body gets another. */
  readonly question: Question
  readonly isDeprecated: boolean
}

/** How many generated answers are kept. */
const kept = 64

/** How many values are tried until one keeps to everything that the schema says. */
const tries = 20

/** Makes bodies for schemas, the same for the same seed. */
export function createBodies(
  document: OpenApiDocument,
  compilers: Compilers,
): (schema: unknown, seed: string) => unknown {
  const checkOf = memo(compilers.exact)
  return (schema, seed) => {
    const check = checkOf(schema)
    let body: unknown
    for (let attempt = 0; attempt < tries; attempt++) {
      const budget = { left: mostValues }
      body = generate(document, schema, randomFrom(`${seed} ${attempt}`), budget)
      // What one part of a schema takes another may refuse: `not`, a second branch of `oneOf`. What asks for too much
      // will do so again.
      if (budget.left <= 0 || check(body).length === 0) break
    }
    return body
  }
}

/** @param compilers - For responses: what a generated value has to keep to. */
export function createGenerate(document: OpenApiDocument, compilers: Compilers): Generate {
  const known = new Memory<string, Answer>(kept)
  const bodyFor = createBodies(document, compilers)
  return ({ operation, choice, question, isDeprecated }) => {
    const { status, content } = choice
    const { params, query, body } = question
    const seed = JSON.stringify([operation.key, status, content?.mediaType, params, query, body])
    const made = () => makeAnswer(document, choice, { isDeprecated, body: bodyFor(content?.schema, seed) })
    const answer = known.get(seed) ?? made()
    known.set(seed, answer)
    return answer
  }
}
