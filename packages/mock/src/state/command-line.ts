/** Reads what a command line says of the state. */
import { readNumber, readPair, UsageError } from '../arguments.ts'
import { secretOf } from '../webhooks/secret.ts'
import type { StateOptions, WebhookListener } from './options.ts'

/** What was given for the flags of the state. */
export interface StateValues {
  readonly stateful?: boolean | undefined
  readonly seed?: readonly string[] | undefined
  readonly 'state-file'?: string | undefined
  readonly 'state-limit'?: string | undefined
  readonly webhook?: readonly string[] | undefined
  readonly 'webhooks-anywhere'?: boolean | undefined
}

/** Flags that mean nothing to a mock that keeps no state. */
const needy = ['state-file', 'state-limit', 'webhook', 'webhooks-anywhere'] as const

const mebibyte = 1024 * 1024
/** More than any machine has memory for. */
const mostMebibytes = 1024 * 1024

/** The options of a command line; throws a `UsageError` for flags that make no sense together. */
export function readStateOptions(values: StateValues): StateOptions & { seed?: number } {
  const { webhook, 'state-file': file, 'state-limit': limit } = values
  const { seed, world } = readSeeds(values.seed ?? [])
  if (!values.stateful) {
    const idle = needy.find((name) => values[name] !== undefined)
    if (idle !== undefined) throw useless(`--${idle}`)
    if (world !== undefined) throw useless(`--seed ${world}`)
  }
  return {
    ...(seed !== undefined && { seed }),
    ...(world !== undefined && { world }),
    ...(values.stateful && { stateful: true }),
    ...(file !== undefined && { stateFile: file }),
    ...(limit !== undefined && { stateLimit: readNumber('state-limit', limit, 1, mostMebibytes) * mebibyte }),
    ...(webhook && { webhooks: webhook.map(readListener) }),
    ...(values['webhooks-anywhere'] && { webhooksAnywhere: true }),
  }
}

function useless(flag: string): UsageError {
  return new UsageError(`${flag} is of no use without --stateful: nothing is kept.`)
}

/** A number is where chance begins; anything else is a file. */
function readSeeds(texts: readonly string[]): { seed?: number; world?: string } {
  const numbers = texts.filter((text) => /^-?\d*\.?\d+$/.test(text))
  const files = texts.filter((text) => !numbers.includes(text))
  const [seed, secondSeed] = numbers
  const [world, secondWorld] = files
  if (secondSeed !== undefined)
    throw new UsageError(`--seed gives two numbers, ${seed} and ${secondSeed}: give one.`)
  if (secondWorld !== undefined)
    throw new UsageError(`--seed gives two files, ${world} and ${secondWorld}: give one.`)
  return {
    ...(seed !== undefined && { seed: readNumber('seed', seed, 0, Number.MAX_SAFE_INTEGER) }),
    ...(world !== undefined && { world }),
  }
}

function readListener(text: string): WebhookListener {
  const [provider, url] = readPair('webhook', text, '=', 'provider=url')
  const secret = secretOf(provider)
  return { provider, url, ...(secret !== undefined && { secret }) }
}
