/** `pnpm run bench`: the mock beside bare `node:http` and stock Prism. */
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { messageOf } from '../src/errors.ts'
import { compare } from './compare.ts'
import { machineFacts } from './machine.ts'
import { type Results, replaceTable, summarize, tableOf } from './report.ts'
import { soak } from './soak.ts'
import { measureStartup } from './startup.ts'
import { measureState } from './state.ts'
import { readSubject } from './subject.ts'

const help = `Usage: pnpm run bench [options]

Measures the mock beside bare node:http and stock Prism, and brings bench/results.json and the table in README.md up
to date. Servers run on one processor and the load on another, where that can be chosen.

  --rounds <number>   how often each side is measured (default 5)
  --seconds <number>  how long each measurement takes (default 4)
  --state             instead: what state costs, with many records
  --soak <minutes>m   instead: mixed load for so long, to see whether memory grows
  -h, --help          show this help
`

const options = {
  rounds: { type: 'string', default: '5' },
  seconds: { type: 'string', default: '4' },
  soak: { type: 'string' },
  state: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

const files = {
  results: new URL('results.json', import.meta.url),
  readme: new URL('../README.md', import.meta.url),
}

class UsageError extends Error {}

function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}

async function main(): Promise<void> {
  const values = read()
  if (values.help) return void process.stdout.write(help)
  const before = await readResults()
  const measured = { date: new Date().toISOString().slice(0, 10), ...machineFacts() }
  if (values.soak !== undefined) {
    const result = await soak(numberIn('soak', values.soak.replace(/m$/, '')), tell)
    return write({ ...before, soak: { measured, ...result } })
  }
  const plan = { rounds: numberIn('rounds', values.rounds), seconds: numberIn('seconds', values.seconds) }
  if (values.state) {
    const result = await measureState(plan, tell)
    return write({ ...before, state: { measured, rounds: plan.rounds, ...result } })
  }
  const subject = await readSubject()
  const startup = await measureStartup()
  tell(`every provider: ready after ${Math.round(startup.readyAfter)} ms`)
  const all = await compare(subject, plan, tell)
  await write({ ...before, comparison: { measured, ...plan, ...summarize(subject, all), startup } })
}

function read() {
  try {
    return parseArgs({ options, strict: true }).values
  } catch (error) {
    throw new UsageError(`${messageOf(error).split('. ')[0]}. See --help.`, { cause: error })
  }
}

function numberIn(name: string, text: string): number {
  const value = Number(text)
  if (value > 0) return value
  throw new UsageError(`--${name} must be a number above 0, not "${text}".`)
}

async function readResults(): Promise<Results> {
  return JSON.parse(await readFile(files.results, 'utf8').catch(() => '{}')) as Results
}

async function write(results: Results): Promise<void> {
  await writeFile(files.results, `${JSON.stringify(results, null, 2)}\n`)
  const readme = await readFile(files.readme, 'utf8')
  await writeFile(files.readme, replaceTable(readme, tableOf(results)))
  process.stdout.write(`${tableOf(results)}\n`)
}

try {
  await main()
} catch (error) {
  process.stderr.write(`bench: ${messageOf(error)}\n`)
  process.exitCode = error instanceof UsageError ? 2 : 1
}
