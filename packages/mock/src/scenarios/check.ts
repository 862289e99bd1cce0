/** Whether a scenario can be played. */
import type { Problem } from '../input.ts'
import type { Operation } from '../operation.ts'
import { answerProblem, declares } from '../prefer.ts'
import type { ScenarioReply } from './scenarios.ts'

/**
 * What is wrong with the replies of a scenario.
 *
 * @param operation - Whose answers they are, when they are all of one operation.
 */
export function problemsOf(replies: readonly ScenarioReply[], operation: Operation | undefined): Problem[] {
  return replies.flatMap((reply, index) => {
    const problem = problemOf(reply, operation)
    return problem ? [{ ...problem, pointer: `/replies/${index}${problem.pointer}` }] : []
  })
}

function problemOf(
  { status, example, body }: ScenarioReply,
  operation: Operation | undefined,
): Problem | undefined {
  if (example !== undefined && body !== undefined) {
    return { pointer: '/body', message: 'cannot be there together with an example' }
  }
  if (!operation) return undefined
  const isDeclared = status === undefined || declares(operation, status)
  // Anything may answer with an error that no document foresaw.
  if (!isDeclared && status >= 400 && example === undefined) return undefined
  const problem = answerProblem(operation, status?.toString(), example)
  return problem === undefined
    ? undefined
    : { pointer: isDeclared ? '/example' : '/status', message: `is not in the contract: ${problem}` }
}
