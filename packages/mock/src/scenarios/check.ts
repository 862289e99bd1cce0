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

function problemOf(reply: ScenarioReply, operation: Operation | undefined): Problem | undefined {
  const { status, example, body } = reply
  if (example !== undefined && body !== undefined) {
    return { pointer: '/body', message: 'cannot be there together with an example' }
  }
  if (!operation || isRedirect(reply)) return undefined
  const isDeclared = status === undefined || declares(operation, status)
  // Anything may answer with an error that no document foresaw.
  if (!isDeclared && status >= 400 && example === undefined) return undefined
  if (!isDeclared && redirects.has(status) && example === undefined) {
    return { pointer: '/headers', message: 'must have a location: a redirect says where to' }
  }
  const problem = answerProblem(operation, status?.toString(), example)
  return problem === undefined
    ? undefined
    : { pointer: isDeclared ? '/example' : '/status', message: `is not in the contract: ${problem}` }
}

/** Whether a reply leads elsewhere, as any host may that has moved. */
export function isRedirect({ status = 0, example, headers = {} }: ScenarioReply): boolean {
  const isLed = Object.keys(headers).some((name) => name.toLowerCase() === 'location')
  return isLed && example === undefined && redirects.has(status)
}

const redirects = new Set([301, 302, 303, 307, 308])
