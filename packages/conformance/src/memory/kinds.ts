/** What the records of each collection have to be, as far as document and rules say so. */
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { type Document, root } from '@parlance/compiler'
import { type ContractOperation, readContract } from '../requests/contract.ts'
import { readsOf } from '../requests/lives.ts'
import { itemIn, recordIn } from '../requests/records.ts'
import { pagingOf } from './pages.ts'

/** Name of a collection → where the schema of its records stands. */
export type Kinds = ReadonlyMap<string, string>

interface Rules {
  readonly collections?: Readonly<Record<string, { readonly schema?: string }>>
}

/** A collection has the name of the resource that it keeps; the rules may know others, and their schemas. */
export async function kindsOf(provider: string, document: Document): Promise<Kinds> {
  const { collections = {} } = await rulesOf(provider)
  const ruled = Object.entries(collections).flatMap(([name, { schema }]) =>
    schema === undefined ? [] : [[name, `/components/schemas/${schema}`] as const],
  )
  const lists = readContract(document).filter(({ isPaged }) => isPaged)
  const listed = lists.flatMap((list) => named(list, itemIn(document, list, pagingOf(document, list).items)))
  const read = readsOf(document).flatMap((one) => named(one.read, recordIn(document, one.read)?.pointer))
  return new Map([...listed, ...read, ...ruled])
}

function named({ id }: ContractOperation, pointer: string | undefined): [name: string, pointer: string][] {
  const [name = '', verb] = id.split('.')
  return pointer === undefined || (verb !== 'list' && verb !== 'get') ? [] : [[name, pointer]]
}

async function rulesOf(provider: string): Promise<Rules> {
  const file = `${root}packages/mock/dist/rules/${provider}.js`
  if (!existsSync(file)) return {}
  return ((await import(pathToFileURL(file).href)) as { default: Rules }).default
}
