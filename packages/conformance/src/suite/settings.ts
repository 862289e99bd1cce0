/** How much the suite tries, and where it begins: by environment variable in tests, by flag on the command line. */

export interface Settings {
  /** How many requests of each kind are made for an operation, and how many runs an agreement has. */
  readonly runs: number
  /** Where chance begins: the same seed makes the same requests. */
  readonly seed: number
  /** Only this operation. */
  readonly operation?: string | undefined
  /** Only cases of this kind. */
  readonly kind?: string | undefined
  /** The place of one case in a run, as a failure prints it. */
  readonly path?: string | undefined
  /** Whether a case that fails is told as it is, and not made as small as it can be. */
  readonly isBrief?: boolean | undefined
  /** Milliseconds that an answer may take; nothing means that nobody looks. */
  readonly maxResponseTime?: number | undefined
}

/** What a run of the tests tries: always the same, and little enough to be waited for. */
const usualRuns = 20
const usualSeed = 20_261_121

/**
 * The settings of the environment: `PARLANCE_RUNS`, `PARLANCE_SEED`.
 *
 * @throws SettingError when one of them is no whole number.
 */
export function settingsOf(env: Readonly<Record<string, string | undefined>> = process.env): Settings {
  return {
    runs: wholeNumber('PARLANCE_RUNS', env['PARLANCE_RUNS'], 1) ?? usualRuns,
    seed: wholeNumber('PARLANCE_SEED', env['PARLANCE_SEED'], 0) ?? usualSeed,
  }
}

/** A setting that makes no sense. */
export class SettingError extends Error {}

/**
 * A whole number that somebody has written.
 *
 * @throws SettingError when it is none, or less than the least.
 */
export function wholeNumber(name: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined || text === '') return undefined
  const value = Number(text)
  if (Number.isSafeInteger(value) && value >= least) return value
  throw new SettingError(`${name} must be a whole number from ${least} on, not "${text}".`)
}

/** The seed of one property: that of the run, mixed with what the property is about, so that each can be run alone. */
export function seedFor(seed: number, ...about: string[]): number {
  let hash = seed ^ 0x811c9dc5
  for (const letter of about.join(' ')) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193)
  return hash | 0
}
