/** What a provider does otherwise than its document alone would have it: `specs/<provider>/state/excuses.yaml`. */
import { existsSync, readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { root } from '@parlance/compiler'
import { parse } from 'yaml'

/** One way in which data is not as a statement has it, and why that is right. */
export interface Excuse {
  /** The operations that do otherwise; all of them without. */
  readonly operations?: readonly string[]
  /** The fields it is about; without any, the operations as a whole. */
  readonly fields?: readonly string[]
  /** Only where this was sent. */
  readonly sent?: unknown
  readonly reason: string
}

/** What is otherwise. */
export interface Excusable {
  readonly operation: string
  /** The operation that shows it, where that is another one. */
  readonly by?: string
  readonly field?: string
  readonly sent?: unknown
}

/** The excuses of a provider. */
export function excusesOf(provider: string): Excuse[] {
  const file = `${root}specs/${provider}/state/excuses.yaml`
  return existsSync(file) ? ((parse(readFileSync(file, 'utf8')) ?? []) as Excuse[]) : []
}

/** Whether something is known, and right. */
export function isExcused(excuses: readonly Excuse[], what: Excusable): boolean {
  const { operation, by = operation, field = '', sent } = what
  return excuses.some(
    ({ operations = [operation], fields = [field], ...only }) =>
      (operations.includes(operation) || operations.includes(by)) &&
      fields.includes(field) &&
      (!('sent' in only) || isDeepStrictEqual(only.sent, sent)),
  )
}
