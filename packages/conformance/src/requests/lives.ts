/** What can happen to one thing, from its creation on: operations that belong together by what they answer and where. */
import type { Document } from '@parlance/compiler'
import { type ContractOperation, readContract } from './contract.ts'
import { propertiesOf, recordIn } from './records.ts'

export interface Life {
  readonly create: ContractOperation
  readonly read: ContractOperation
  /** What the path of `read` calls the identity of the thing. */
  readonly parameter: string
  /** Where it should be found among others. */
  readonly lists: readonly ContractOperation[]
  readonly count: ContractOperation | undefined
  readonly updates: readonly ContractOperation[]
  readonly remove: ContractOperation | undefined
  /** Everything that leads to it or through it, `read`, `updates` and `remove` among it. */
  readonly below: readonly ContractOperation[]
}

/** Every way in which something can be created that can be read. */
export function livesOf(document: Document): Life[] {
  const all = readContract(document)
  return all
    .filter(({ method }) => method === 'POST')
    .flatMap((create) => {
      const read = all.find((one) => isReadOf(document, one, create))
      return read ? [lifeOf(document, all, create, read)] : []
    })
}

/** Reads of one thing by its identity, with everything that leads to it or through it. */
export function readsOf(document: Document): Pick<Life, 'read' | 'parameter' | 'below'>[] {
  const all = readContract(document)
  return all
    .filter(isReadOfOne)
    .map((read) => ({ read, parameter: parameterOf(read), below: below(all, read) }))
}

function lifeOf(
  document: Document,
  all: readonly ContractOperation[],
  create: ContractOperation,
  read: ContractOperation,
): Life {
  const collection = collectionOf(read)
  const gets = all.filter(({ method, base }) => method === 'GET' && base === read.base)
  const single = all.filter(({ base, path }) => base === read.base && path === read.path)
  return {
    create,
    read,
    parameter: parameterOf(read),
    lists: gets.filter(({ path, isPaged }) => isPaged && (path === collection || path === create.path)),
    count: gets.find((one) => one.path.startsWith(`${collection}/`) && isCount(document, one)),
    updates: single.filter(({ method }) => method === 'PATCH' || method === 'PUT'),
    remove: single.find(({ method }) => method === 'DELETE'),
    below: below(all, read),
  }
}

/** Whether an operation reads what another one creates: it stands below it, or answers the very same. */
function isReadOf(document: Document, read: ContractOperation, create: ContractOperation): boolean {
  if (!isReadOfOne(read) || read.base !== create.base) return false
  // What is done to a thing may answer with it, and makes none.
  if (`${create.path}/`.startsWith(`${read.path}/`)) return false
  const made = recordIn(document, create)?.pointer
  return (
    collectionOf(read) === create.path || (made !== undefined && made === recordIn(document, read)?.pointer)
  )
}

function isReadOfOne({ method, path }: ContractOperation): boolean {
  return method === 'GET' && path.endsWith('}')
}

function collectionOf({ path }: ContractOperation): string {
  return path.slice(0, path.lastIndexOf('/'))
}

function parameterOf({ path }: ContractOperation): string {
  return /\{([^}]+)\}$/.exec(path)?.[1] ?? ''
}

function below(all: readonly ContractOperation[], read: ContractOperation): ContractOperation[] {
  return all.filter(({ base, path }) => base === read.base && `${path}/`.startsWith(`${read.path}/`))
}

function isCount(document: Document, operation: ContractOperation): boolean {
  const answer = recordIn(document, operation)
  const names = answer ? [...propertiesOf(document, answer.schema).keys()] : []
  return names.length === 1 && names[0] === 'count'
}
