/** Every flag of `parlance-mock webhook`, in the order of the manual. `--help`, the README and the parser read this list. */
import { common, type Flags } from '../flags.ts'
import { secretVariable } from './secret.ts'

export const webhookFlags = {
  url: {
    value: 'url',
    option: 'url',
    text: 'where to send it, such as http://127.0.0.1:3000/hook; it has to be given',
  },
  secret: {
    value: 'text',
    option: 'secret',
    default: 'unsigned',
    text: `sign it with this secret, where the provider signs; better in the variable ${secretVariable}`,
  },
  example: {
    value: 'name',
    option: 'example',
    default: 'the first',
    text: 'send this example of the spec',
  },
  body: {
    value: 'file',
    option: 'body',
    text: 'send the JSON of this file instead of an example',
  },
  'no-retries': {
    option: 'retries: false',
    text: 'do not repeat it when it fails; otherwise it is repeated as documented',
  },
  speed: {
    value: 'number',
    option: 'speed',
    default: '1000',
    text: 'how many times faster than documented it is repeated',
  },
  timeout: {
    value: 'ms',
    option: 'timeout',
    default: 'as documented, else 10000',
    text: 'how long the receiver may take to answer',
  },
  spec: common.spec,
  help: common.help,
} as const satisfies Flags
