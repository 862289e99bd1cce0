#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import { UsageError } from './arguments.ts'
import { MockError, messageOf } from './errors.ts'
import type { Mock } from './mock.ts'
import { type Command, readCommand } from './options.ts'
import type { ProxyOptions } from './proxy/proxy.ts'
import type { MockOptions } from './settings.ts'
import { readVersion } from './version.ts'
import type { WebhookCommand } from './webhooks/command.ts'

enableCompileCache()
// Whoever read the output may have gone.
process.stdout.on('error', () => {})
try {
  await run(readCommand(process.argv.slice(2)))
} catch (error) {
  process.stderr.write(`parlance-mock: ${messageOf(error)}\n`)
  process.exitCode = isUsage(error) ? 2 : 1
}

async function run(command: Command): Promise<void> {
  if (command.run === 'help') process.stdout.write(command.text)
  else if (command.run === 'version') process.stdout.write(`${await readVersion()}\n`)
  else if (command.run === 'serve') await serve(command.options)
  else if (command.run === 'proxy') await proxy(command.options)
  else await webhook(command.options)
}

// What these need is loaded only now: help, version and a mistyped flag need none of it.

async function serve(options: MockOptions): Promise<void> {
  const { createMock } = await import('./mock.ts')
  const mock = await createMock(options)
  stopOnSignal(() => mock.close())
  announce(rowsOf(mock))
}

async function proxy(options: ProxyOptions): Promise<void> {
  const [{ createProxy }, { textOf }] = await Promise.all([
    import('./proxy/proxy.ts'),
    import('./proxy/tally.ts'),
  ])
  const running = await createProxy(options)
  stopOnSignal(async () => {
    await running.close()
    process.stdout.write(textOf(running.summary()))
    if (options.har !== undefined) process.stdout.write(`Recorded in ${options.har}\n`)
  })
  announce(`  ${options.provider}  ${running.url}  for ${running.upstream}\n`)
}

async function webhook(command: WebhookCommand): Promise<void> {
  const { runWebhook } = await import('./webhooks/command.ts')
  process.exitCode = await runWebhook(command, (line) => process.stdout.write(`${line}\n`))
}

function rowsOf({ providers }: Mock): string {
  const width = Math.max(...providers.map(({ name }) => name.length))
  return providers
    .map(({ name, url, operations }) => `  ${name.padEnd(width)}  ${url}  ${operations} operations\n`)
    .join('')
}

function announce(rows: string): void {
  process.stdout.write(`${rows}Ready in ${Math.round(performance.now())} ms. Stop with Ctrl+C.\n`)
}

/** The first signal lets running requests finish; the second does not wait. */
function stopOnSignal(close: () => Promise<void>): void {
  let isStopping = false
  const stop = () => {
    if (isStopping) process.exit(1)
    isStopping = true
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`parlance-mock: ${messageOf(error)}\n`)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', stop).on('SIGTERM', stop)
}

function isUsage(error: unknown): boolean {
  if (error instanceof UsageError) return true
  return (
    error instanceof MockError &&
    ['unknown-provider', 'unknown-webhook', 'bad-name', 'bad-option', 'bad-input'].includes(error.code)
  )
}
