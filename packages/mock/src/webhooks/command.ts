/** `parlance-mock webhook`: sends one webhook and tells what became of it. */
import { readFile } from 'node:fs/promises'
import { messageOf, MockError } from '../errors.ts'
import { InputError } from '../input.ts'
import { readSpec } from '../read.ts'
import { findSpecs } from '../specs.ts'
import type { WebhookAttempt, WebhookOptions } from './options.ts'
import { sendWebhook } from './send.ts'

/** What the command line asks for. */
export interface WebhookCommand {
  readonly provider: string
  readonly name: string
  /** OpenAPI documents besides the shipped ones: name → file. */
  readonly specs: Readonly<Record<string, string>>
  /** File with the body. */
  readonly bodyFile: string | undefined
  readonly options: WebhookOptions
}

/** Sends the webhook, with a line for each attempt. Gives the exit code: 0 when it was delivered, else 1. */
export async function runWebhook(command: WebhookCommand, tell: (line: string) => void): Promise<number> {
  const { provider, name, specs, bodyFile, options } = command
  const found = await findSpecs([provider], specs)
  const spec = found.find((one) => one.name === provider)
  const { document } = await readSpec(provider, spec!.file, { isBundle: spec!.shipped })
  let count = 0
  const report = await sendWebhook({ name: provider, document }, name, {
    ...options,
    ...(bodyFile !== undefined && { body: await readBody(bodyFile) }),
    onAttempt: (attempt) => tell(lineOf(++count, attempt)),
  }).catch(inFlags)
  for (const violation of report.violations) tell(`The contract does not allow this: ${violation}`)
  const pause =
    report.pause === undefined ? '' : ` The provider now delivers nothing for ${report.pause} seconds.`
  tell(report.delivered ? 'Delivered.' : `Not delivered.${pause}`)
  return report.delivered ? 0 : 1
}

/** Options are called otherwise on the command line. */
function inFlags(error: unknown): never {
  if (!(error instanceof InputError)) throw error
  const mistakes = error.problems.map(({ pointer, message }) => `--${pointer.slice(1)} ${message}`)
  throw new MockError('bad-option', `${mistakes.join('; ')}.`, { cause: error })
}

function lineOf(count: number, { status, error, duration }: WebhookAttempt): string {
  const result = [status, error].filter((part) => part !== undefined).join(': ')
  return `Attempt ${count}: ${result} (${duration} ms)`
}

async function readBody(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw new MockError('bad-option', `--body: ${file} cannot be read as JSON: ${messageOf(error)}`, {
      cause: error,
    })
  }
}
