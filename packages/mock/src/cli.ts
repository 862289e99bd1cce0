#!/usr/bin/env node
import { readFile } from 'node:fs/promises'
import { enableCompileCache } from 'node:module'
import { MockError, messageOf } from './errors.ts'
import type { Mock } from './mock.ts'
import { type Command, help, readCommand, UsageError } from './options.ts'

enableCompileCache()
try {
  await run(readCommand(process.argv.slice(2)))
} catch (error) {
  process.stderr.write(`parlance-mock: ${messageOf(error)}\n`)
  process.exitCode = isUsage(error) ? 2 : 1
}

async function run(command: Command): Promise<void> {
  if (command.run === 'help') return void process.stdout.write(help)
  if (command.run === 'version') return void process.stdout.write(`${await version()}\n`)
  const { port, host, specs, providers } = command
  // Everything else waits until here: the two commands above and a mistyped flag need none of it.
  const { createMock } = await import('./mock.ts')
  const mock = await createMock({ port, host, specs, ...(providers && { providers }) })
  stopOnSignal(mock)
  process.stdout.write(banner(mock))
}

function banner(mock: Mock): string {
  const width = Math.max(...mock.providers.map(({ name }) => name.length))
  const lines = mock.providers.map(
    ({ name, url, operations }) => `  ${name.padEnd(width)}  ${url}  ${operations} operations\n`,
  )
  return `${lines.join('')}Ready in ${Math.round(performance.now())} ms. Stop with Ctrl+C.\n`
}

/** The first signal lets running requests finish; the second does not wait. */
function stopOnSignal(mock: Mock): void {
  let stopping = false
  const stop = () => {
    if (stopping) process.exit(1)
    stopping = true
    void mock.close().then(() => process.exit(0))
  }
  process.on('SIGINT', stop).on('SIGTERM', stop)
}

function isUsage(error: unknown): boolean {
  if (error instanceof UsageError) return true
  return error instanceof MockError && (error.code === 'unknown-provider' || error.code === 'bad-name')
}

async function version(): Promise<string> {
  const manifest = await readFile(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}
