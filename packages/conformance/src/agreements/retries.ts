/** What may be sent again when it has failed. */
import type { Agreement, Stage } from './agreement.ts'
import { type Callable, callables, draftsFor, optionsFor, valuesOf } from './arguments.ts'
import { type Line, openLine } from './line.ts'

/** What goes wrong with the first attempt, and whether everything may be sent again after it. */
const mishaps = [
  { fault: 'error=503', isHarmless: false },
  { fault: 'reset', isHarmless: false },
  { fault: 'error=429', isHarmless: true },
]

export const retries: Agreement = {
  name: 'retry safety',
  promises:
    'What is safe or idempotent is sent again after an outage and succeeds, what may act twice is not; what was refused for its rate always is.',
  async try(stage) {
    const all = callables(stage)
    await using line = await openLine(stage, { rateLimit: false })
    const problems: string[] = []
    for (const callable of all) {
      for (const { fault, isHarmless } of mishaps) {
        const isRepeated = isHarmless || callable.operation.retrySafety !== 'unsafe'
        const problem = await suffer(stage, line, callable, fault, isRepeated)
        if (problem)
          problems.push(
            `${callable.operation.id} (${callable.operation.retrySafety}) after ${fault}: ${problem}`,
          )
      }
    }
    return { tried: all.length * mishaps.length, problems }
  },
}

async function suffer(
  stage: Stage,
  line: Line,
  callable: Callable,
  fault: string,
  isRepeated: boolean,
): Promise<string | undefined> {
  const [draft] = draftsFor(stage, callable, 1)
  let attempts = 0
  const spoilFirst = stage.atClient((url, init) => {
    attempts += 1
    const headers = new Headers(init.headers)
    if (attempts === 1) headers.set('x-parlance-fault', fault)
    return line.fetch(url, { ...init, headers })
  })
  const client = await line.client({ ...optionsFor(stage, draft!), retry: {}, fetch: spoilFirst })
  const { error } = await line.settle(client.call(callable.operation, {}, valuesOf(draft!)).safe())
  const wanted = isRepeated ? 2 : 1
  if (attempts !== wanted) return `it was sent ${attempts} times, not ${wanted}.`
  if (isRepeated) return error && `it failed: ${error.message}`
  return error ? undefined : 'it succeeded, though its only attempt failed.'
}
