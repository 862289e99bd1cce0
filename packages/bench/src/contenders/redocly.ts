/** Redocly's `generate-client`: one file with the runtime, the types and a table of all operations. */
import { join } from 'node:path'
import type { Subject } from '../subject.ts'
import { type Use, usesOf } from '../uses.ts'
import { commandOf, runScript, versionOf } from '../tools.ts'
import { compileSource } from './compile.ts'
import { code, type Contender, printed, secret } from './contender.ts'
import { serverOf } from './plain.ts'

export const redocly: Contender = {
  id: 'redocly',
  title: `redocly generate-client ${versionOf('@redocly/cli')}`,
  policies: () => ['retry', 'timeout'],
  middleware: true,
  async make({ bundle }, folder) {
    const output = join(folder, 'source', 'client.ts')
    const command = commandOf('@redocly/cli', 'redocly')
    await runScript(command, ['generate-client', bundle, '--output', output], folder)
    await compileSource(folder)
  },
  program(subject, count) {
    const uses = usesOf(subject, count)
    return `import { configure, ${uses.map(nameOf).join(', ')} } from './client/client.js'
configure({ auth: ${code(auth(subject))} })
${printed(uses, (use) => `${nameOf(use)}({ path: ${code(use.path)} })`)}`
  },
  driver(subject) {
    const [use] = usesOf(subject, 1) as [Use]
    return `import { createClient, OPERATIONS } from './client/client.js'
export function connect(fetch, layers) {
  const middleware = Array.from({ length: layers }, () => ({ onRequest(call) { call.headers['x-layer'] = '1' } }))
  const client = createClient(OPERATIONS, { serverUrl: ${code(serverOf(subject))}, auth: ${code(auth(subject))}, fetch, middleware })
  return (signal) => client.${nameOf(use)}({ path: ${code(use.path)} }, { signal })
}
`
  },
}

function nameOf({ operation }: Use): string {
  return operation.id.replace('.', '_')
}

/** Its credentials have the names of the security schemes. */
function auth({ document }: Subject): object {
  const [scheme = ''] = Object.keys(document.components?.securitySchemes ?? {})
  return { apiKey: { [scheme]: secret } }
}
