/** What is created, read and deleted: three operations that belong together by their paths. */
import type { Exchange } from '../checks/index.ts'
import type { Target } from '../suite/target.ts'
import { toCase } from './cases.ts'
import type { ContractOperation } from './contract.ts'
import type { Case, Kind } from './draft.ts'

export interface Lifecycle {
  readonly create: ContractOperation
  readonly read: ContractOperation
  readonly remove: ContractOperation | undefined
}

/** `POST /things`, `GET /things/{id}` and `DELETE /things/{id}`. */
export function lifecyclesOf(operations: readonly ContractOperation[]): Lifecycle[] {
  return operations
    .filter(({ method }) => method === 'POST')
    .flatMap((create) => {
      const single = operations.filter(
        ({ base, path }) => base === create.base && /^\/\{[^/]+\}$/.test(path.replace(create.path, '')),
      )
      const read = single.find(({ method }) => method === 'GET')
      return read ? [{ create, read, remove: single.find(({ method }) => method === 'DELETE') }] : []
    })
}

/** Creates something, reads it, deletes it and reads it again: what came back to the two reads. */
export async function live(
  { create, read, remove }: Lifecycle,
  one: Case,
  target: Target,
): Promise<Exchange[]> {
  const created = await target.send(one.wire)
  if (created.status >= 300) return []
  const name = /\{([^}]+)\}$/.exec(read.path)![1]!
  const id = idIn(created.body, name) ?? created.headers['location']?.split('/').at(-1)
  if (id === undefined) return []
  const draft = { path: { ...one.draft.path, [name]: id }, query: {}, header: {}, body: undefined }
  const act = async (operation: ContractOperation, kind: Kind, what: string): Promise<Exchange> => {
    const made = toCase(kind, what, operation, draft, target)
    return { ...made, answer: await target.send(made.wire) }
  }
  const found = await act(read, 'after create', `it was created by ${create.id}`)
  if (!remove) return [found]
  const removed = await act(remove, 'after delete', 'it is deleted')
  if (removed.answer.status >= 300) return [found]
  return [found, await act(read, 'after delete', `it was deleted by ${remove.id}`)]
}

/** The id in a body: under the name of the path's parameter or `id`, at the top or inside of what wraps it. */
function idIn(text: string, name: string): string | number | undefined {
  const body = parsed(text)
  const inside = Object.values(body).filter(
    (value): value is object => typeof value === 'object' && value !== null,
  )
  for (const one of [body, ...inside] as Record<string, unknown>[])
    for (const key of [name, 'id']) {
      const value = one[key]
      if (typeof value === 'string' || typeof value === 'number') return value
    }
  return undefined
}

function parsed(text: string): object {
  try {
    return (JSON.parse(text) as object | null) ?? {}
  } catch {
    return {}
  }
}
