/** Reads command lines by a list of flags, and writes the manual of it. */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { closest } from './closest.ts'
import { messageOf } from './errors.ts'
import { type Flag, type Flags, usageOf } from './flags.ts'

/** A command line that cannot be understood. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** What was given for each flag. */
export type Values<F extends Flags> = Partial<{ [K in keyof F]: ValueOf<F[K]> }>

type ValueOf<F> = F extends { value: string }
  ? F extends { isRepeatable: true }
    ? string[]
    : string
  : boolean

/** A command line taken apart. */
export interface Arguments<F extends Flags> {
  readonly values: Values<F>
  /** What belongs to no flag. */
  readonly rest: readonly string[]
}

/** Takes a command line apart; throws a `UsageError` that says what is wrong with it. */
export function readArguments<F extends Flags>(args: readonly string[], flags: F): Arguments<F> {
  try {
    const options = parserOptions(flags)
    const { values, positionals } = parseArgs({
      args: [...args],
      options,
      strict: true,
      allowPositionals: true,
    })
    return { values: values as Values<F>, rest: positionals }
  } catch (error) {
    throw new UsageError(`${firstSentence(messageOf(error))}${hint(args, flags)}`)
  }
}

function parserOptions(flags: Flags): ParseArgsOptionsConfig {
  return Object.fromEntries(
    Object.entries<Flag>(flags).map(([name, { value, short, isRepeatable = false }]) => [
      name,
      { type: value ? 'string' : 'boolean', multiple: isRepeatable, ...(short && { short }) },
    ]),
  )
}

function firstSentence(message: string): string {
  return `${message.split(/\. |\.$/, 1)[0] ?? message}.`
}

function hint(args: readonly string[], flags: Flags): string {
  const known = Object.keys(flags)
  const given = args.filter((arg) => arg.startsWith('--')).map((arg) => arg.slice(2).split('=', 1)[0] ?? '')
  const wrong = given.find((name) => !known.includes(name))
  const meant = wrong === undefined ? undefined : nearest(wrong, known)
  return meant === undefined ? ' See --help.' : ` Did you mean --${meant}?`
}

/** The one that begins like it, if only one does; else the one that is written most like it. */
function nearest(word: string, known: readonly string[]): string | undefined {
  const longer = word.length < 3 ? [] : known.filter((name) => name.startsWith(word))
  return longer.length === 1 ? longer[0] : closest(word, known)
}

/** The flags of a command line, one line each. */
export function describeFlags(flags: Flags): string {
  const rows = Object.entries<Flag>(flags).map(
    ([name, flag]) => [usageOf(name, flag), describe(flag)] as const,
  )
  const width = Math.max(...rows.map(([usage]) => usage.length))
  return rows.map(([usage, text]) => `  ${usage.padEnd(width)}  ${text}\n`).join('')
}

function describe(flag: Flag): string {
  const notes = [flag.isRepeatable && 'repeatable', flag.default && `default ${flag.default}`].filter(Boolean)
  return notes.length > 0 ? `${flag.text} (${notes.join('; ')})` : flag.text
}

/** A whole number in a range. */
export function readNumber(flag: string, text: string, least: number, most: number): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= least && number <= most) return number
  throw new UsageError(`--${flag} must be a number from ${least} to ${most}, not "${text}".`)
}

/** A length of time. */
export function readSeconds(flag: string, text: string): number {
  return readPositive(flag, text, 'a number of seconds')
}

/** A number above 0. */
export function readPositive(flag: string, text: string, what = 'a number'): number {
  const number = Number(text)
  if (text.trim() !== '' && number > 0 && Number.isFinite(number)) return number
  throw new UsageError(`--${flag} must be ${what} above 0, not "${text}".`)
}

/** Two texts and what stands between them. */
export function readPair(flag: string, text: string, separator: string, form: string): [string, string] {
  const at = text.indexOf(separator)
  if (at > 0 && at < text.length - 1) return [text.slice(0, at), text.slice(at + 1)]
  throw new UsageError(`--${flag} must be ${form}, not "${text}".`)
}

/** Specs by name; a name can be given once. */
export function readSpecs(texts: readonly string[]): Record<string, string> {
  const specs: Record<string, string> = {}
  for (const text of texts) {
    const [name, file] = readPair('spec', text, '=', 'name=file')
    if (Object.hasOwn(specs, name)) throw new UsageError(`--spec gives the name "${name}" twice.`)
    specs[name] = file
  }
  return specs
}
