/** The judge: whether a request keeps to the contract, and what the contract answers. */
import { type OpenApiDocument, type RequestBodyObject, resolve } from '../document.ts'
import { memo } from '../memo.ts'
import { Memory } from '../memory.ts'
import { nodeOf, parametersOf } from '../node.ts'
import type { Operation } from '../operation.ts'
import { type AnswerCheck, type Answers, checked, createAnswerCheck, createAnswers } from './answers.ts'
import { createBodyCheck } from './bodies.ts'
import { type Compilers, createCompilers } from './compile.ts'
import { createBodies, createGenerate, type Generate } from './generated.ts'
import { createParameterCheck } from './parameters.ts'
import type { Answer, Answered, Judge, Question, Unanswered, Verdict } from './question.ts'
import {
  type Choice,
  chooseForRefused,
  chooseForValid,
  type Declared,
  type NoChoice,
  readResponses,
} from './responses.ts'
import { createSecurityCheck } from './security.ts'
import { describe, type Violation } from './violations.ts'

/** How many different wishes of clients are remembered for one operation. */
const wishes = 32

const none: readonly Violation[] = []

/** What the judges of a document share. */
interface Court {
  readonly document: OpenApiDocument
  readonly requests: Compilers
  readonly check: AnswerCheck | undefined
  readonly generate: Generate
  readonly makeBody: (schema: unknown) => unknown
}

/**
 * A judge for each operation of a document, made when the operation is first asked about.
 *
 * @param checkAnswers - Whether to tell when an answer breaks its own schema.
 */
export function createJudges(
  document: OpenApiDocument,
  checkAnswers: boolean,
): (operation: Operation) => Judge {
  const responses = createCompilers(document, 'response')
  const bodies = createBodies(document, responses)
  const court: Court = {
    document,
    requests: createCompilers(document, 'request'),
    check: checkAnswers ? createAnswerCheck(responses) : undefined,
    generate: createGenerate(document, responses),
    makeBody: (schema) => bodies(schema, 'sample'),
  }
  return memo((operation) => createJudge(court, operation))
}

function createJudge(court: Court, operation: Operation): Judge {
  const { document, requests, check, generate, makeBody } = court
  const node = nodeOf(document, operation)
  const parameters = [...parametersOf(document, operation).values()]
  const body = node.requestBody && resolve<RequestBodyObject>(document, node.requestBody)
  const credentials = createSecurityCheck(document, node)
  const checkBody = createBodyCheck(document, body, requests)
  const checkParameters = createParameterCheck(document, parameters, requests)
  const isDeprecated = node.deprecated === true
  const answers = createAnswers(document, isDeprecated, check, makeBody)
  const declared = readResponses(document, node)
  const answerValid = createAnswering(declared, answers, (choice, question) => {
    const answer = generate({ operation, choice, question, isDeprecated })
    return checked(choice, answer, check)
  })
  return (question) => {
    const missing = credentials(question)
    const ofBody = checkBody(question)
    const ofParameters = checkParameters?.(question) ?? none
    if (missing === undefined && ofBody.length === 0 && ofParameters.length === 0)
      return answerValid(question)
    const statuses = missing === undefined ? [422, 400] : [401]
    const first = missing === undefined ? [] : [{ path: [], message: missing }]
    const reason = describe([...first, ...ofBody, ...ofParameters])
    return refused(chooseForRefused(declared, statuses, question.preference), answers, statuses, reason)
  }
}

function refused(
  choice: Choice | NoChoice | undefined,
  answers: Answers,
  statuses: readonly number[],
  reason: string,
): Answered | Unanswered {
  if (choice === undefined) return { statuses, reason }
  if ('reason' in choice) return { statuses: [choice.status], reason: choice.reason }
  return { answer: answers(choice), refusal: reason }
}

/** Answers valid requests. What a client wishes for is worked out once, as most clients wish for the same. */
function createAnswering(
  declared: readonly Declared[],
  answers: Answers,
  generated: (choice: Choice, question: Question) => Answer,
): (question: Question) => Verdict {
  const known = new Memory<string, Choice | Verdict>(wishes)
  const fulfil = ({ accept, preference }: Question): Choice | Verdict => {
    const choice = chooseForValid(declared, { ...preference, accept })
    if ('reason' in choice) return { statuses: [choice.status], reason: choice.reason }
    const isMade = preference.dynamic && choice.content?.schema !== undefined && choice.example === undefined
    return isMade ? choice : { answer: answers(choice) }
  }
  return (question) => {
    const { code, example, isImplied, dynamic } = question.preference
    const wish = `${code} ${example} ${isImplied} ${dynamic} ${question.accept}`
    const found = known.get(wish) ?? fulfil(question)
    known.set(wish, found)
    return 'declared' in found ? { answer: generated(found, question) } : found
  }
}
