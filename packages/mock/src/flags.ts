/** Every flag of the command line, in the order of the manual. `--help`, the README and the parser read this list. */
import { secretVariable } from './webhooks/secret.ts'

export interface Flag {
  /** What follows the flag; a flag without it is a switch. */
  readonly value?: string
  readonly short?: string
  /** Whether it may be given several times. */
  readonly isRepeatable?: true
  /** The option of `createMock` that does the same. */
  readonly option?: string
  /** What holds when it is not given, in words. */
  readonly default?: string
  readonly text: string
}

/** The flags of a command line by name. */
export type Flags = Record<string, Flag>

/** Flags that several commands have. */
export const common = {
  port: {
    value: 'number',
    option: 'port',
    default: '4010',
    text: 'port to listen on; 0, the default of the library, is any free one',
  },
  host: {
    value: 'address',
    option: 'host',
    default: '127.0.0.1',
    text: 'address to listen on; other machines can call only if you say so',
  },
  spec: {
    value: 'name=file',
    isRepeatable: true,
    option: 'specs',
    text: 'an OpenAPI 3 document of your own and its name: YAML or JSON, in one file or several',
  },
  help: { short: 'h', text: 'show this help' },
} as const satisfies Flags

export const flags = {
  port: common.port,
  host: common.host,
  'port-per-provider': {
    option: 'portPerProvider',
    text: 'give each provider a port, from --port upwards, instead of a path',
  },
  provider: {
    value: 'name',
    isRepeatable: true,
    option: 'providers',
    default: 'all',
    text: 'serve this provider only',
  },
  spec: common.spec,
  watch: {
    option: 'watch',
    text: 'serve a spec as it has become when one of its files changes',
  },
  stateful: {
    option: 'stateful',
    text: 'keep what requests send: what was created can be read, listed, changed and deleted',
  },
  'state-file': {
    value: 'file',
    option: 'stateFile',
    text: 'keep the data of --stateful in this SQLite file too, so that the next start goes on from it',
  },
  'state-limit': {
    value: 'MiB',
    option: 'stateLimit',
    default: '256',
    text: 'how much data all sessions together may have; the option of the library is in bytes',
  },
  webhook: {
    value: 'provider=url',
    isRepeatable: true,
    option: 'webhooks',
    text: `where webhooks of a provider go when its data changes; signed by ${secretVariable}, or by ${secretVariable}_<PROVIDER>`,
  },
  'webhooks-anywhere': {
    option: 'webhooksAnywhere',
    text: 'call addresses that are part of the data on other machines too; otherwise on this one only',
  },
  'strict-auth': {
    option: 'strictAuth',
    text: 'take only keys given with --key and tokens that this mock issued; otherwise any that is not empty',
  },
  key: {
    value: 'key',
    isRepeatable: true,
    option: 'keys',
    text: 'an API key or permanent token that --strict-auth takes',
  },
  client: {
    value: 'id:secret',
    isRepeatable: true,
    option: 'clients',
    default: 'anybody',
    text: 'who gets a token: client id and secret, or email address and password',
  },
  'token-lifetime': {
    value: 'seconds',
    option: 'tokenLifetime',
    default: 'as documented',
    text: 'how long tokens live',
  },
  'no-rate-limit': {
    option: 'rateLimit: false',
    text: 'do not count requests; otherwise the documented limits hold',
  },
  total: {
    value: 'number',
    option: 'total',
    default: 'as many as in the example',
    text: 'how many items lists have',
  },
  'cors-origin': {
    value: 'origin',
    isRepeatable: true,
    option: 'corsOrigins',
    default: 'all',
    text: 'let only pages of this origin call',
  },
  'request-timeout': {
    value: 'seconds',
    option: 'requestTimeout',
    default: '60',
    text: 'how long a client may take to send a request, no more than 10 for its headers; then it gets 408',
  },
  latency: {
    value: 'ms',
    option: 'faults.latency',
    text: 'hold every answer back; lognormal:200,0.4 draws the time around a median of 200 ms',
  },
  'error-rate': {
    value: 'status=share',
    isRepeatable: true,
    option: 'faults.errorRate',
    text: 'answer this share of requests with an error: 503=0.1 is one in ten',
  },
  fault: {
    value: 'kind=share',
    isRepeatable: true,
    option: 'faults.reset, …',
    text: 'reset, truncate or dribble this share of answers: reset=0.05',
  },
  seed: {
    value: 'number|file',
    isRepeatable: true,
    option: 'seed, world',
    default: 'another number each time',
    text: 'a number makes the same requests suffer the same faults again; a file (YAML or JSON) has the data that --stateful begins with; one of each',
  },
  journal: {
    value: 'number',
    option: 'journal',
    default: '1000',
    text: 'how many requests are recorded; 0 is none',
  },
  'remote-control': {
    option: 'remoteControl',
    text: 'let other machines control the mock too, if --host lets them call',
  },
  help: common.help,
  version: { short: 'v', text: 'show the version' },
} as const satisfies Flags

/** How a flag is written: `--port <number>`. */
export function usageOf(name: string, { value, short }: Flag): string {
  return `${short ? `-${short}, ` : ''}--${name}${value ? ` <${value}>` : ''}`
}
