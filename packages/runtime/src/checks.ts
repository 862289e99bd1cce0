import { CallError, type CallSummary } from './errors.ts'
import { type CallContext, summarize } from './onion.ts'
import { type Place, valuesAt } from './place.ts'
import type { Tell } from './policies/observe.ts'

/** A rule of the provider that is documented beyond doubt: what breaks it need not be sent. */
export interface Check {
  readonly at: Place
  /** What is asked for, in words that follow "must". */
  readonly rule: string
  /** Where the rule is documented. */
  readonly source: string
  /** In characters (code points), as JSON Schema counts them. */
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly pattern?: string
  /** A pattern of the texts that the rule is certain for; others are sent as they are. */
  readonly when?: string
  /** A pattern of parts that the provider replaces by something that may be shorter: they are not counted. */
  readonly uncounted?: string
  /** What the provider replaces by something longer, of which the client warns. */
  readonly grows?: string
}

/** A rule that a call breaks. It tells no text that was to be sent. */
export interface Violation {
  /** `body:/message`, `query:per_page` or `path:id`. */
  readonly at: Place
  /** What is asked for, in words that follow "must". */
  readonly rule: string
  /** The number that was given, or how many characters the text has. */
  readonly actual: number
  /** Where the rule is documented. */
  readonly source: string
}

/** Looks at a call before it is sent; `wanted` is the client's option `checks`. */
export type Checker = (call: CallContext, tell: Tell, wanted: boolean | undefined) => void

/**
 * What a call was to send breaks rules that the provider documents beyond doubt, so it was not sent. `checks: false`
 * sends it all the same.
 */
export class CheckError extends CallError {
  override readonly name = 'CheckError'
  readonly kind = 'check'
  declare readonly violations: readonly Violation[]

  constructor(summary: CallSummary, violations: readonly Violation[], sentence: string) {
    super(summary, `was not sent: ${sentence}. \`checks: false\` sends it all the same.`, { violations })
  }
}

/**
 * Makes the checker of an operation. Generated code calls this.
 *
 * @throws {CheckError} when called with something that breaks one of the rules.
 */
export function checks(rules: readonly Check[]): Checker {
  return (call, tell, wanted = true) => {
    if (!(call.input.options?.checks ?? wanted)) return
    const found = rules.flatMap((check) =>
      valuesAt(call.input, check.at).map((value) => ({ check, value, actual: measure(check, value) })),
    )
    const broken = found.filter(breaks)
    if (broken.length > 0) {
      const violations = broken.map(({ check: { at, rule, source }, actual }) => ({
        at,
        rule,
        actual,
        source,
      }))
      throw new CheckError(summarize(call), violations, broken.map(sentence).join('; '))
    }
    for (const { check, value, actual } of found) {
      const { at, rule, grows } = check
      if (grows === undefined || typeof value !== 'string' || !value.includes(grows)) continue
      const message = `the length of ${at} is ${actual} now, and it must ${rule}, but ${grows} in it will be replaced by something longer`
      tell(call, { type: 'warning', message })
    }
  }
}

/** A value that a check is about. */
interface Found {
  readonly check: Check
  readonly value: unknown
  /** The value itself if it is a number, else its length. */
  readonly actual: number
}

function sentence({ check: { at, rule, source }, value, actual }: Found): string {
  const what = typeof value === 'string' ? `its length is ${actual}` : `it is ${actual}`
  return `${at} must ${rule} (${what}; ${source})`
}

function measure({ uncounted }: Check, value: unknown): number {
  if (typeof value !== 'string') return Number(value)
  // An emoji is one character, whatever it takes in memory.
  return [...(uncounted === undefined ? value : value.replace(pattern(uncounted), ''))].length
}

function breaks({ check, value, actual }: Found): boolean {
  const { minLength = 0, maxLength = Infinity, minimum = -Infinity, maximum = Infinity } = check
  if (typeof value === 'number') return value < minimum || value > maximum
  if (typeof value !== 'string' || (check.when !== undefined && !pattern(check.when).test(value)))
    return false
  const matches = check.pattern === undefined || pattern(check.pattern).test(value)
  return actual < minLength || actual > maxLength || !matches
}

function pattern(source: string): RegExp {
  return new RegExp(source, 'gu')
}
