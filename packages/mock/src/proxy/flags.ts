/**
 * Every flag of `parlance-mock proxy`, in the order of the manual. `--help`, the README and the parser read
 * this list.
 */
import { common, type Flags } from '../flags.ts'

export const proxyFlags = {
  upstream: {
    value: 'url',
    option: 'upstream',
    text: 'the real server, such as https://api.example.com; it has to be given',
  },
  port: common.port,
  host: common.host,
  spec: common.spec,
  har: {
    value: 'file',
    option: 'har',
    default: 'none',
    text: 'write all traffic to this file as HAR 1.2, without secrets',
  },
  'with-secrets': {
    option: 'withSecrets',
    text: 'leave credentials, cookies and passwords in the HAR file',
  },
  'error-on-violation': {
    option: 'errorOnViolation',
    text: 'refuse what breaks the contract: requests by 422 or what the provider has for it, responses by 502',
  },
  timeout: {
    value: 'seconds',
    option: 'timeout',
    default: '60',
    text: 'how long the server may be silent before a request is answered by 504',
  },
  help: common.help,
} as const satisfies Flags
