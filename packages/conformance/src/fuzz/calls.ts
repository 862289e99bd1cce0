/**
 * Calls every operation of generated clients against the mock of their document, and prints what went wrong as JSON. A
 * program of its own, because Node runs the clients as they are written.
 *
 * Usage: node calls.ts <folder> <number of clients>
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createMock } from '@parlance/mock'
import { operationsOf } from './serve.ts'
import type { Json } from './schemas.ts'

type Client = Record<string, Record<string, (...args: unknown[]) => PromiseLike<unknown>>>

/** What became of the calls. */
export interface Calls {
  readonly answered: number
  readonly refused: number
  readonly problems: readonly string[]
}

/** Statuses by which the mock refuses arguments: the ones here are not made with care. */
const refusals = new Set([400, 406, 415, 422])

const [folder = '', count = '0'] = process.argv.slice(2)
const calls = { answered: 0, refused: 0, problems: [] as string[] }
for (let index = 0; index < Number(count); index++) await callAll(join(folder, String(index)))
process.stdout.write(JSON.stringify(calls))

async function callAll(place: string): Promise<void> {
  const file = join(place, 'document.json')
  const document = JSON.parse(readFileSync(file, 'utf8')) as Json
  await using mock = await createMock([], { listen: false, specs: { fuzz: file } })
  const { createClient } = (await import(pathToFileURL(join(place, 'index.ts')).href)) as {
    createClient: (options: object) => Client
  }
  const client = createClient({ ...mock.optionsFor('fuzz'), retry: false, rateLimit: false })
  for (const { node, path } of operationsOf(document)) {
    const id = String(node['operationId'])
    const [resource = '', verb = ''] = id.split('.')
    const parameters = (node['parameters'] ?? []) as Json[]
    const inPath = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) =>
      argumentOf(parameters.find((one) => one['in'] === 'path' && one['name'] === name)!),
    )
    const inQuery = parameters
      .filter((one) => one['in'] === 'query')
      .map((one) => [one['name'], argumentOf(one)] as const)
    const query = inQuery.length > 0 ? [Object.fromEntries(inQuery)] : []
    const hasBody = node['requestBody'] !== undefined
    const rest = hasBody ? [undefined, ...query.map((one) => ({ query: one }))] : query
    await call(`${place} ${id}`, () => client[resource]![verb]!(...inPath, ...rest))
    const last = mock.lastCall
    // A literal path may stand before a template that fits as well.
    if (last?.path !== undefined && last.operation === undefined)
      calls.problems.push(`${place} ${id}: the mock has no ${last.path}`)
  }
}

async function call(name: string, make: () => PromiseLike<unknown>): Promise<void> {
  try {
    await make()
    calls.answered++
  } catch (error) {
    const { status, message = String(error) } = error as { status?: number; message?: string }
    if (status !== undefined && refusals.has(status)) calls.refused++
    else calls.problems.push(`${name}: ${status ?? ''} ${message}`)
  }
}

function argumentOf(parameter: Json): unknown {
  const type = (parameter['schema'] as Json | undefined)?.['type']
  if (type === 'integer' || type === 'number') return 7
  if (type === 'array') return ['x', 'y']
  return type === 'boolean' ? true : 'x'
}
