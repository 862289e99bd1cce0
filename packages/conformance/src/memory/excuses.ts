/** What a provider does otherwise than its document alone would have it: `specs/<provider>/state/excuses.yaml`. */
import { existsSync, readFileSync } from 'node:fs'
import { root } from '@parlance/compiler'
import { parse } from 'yaml'

/** One way in which data is not as a statement has it, and why that is right. */
export interface Excuse {
  /** Name of the statement. */
  readonly statement: string
  /** The operation that does otherwise. */
  readonly operation: string
  /** The fields it is about; all of them without. */
  readonly fields?: readonly string[]
  readonly reason: string
}

/** The excuses of a provider. */
export function excusesOf(provider: string): Excuse[] {
  const file = `${root}specs/${provider}/state/excuses.yaml`
  return existsSync(file) ? ((parse(readFileSync(file, 'utf8')) ?? []) as Excuse[]) : []
}
