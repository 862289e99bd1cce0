/** Hey API's `openapi-ts` with its default plugins: types, a function for each operation, and a client on fetch. */
import { join } from 'node:path'
import { commandOf, home, runScript, versionOf } from '../tools.ts'
import { type Use, usesOf } from '../uses.ts'
import { compileSource } from './compile.ts'
import { code, type Contender, printed, secret } from './contender.ts'
import { serverOf } from './plain.ts'

export const heyApi: Contender = {
  id: 'hey-api',
  title: `hey-api client-fetch ${versionOf('@hey-api/openapi-ts')}`,
  policies: () => [],
  middleware: true,
  async make({ bundle }, folder) {
    const command = commandOf('@hey-api/openapi-ts', 'openapi-ts')
    const args = ['--input', bundle, '--output', join(folder, 'source'), '--silent', '--no-log-file']
    await runScript(command, args, home)
    await compileSource(folder)
  },
  program(subject, count) {
    const uses = usesOf(subject, count)
    return `import { client } from './client/client.gen.js'
import { ${uses.map(nameOf).join(', ')} } from './client/sdk.gen.js'
client.setConfig({ auth: ${code(secret)} })
${printed(uses, (use) => `${nameOf(use)}({ path: ${code(use.path)} })`)}`
  },
  driver(subject) {
    const [use] = usesOf(subject, 1) as [Use]
    return `import { createClient, createConfig } from './client/client/index.js'
import { ${nameOf(use)} } from './client/sdk.gen.js'
export function connect(fetch, layers) {
  const client = createClient(createConfig({ baseUrl: ${code(serverOf(subject))}, auth: ${code(secret)}, fetch }))
  for (let layer = 0; layer < layers; layer += 1) {
    client.interceptors.request.use((request) => {
      request.headers.set('x-layer', '1')
      return request
    })
  }
  return (signal) => ${nameOf(use)}({ client, path: ${code(use.path)}, signal })
}
`
  },
}

function nameOf({ operation }: Use): string {
  return operation.functionName
}
