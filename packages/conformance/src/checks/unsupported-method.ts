import { methodsAt } from '../requests/methods.ts'
import type { Check } from './check.ts'

/** Methods that a server answers by itself, whether or not a document says so. */
const ofTheServer = new Set(['HEAD', 'OPTIONS'])

export const unsupportedMethod: Check = {
  name: 'unsupported method',
  promises: 'A method that a path does not have is answered with 405, and `Allow` names those that it has.',
  kinds: ['wrong method'],
  problems({ answer, wire }, { document }) {
    if (answer.status !== 405) return [`${wire.method} was answered with ${answer.status} instead of 405.`]
    const { allow } = answer.headers
    if (allow === undefined) return ['The header Allow is missing.']
    const named = allow.split(',').map((method) => method.trim().toUpperCase())
    const { own, all } = methodsAt(document, wire.target)
    const missing = own.filter((method) => !named.includes(method))
    const foreign = named.filter((method) => !all.includes(method) && !ofTheServer.has(method))
    return [
      ...missing.map((method) => `Allow is "${allow}" and lacks ${method}.`),
      ...foreign.map((method) => `Allow is "${allow}", and there is no ${method}.`),
    ]
  },
}
