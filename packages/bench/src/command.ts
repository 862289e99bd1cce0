import { parseArgs } from 'node:util'
import { parts } from './parts/index.ts'
import type { PartName } from './results.ts'

const names = Object.keys(parts) as PartName[]
const width = Math.max(...names.map((name) => name.length))

/** What `--help` prints. */
export const help = `Usage: npm run bench -- [${names.join('|')}|all] …

Measures what a call costs, beside other clients, and keeps the results in packages/bench/results.json.

${names.map((name) => `  ${name.padEnd(width)}  ${parts[name].summary}`).join('\n')}
  ${'all'.padEnd(width)}  all of them (the default)

  -h, --help  this text
`

/** A command line that cannot be understood. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/**
 * Reads a command line: which benches to run, or that help is wanted.
 *
 * @throws {UsageError} that says what is wrong and what is possible.
 */
export function readCommand(args: readonly string[]): { help: boolean; run: PartName[] } {
  const { values, positionals } = parse(args)
  const unknown = positionals.find((name) => name !== 'all' && !isPart(name))
  if (unknown !== undefined) {
    throw new UsageError(`There is no bench '${unknown}': choose from ${names.join(', ')} and all.`)
  }
  const all = positionals.length === 0 || positionals.includes('all')
  return { help: values.help, run: all ? names : names.filter((name) => positionals.includes(name)) }
}

function parse(args: readonly string[]) {
  const options = { help: { type: 'boolean', short: 'h', default: false } } as const
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ')[0]}. See --help.`)
  }
}

function isPart(name: string): name is PartName {
  return Object.hasOwn(parts, name)
}
