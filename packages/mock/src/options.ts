import {
  describeFlags,
  readArguments,
  readNumber,
  readPair,
  readPositive,
  readSeconds,
  readSpecs,
  UsageError,
  type Values,
} from './arguments.ts'
import { closest } from './closest.ts'
import { FaultError, type Faults, isDelivery, readLatency, readShare, readStatus } from './faults/faults.ts'
import { flags } from './flags.ts'
import { mostItems } from './prefer.ts'
import { proxyFlags } from './proxy/flags.ts'
import type { ProxyOptions } from './proxy/proxy.ts'
import { mostCalls, type MockOptions } from './settings.ts'
import { readStateOptions } from './state/command-line.ts'
import type { WebhookCommand } from './webhooks/command.ts'
import { webhookFlags } from './webhooks/flags.ts'
import { secretOf } from './webhooks/secret.ts'

/** What a command line asks for. */
export type Command =
  | { run: 'help'; text: string }
  | { run: 'version' }
  | { run: 'serve'; options: MockOptions }
  | { run: 'proxy'; options: ProxyOptions }
  | { run: 'webhook'; options: WebhookCommand }

const commands = { serve: readServe, proxy: readProxy, webhook: readWebhook }

/** Reads a command line; throws a `UsageError` that says what is wrong with it. */
export function readCommand(args: readonly string[]): Command {
  const [first = '', ...rest] = args
  return Object.hasOwn(commands, first) ? commands[first as keyof typeof commands](rest) : readServe(args)
}

function readServe(args: readonly string[]): Command {
  const { values, rest } = readArguments(args, flags)
  if (values.help) return { run: 'help', text: help }
  if (values.version) return { run: 'version' }
  const [surplus] = rest
  if (surplus === undefined) return { run: 'serve', options: readOptions(values) }
  const meant = closest(surplus, Object.keys(commands))
  const hint = meant ? `Did you mean the command "${meant}"?` : 'See --help.'
  throw new UsageError(`Unexpected argument '${surplus}'. ${hint}`)
}

const exits = `
Exit codes: 0 stopped by SIGINT or SIGTERM, 1 could not start, 2 bad command line.
`

const help = `Usage: parlance-mock [serve] [options]
       parlance-mock proxy <provider> --upstream <url> [options]
       parlance-mock webhook <provider> <name> --url <url> [options]

Serves the contract of every provider, each under its own path, which stands for the provider's origin.
parlance-mock proxy --help tells how real traffic is validated instead, and parlance-mock webhook --help how webhooks
are sent.

${describeFlags(flags)}${exits}`

type ServeValues = Values<typeof flags>

function readOptions(values: ServeValues): MockOptions {
  const { port = '4010', host, provider, spec = [], key, client, total, journal } = values
  const lifetime = values['token-lifetime']
  const patience = values['request-timeout']
  const origins = values['cors-origin']
  return {
    port: readNumber('port', port, 0, 65_535),
    specs: readSpecs(spec),
    ...(host !== undefined && { host }),
    ...(provider && { providers: provider }),
    ...(values['port-per-provider'] && { portPerProvider: true }),
    ...(values.watch && { watch: true }),
    ...(values['strict-auth'] && { strictAuth: true }),
    ...(key && { keys: readKeys(key, values) }),
    ...(client && { clients: client.map(readClient) }),
    ...(lifetime !== undefined && { tokenLifetime: readSeconds('token-lifetime', lifetime) }),
    ...(values['no-rate-limit'] && { rateLimit: false }),
    ...(total !== undefined && { total: readNumber('total', total, 0, mostItems) }),
    ...(origins && { corsOrigins: origins.map(readOrigin) }),
    ...(patience !== undefined && { requestTimeout: readSeconds('request-timeout', patience) }),
    ...readStateOptions(values),
    ...(journal !== undefined && { journal: readNumber('journal', journal, 0, mostCalls) }),
    ...(values['remote-control'] && { remoteControl: true }),
    faults: readFaults(values),
  }
}

function readFaults({ latency, fault = [], 'error-rate': errors = [] }: ServeValues): Faults {
  const errorRate = errors.map((text) => {
    const [status, share] = readPair('error-rate', text, '=', 'status=share')
    return [attempt('error-rate', () => readStatus(status)), attempt('error-rate', () => readShare(share))]
  })
  const shares = fault.map((text) => {
    const [kind, share] = text.includes('=') ? readPair('fault', text, '=', 'kind=share') : [text, '1']
    if (!isDelivery(kind)) throw new UsageError(`--fault must be reset, truncate or dribble, not "${kind}".`)
    return [kind, attempt('fault', () => readShare(share))]
  })
  return {
    ...(latency !== undefined && { latency: attempt('latency', () => readLatency(latency)) }),
    ...(errors.length > 0 && { errorRate: Object.fromEntries(errorRate) as Faults['errorRate'] & object }),
    ...(Object.fromEntries(shares) as Faults),
  }
}

/** Says which flag a mistake in a fault is in. */
function attempt<T>(flag: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof FaultError)) throw error
    throw new UsageError(`--${flag}: ${error.message}.`, { cause: error })
  }
}

function readKeys(keys: string[], values: ServeValues): string[] {
  if (values['strict-auth']) return keys
  throw new UsageError('--key is of no use without --strict-auth: every key that is not empty is taken.')
}

function readClient(text: string): { id: string; secret: string } {
  const [id, secret] = readPair('client', text, ':', 'id:secret')
  return { id, secret }
}

function readOrigin(text: string): string {
  if (URL.canParse(text) && new URL(text).origin === text) return text
  throw new UsageError(
    `--cors-origin must be scheme, host and port, such as http://localhost:3000, not "${text}".`,
  )
}

const proxyHelp = `Usage: parlance-mock proxy <provider> --upstream <url> [options]

Passes real traffic on to a real server and validates requests and responses against the provider's contract.
The root of the proxy stands for the provider's origin. What breaks the contract is told on stderr, one line each,
counted in the response header x-parlance-violations and in the end, and recorded in the HAR file.

${describeFlags(proxyFlags)}${exits}`

function readProxy(args: readonly string[]): Command {
  const { values, rest } = readArguments(args, proxyFlags)
  if (values.help) return { run: 'help', text: proxyHelp }
  const [provider, surplus] = rest
  const { upstream, port = '4010', host, spec = [], har, timeout } = values
  if (provider === undefined)
    throw new UsageError('proxy needs the name of a provider: proxy <provider> --upstream <url>.')
  if (surplus !== undefined) throw new UsageError(`Unexpected argument '${surplus}'. See proxy --help.`)
  if (upstream === undefined)
    throw new UsageError('proxy needs --upstream <url>: the address of the real server.')
  return {
    run: 'proxy',
    options: {
      provider,
      upstream,
      port: readNumber('port', port, 0, 65_535),
      specs: readSpecs(spec),
      ...(host !== undefined && { host }),
      ...(har !== undefined && { har }),
      ...(timeout !== undefined && { timeout: readSeconds('timeout', timeout) }),
      ...(values['with-secrets'] && { withSecrets: true }),
      ...(values['error-on-violation'] && { errorOnViolation: true }),
    },
  }
}

const webhookHelp = `Usage: parlance-mock webhook <provider> <name> --url <url> [options]

Sends a webhook as the provider would: with an example of the spec, signed, and repeated while it fails.
The name is that of the webhook or of its operation, of an example, or of an event.

${describeFlags(webhookFlags)}
Exit codes: 0 delivered, 1 not delivered, 2 bad command line.
`

function readWebhook(args: readonly string[]): Command {
  const { values, rest } = readArguments(args, webhookFlags)
  if (values.help) return { run: 'help', text: webhookHelp }
  const [provider, name, surplus] = rest
  const { url, example, body: bodyFile, speed, timeout } = values
  if (provider === undefined || name === undefined)
    throw new UsageError(
      'webhook needs a provider and the name of a webhook: webhook <provider> <name> --url <url>.',
    )
  if (surplus !== undefined) throw new UsageError(`Unexpected argument '${surplus}'. See webhook --help.`)
  const secret = values.secret ?? secretOf(provider)
  if (url === undefined) throw new UsageError('webhook needs --url <url>: where to send it.')
  if (bodyFile !== undefined && example !== undefined)
    throw new UsageError('--body and --example cannot be given together.')
  return {
    run: 'webhook',
    options: {
      provider,
      name,
      specs: readSpecs(values.spec ?? []),
      bodyFile,
      options: {
        url,
        ...(secret && { secret }),
        ...(example !== undefined && { example }),
        ...(values['no-retries'] && { retries: false }),
        ...(speed !== undefined && { speed: readPositive('speed', speed) }),
        ...(timeout !== undefined && { timeout: readNumber('timeout', timeout, 1, 600_000) }),
      },
    },
  }
}
