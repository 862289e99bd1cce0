/** The few assertions that drills need, on every runtime. */

/** Fails with a sentence unless something is true. */
export function check(truth: boolean, sentence: string): asserts truth {
  if (!truth) throw new Error(sentence)
}

/** Fails unless a value is what is expected, down to the last field. */
export function equal(actual: unknown, expected: unknown, what = 'The value'): void {
  report(difference(actual, expected, what, true))
}

/** Fails unless a value has what is expected, whatever else it has. */
export function like(actual: unknown, expected: unknown, what = 'The value'): void {
  report(difference(actual, expected, what, false))
}

/** Fails unless a number lies between two others, which it may be. */
export function between(actual: number, least: number, most: number, what: string): void {
  check(actual >= least && actual <= most, `${what} should be ${least} to ${most}, but is ${actual}.`)
}

/** Any constructor of errors. */
export type ErrorClass<Failure extends Error> = abstract new (...args: never[]) => Failure

/** Fails unless something fails as it should: with this class and these fields. Gives the error. */
export async function fails<Failure extends Error>(
  work: PromiseLike<unknown>,
  Class: ErrorClass<Failure>,
  fields: Readonly<Record<string, unknown>> = {},
): Promise<Failure> {
  const error = await failureOf(work)
  check(
    error instanceof Class,
    `It should have failed with ${Class.name}, but failed with ${describe(error)}.`,
  )
  like(error, fields, `The ${Class.name} (${error.message})`)
  return error
}

/** What something fails with. */
export async function failureOf(work: PromiseLike<unknown>): Promise<unknown> {
  let value: unknown
  try {
    value = await work
  } catch (error) {
    return error
  }
  throw new Error(`It should have failed, but gave ${shown(value)}.`)
}

/** Far longer than anything takes on a slow machine, and far shorter than what it must not wait for. */
const promptness = 10_000

/** Fails when something takes as long as if nobody had given up. */
export async function promptly<Value>(work: PromiseLike<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`It took longer than ${promptness} ms.`)), promptness)
  })
  try {
    return await Promise.race([work, tooLate])
  } finally {
    clearTimeout(timer)
  }
}

function report(sentence: string | undefined): void {
  check(sentence === undefined, sentence ?? '')
}

function difference(actual: unknown, expected: unknown, place: string, exact: boolean): string | undefined {
  if (Object.is(actual, expected)) return undefined
  if (!isObject(actual) || !isObject(expected) || Array.isArray(actual) !== Array.isArray(expected)) {
    return `${place} should be ${shown(expected)}, but is ${shown(actual)}.`
  }
  const isWhole = exact || Array.isArray(expected)
  const names = new Set([...Object.keys(expected), ...(isWhole ? Object.keys(actual) : [])])
  for (const name of names) {
    const found = difference(actual[name], expected[name], `${place}.${name}`, exact)
    if (found !== undefined) return found
  }
  return undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function shown(value: unknown): string {
  const text = value instanceof Error ? describe(value) : (JSON.stringify(value) ?? String(value))
  return text.length > 500 ? `${text.slice(0, 500)}…` : text
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : shown(error)
}
