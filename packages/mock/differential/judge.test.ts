/**
 * Our own judges against Prism, asked the same questions from inside: every operation of every provider, as its examples
 * have it and spoilt in every way. Status, body and headers of the answer are the same, and so are the violations.
 */
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { createJudges } from '../src/judge/judge.ts'
import type { Verdict } from '../src/judge/question.ts'
import { readOperations } from '../src/operation.ts'
import { createRoutes } from '../src/routes.ts'
import { shippedDocuments } from './documents.ts'
import { type Difference, judgeFixes } from './fixes.ts'
import { questionOf } from './questions.ts'
import { oddities } from './oddities.ts'
import { createReference, type Opinion, violationsIn } from './reference.ts'
import { requestsTo } from './requests.ts'

const documents = [...(await shippedDocuments()), { name: 'oddities', document: oddities }]
const needed = new Set<string>()

describe.each(documents)('$name', ({ document }) => {
  const operations = readOperations(document)
  const routes = createRoutes(operations)
  const judgeOf = createJudges(document, false)

  test('is judged as Prism judges it, but for the fixes', { timeout: 60_000 }, async () => {
    const reference = await createReference(document)
    const unexplained: string[] = []
    const statuses = new Map<number, number>()
    for (const operation of operations) {
      for (const sent of requestsTo(document, operation)) {
        const question = questionOf(routes, sent)
        if (!question) continue
        const ours = opinionOf(await judgeOf(operation)(question))
        const theirs = await reference(operation, question)
        statuses.set(theirs.status, (statuses.get(theirs.status) ?? 0) + 1)
        if (isSame(ours, theirs)) continue
        const difference = { document, origin: '', sent, ours, theirs }
        const fix = judgeFixes.find(({ explains }) => explains(difference))
        if (fix) needed.add(fix.name)
        else unexplained.push(told(difference))
      }
    }
    expect(unexplained).toEqual([])
    // Not everything was refused, and not everything accepted.
    const all = [...statuses].map(([status, count]) => ({ isFine: status < 300, count }))
    const count = (isFine: boolean) =>
      all.filter((one) => one.isFine === isFine).reduce((sum, one) => sum + one.count, 0)
    expect(Math.min(count(true), count(false))).toBeGreaterThan(2 * operations.length)
  })
})

test('every fix is still needed', () => {
  expect([...needed].toSorted()).toEqual(judgeFixes.map(({ name }) => name).toSorted())
})

function opinionOf(verdict: Verdict): Opinion {
  if ('reason' in verdict) {
    const { statuses, reason } = verdict
    const status = statuses[0]!
    // A wish that cannot be fulfilled is no violation.
    const violations = status === 404 || status === 406 ? new Set<string>() : violationsIn(reason)
    return { status, headers: {}, body: undefined, violations }
  }
  const { status, headers, body } = verdict.answer
  return { status, headers, body, violations: violationsIn(verdict.refusal) }
}

function isSame(ours: Opinion, theirs: Opinion): boolean {
  // Without a body Prism names a media type all the same.
  const headers = theirs.body === undefined ? ours.headers : theirs.headers
  return isDeepStrictEqual(ours, { ...theirs, headers })
}

function told({ sent, ours, theirs }: Difference): string {
  const tell = ({ status, violations }: Opinion) => `${status} ${[...violations].join('; ')}`
  return `${sent.operation.key}, ${sent.label}: ours ${tell(ours)}, Prism ${tell(theirs)}`
}
