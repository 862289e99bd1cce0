/** Who takes part, and how each is started. */
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { bundle, provider, type Subject } from './subject.ts'

export interface Side {
  readonly name: string
  /** What to run with Node so that it listens on a port. */
  command(port: number, subject: Subject): string[]
  /** What stands before the path of an operation. */
  readonly base: string
}

const bareServer = fileURLToPath(new URL('./bare.ts', import.meta.url))
const prism = createRequire(import.meta.url).resolve('@stoplight/prism-cli')

/** Several processes are the default in production only, and broken in this version. */
const prismCommand = (port: number) => [
  prism,
  'mock',
  bundle,
  '--port',
  String(port),
  '--multiprocess',
  'false',
]

/** The command line of the mock, which is what people run. */
export const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url))

export const bare: Side = {
  name: 'bare `node:http`, no judgement',
  command: (port, { get, post }) => [bareServer, String(port), JSON.stringify({ get, post })],
  base: '/v2',
}

export const ours: Side = {
  name: '`@parlance/mock`',
  command: (port) => [cli, '--provider', provider, '--no-rate-limit', '--port', String(port)],
  base: `/${provider}/v2`,
}

/** As it comes, logging every request; its log goes nowhere. */
export const stock: Side = { name: '`prism mock`', command: prismCommand, base: '' }

const silent: Side = {
  name: '`prism mock -v silent`',
  command: (port) => [...prismCommand(port), '--verboseLevel', 'silent'],
  base: '',
}

export const sides: readonly Side[] = [bare, ours, stock, silent]
