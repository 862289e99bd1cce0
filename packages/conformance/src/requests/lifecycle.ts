/** Creates something, reads it, deletes it and reads it again. */
import type { Exchange } from '../checks/index.ts'
import type { Target } from '../suite/target.ts'
import { toCase } from './cases.ts'
import type { ContractOperation } from './contract.ts'
import { aimedAt, type Case, type Kind } from './draft.ts'
import type { Life } from './lives.ts'
import { keyOf, recordOf } from './records.ts'

/** Lives the life of one thing: what came back to the reads after it was created, and after it was deleted. */
export async function live(
  { create, read, remove, parameter }: Life,
  one: Case,
  target: Target,
): Promise<Exchange[]> {
  const created = await target.send(one.wire)
  if (created.status >= 300) return []
  const id = keyIn(created.body, parameter) ?? created.headers['location']?.split('/').at(-1)
  if (id === undefined) return []
  const { path } = aimedAt(one.draft, { [parameter]: id })
  const draft = { path, query: {}, header: {}, body: undefined }
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

/** The identity of what a body tells of. */
function keyIn(text: string, parameter: string): string | undefined {
  try {
    const record = recordOf(JSON.parse(text))
    return record && keyOf(record, parameter)
  } catch {
    return undefined
  }
}
