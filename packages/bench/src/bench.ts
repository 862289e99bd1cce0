import { table } from '@parlance/compiler'
import { help, readCommand, UsageError } from './command.ts'
import { parts } from './parts/index.ts'
import { keepRows, type PartName } from './results.ts'

/**
 * Runs what a command line asks for: progress to stderr, tables to stdout, results to `results.json`. Each bench keeps
 * its results as soon as it is done.
 *
 * @returns the exit code: 2 when the command line cannot be understood, 1 when a bench failed.
 */
export async function bench(args: readonly string[]): Promise<number> {
  try {
    const command = readCommand(args)
    if (command.help) process.stdout.write(help)
    else for (const name of command.run) await runPart(name)
    return 0
  } catch (error) {
    process.stderr.write(`✗ ${error instanceof Error ? error.message : String(error)}\n`)
    return error instanceof UsageError ? 2 : 1
  }
}

async function runPart<Name extends PartName>(name: Name): Promise<void> {
  const { summary, measure, columns, cells } = parts[name]
  const begun = performance.now()
  process.stderr.write(`▸ ${name}: ${summary}\n`)
  const rows = await measure((line) => process.stderr.write(`  ${line}\n`))
  keepRows(name, rows)
  process.stderr.write(`  Done in ${Math.round((performance.now() - begun) / 1000)} s\n`)
  const lines = rows.map((row) => cells(row).map(String))
  process.stdout.write(`${table([...columns], lines)}\n`)
}
