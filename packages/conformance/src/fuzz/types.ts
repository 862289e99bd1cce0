/** Generated sources under the strictest checks of TypeScript, many clients in one run. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { operationsOf, root } from '@parlance/compiler'
import { run } from '../process.ts'
import type { Calls } from './calls.ts'
import type { Compiled } from './compile.ts'
import type { Json } from './schemas.ts'

/** A folder with clients in it, outside of the repository; `using` removes it. */
export interface Workshop extends AsyncDisposable {
  readonly folder: string
  /** Where the client of a number is. */
  folderOf(index: number): string
}

/** Writes clients where TypeScript and Node find their runtime, each with a program that uses all that it has. */
export async function writeClients(clients: readonly Compiled[]): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), 'parlance-fuzz-'))
  const folderOf = (index: number) => join(folder, String(index))
  await mkdir(join(folder, 'node_modules/@parlance'), { recursive: true })
  await symlink(join(root, 'packages/runtime'), join(folder, 'node_modules/@parlance/runtime'), 'junction')
  await symlink(join(root, 'node_modules/@types'), join(folder, 'node_modules/@types'), 'junction')
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: join(root, 'tsconfig.base.json'), include: ['**/*.ts'] }),
  )
  for (const [index, client] of clients.entries()) {
    const files = {
      ...client.files,
      'uses.ts': usesOf(client),
      'document.json': JSON.stringify(client.document),
    }
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folderOf(index), name)), { recursive: true })
      await writeFile(join(folderOf(index), name), text)
    }
  }
  return { folder, folderOf, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

/** What TypeScript has against the clients of a folder; empty when nothing. */
export async function typeErrors({ folder }: Workshop): Promise<string> {
  const { code, output } = await run(
    process.execPath,
    join(root, 'node_modules/typescript/bin/tsc'),
    '-p',
    folder,
  )
  return code === 0 ? '' : output || `tsc ended with ${code}`
}

/** What becomes of calls of all operations of the clients of a folder, against the mock of their documents. */
export async function callClients({ folder }: Workshop, count: number): Promise<Calls> {
  const { output } = await run(process.execPath, join(import.meta.dirname, 'calls.ts'), folder, String(count))
  const found = /\{"answered".*\}$/s.exec(output)?.[0]
  if (found === undefined) throw new Error(`The calls came to no end:\n${output}`)
  return JSON.parse(found) as Calls
}

/** Names every operation and every field of the document, so that one that was lost is an error of TypeScript. */
function usesOf({ model, document }: Compiled): string {
  const methods = operationsOf(model).map(({ id, verb }) => {
    const resource = id.split('.')[0]!
    return `const method${id.replaceAll('.', '_')}: (...args: never[]) => unknown = client[${text(resource)}][${text(verb)}]`
  })
  const queries = operationsOf(model).flatMap(({ typeName, query }) =>
    query.map(({ name }) => `types.${typeName}Query[${text(name)}]`),
  )
  const fields = Object.entries((document.components?.schemas ?? {}) as Json).flatMap(([name, schema]) =>
    propertiesOf(schema as Json).map((property) => `components['schemas'][${text(name)}][${text(property)}]`),
  )
  const used = methods.map((line) => /^const (\w+)/.exec(line)![1])
  return `import { createClient } from './index.ts'
import type * as types from './types.ts'
import type { components } from './schema.ts'
const client = createClient()
${methods.join('\n')}
export const methods = [${used.join(', ')}]
export type Types = typeof types
export type Fields = [components, ${[...queries, ...fields].join(', ')}]
`
}

/** The properties of a schema that is an object and nothing else. */
function propertiesOf(schema: Json): string[] {
  const isPlain = !['anyOf', 'oneOf', 'allOf', 'not', 'enum', 'const', '$ref'].some((word) =>
    Object.hasOwn(schema, word),
  )
  return isPlain && schema['type'] === 'object' ? Object.keys((schema['properties'] ?? {}) as Json) : []
}

function text(value: string): string {
  return JSON.stringify(value)
}
