/** openapi-fetch: one generic client, told what there is by types that openapi-typescript makes. */
import { join } from 'node:path'
import { commandOf, runScript, versionOf } from '../tools.ts'
import { type Use, usesOf } from '../uses.ts'
import { code, type Contender, printed } from './contender.ts'
import { authHeaders, serverOf } from './plain.ts'

export const openapiFetch: Contender = {
  id: 'openapi-fetch',
  title: `openapi-fetch ${versionOf('openapi-fetch')}`,
  policies: () => [],
  middleware: true,
  async make({ bundle }, folder) {
    const command = commandOf('openapi-typescript', 'openapi-typescript')
    await runScript(command, [bundle, '--output', join(folder, 'schema.d.ts')], folder)
  },
  program(subject, count) {
    return `import createClient from 'openapi-fetch'
import type { paths } from './schema.js'
const client = createClient<paths>({ baseUrl: ${code(serverOf(subject))}, headers: ${code(authHeaders(subject))} })
${printed(usesOf(subject, count), (use) => `client.${use.operation.method}(${code(use.operation.path)}, { params: { path: ${code(use.path)} } })`)}`
  },
  driver(subject) {
    const [{ operation, path }] = usesOf(subject, 1) as [Use]
    return `import createClient from 'openapi-fetch'
export function connect(fetch, layers) {
  const client = createClient({ baseUrl: ${code(serverOf(subject))}, headers: ${code(authHeaders(subject))}, fetch })
  for (let layer = 0; layer < layers; layer += 1) {
    client.use({ onRequest({ request }) { request.headers.set('x-layer', '1') } })
  }
  return (signal) => client.${operation.method}(${code(operation.path)}, { params: { path: ${code(path)} }, signal })
}
`
  },
}
