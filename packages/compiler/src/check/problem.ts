/** What the compiler says of a bundle that it cannot compile. */

/** One thing that is wrong: where, as a JSON Pointer of the bundle, and what, with the way to mend it. */
export interface Problem {
  readonly place: string
  readonly what: string
}

/** Notes a problem. */
export type Report = (place: string, what: string) => void

/** So many problems are told at once: more would only hide the first. */
const mostTold = 20

/** A bundle that cannot be compiled. Its message tells every problem with its place. */
export class SpecError extends Error {
  override readonly name = 'SpecError'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(messageOf(problems), options)
    this.problems = problems
  }
}

function messageOf(problems: readonly Problem[]): string {
  const lines = problems.slice(0, mostTold).map(({ place, what }) => oneLine(`${place}: ${what}`))
  const more = problems.length - lines.length
  return [...lines, ...(more > 0 ? [`… and ${more} more.`] : [])].join('\n')
}

/** Names may hold anything, but a problem is one line, and is read from left to right. */
function oneLine(text: string): string {
  return text.replace(
    // oxlint-disable-next-line no-control-regex -- these are what must not be printed
    /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Does something for a place; what is then refused without a place is refused there. */
export function at<Result>(place: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    // A TypeError is a mistake of ours, and must not look like one of the author's.
    if (!(error instanceof Error) || error.constructor !== Error) throw error
    throw new SpecError([{ place, what: error.message }], { cause: error })
  }
}
