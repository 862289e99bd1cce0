import { parseArgs } from 'node:util'
import { closest } from './closest.ts'
import { messageOf } from './errors.ts'

/** What a command line asks for. */
export type Command =
  | { run: 'help' }
  | { run: 'version' }
  | {
      run: 'serve'
      port: number
      host: string
      specs: Record<string, string>
      providers: string[] | undefined
    }

/** A command line that cannot be understood. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

const flags = {
  port: { type: 'string', default: '4010' },
  host: { type: 'string', default: '127.0.0.1' },
  spec: { type: 'string', multiple: true },
  provider: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const

export const help = `Usage: parlance-mock [options]

Serves the contract of every provider, each under its own path, which stands for the provider's origin.

  --port <number>      port to listen on (default 4010; 0 is any free one)
  --host <address>     address to listen on (default 127.0.0.1: this machine only)
  --provider <name>    serve this provider only (repeatable; default all)
  --spec <name=file>   serve an OpenAPI bundle of your own under this name (repeatable)
  -h, --help           show this help
  -v, --version        show the version
`

/** Reads a command line; throws a UsageError that says what is wrong with it. */
export function readCommand(args: readonly string[]): Command {
  const values = parse(args)
  if (values.help) return { run: 'help' }
  if (values.version) return { run: 'version' }
  return {
    run: 'serve',
    port: readPort(values.port),
    host: values.host,
    specs: Object.fromEntries((values.spec ?? []).map(readSpec)),
    providers: values.provider,
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags, strict: true }).values
  } catch (error) {
    throw new UsageError(`${firstSentence(messageOf(error))}${hint(args)}`)
  }
}

function firstSentence(message: string): string {
  return `${message.split(/\. |\.$/, 1)[0] ?? message}.`
}

function hint(args: readonly string[]): string {
  const known = Object.keys(flags)
  const given = args.filter((arg) => arg.startsWith('--')).map((arg) => arg.slice(2).split('=', 1)[0] ?? '')
  const wrong = given.find((name) => !known.includes(name))
  const meant = wrong === undefined ? undefined : closest(wrong, known)
  return meant === undefined ? ' See --help.' : ` Did you mean --${meant}?`
}

function readPort(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new UsageError(`--port must be a number from 0 to 65535, not "${text}".`)
}

function readSpec(text: string): [string, string] {
  const [name = '', ...rest] = text.split('=')
  const file = rest.join('=')
  if (name !== '' && file !== '') return [name, file]
  throw new UsageError(`--spec must be name=file, not "${text}".`)
}
