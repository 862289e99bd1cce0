/** What a provider does otherwise than its document alone would have it: `specs/<provider>/state/excuses.yaml`. */
import { existsSync, readFileSync } from 'node:fs'
import { root } from '@parlance/compiler'
import { parse } from 'yaml'

/** One way in which data is not as a statement has it, and why that is right. */
export interface Excuse {
  /** The operations that do otherwise. */
  readonly operations: readonly string[]
  /** The fields it is about; without any, the operations as a whole. */
  readonly fields?: readonly string[]
  /** Name of the statement; all of them without. */
  readonly statement?: string
  readonly reason: string
}

/** The excuses of a provider. */
export function excusesOf(provider: string): Excuse[] {
  const file = `${root}specs/${provider}/state/excuses.yaml`
  return existsSync(file) ? ((parse(readFileSync(file, 'utf8')) ?? []) as Excuse[]) : []
}

/** What a problem is about. */
export interface Excusable {
  readonly statement: string
  readonly operation: string
  readonly by?: string
  readonly field?: string
}

/** Excuses, and which of them were of use. */
export class Excuses {
  readonly #all: readonly Excuse[]
  readonly #used = new Set<string>()

  constructor(all: readonly Excuse[]) {
    this.#all = all
  }

  /** Whether a problem is known, and right. */
  cover({ statement, operation, by = operation, field = '' }: Excusable): boolean {
    for (const excuse of this.#all) {
      const { operations, fields = [field], statement: only = statement } = excuse
      const meant = [operation, by].find((one) => operations.includes(one))
      if (meant === undefined || only !== statement || !fields.includes(field)) continue
      this.#used.add(useOf(excuse, meant)).add(useOf(excuse, field))
      return true
    }
    return false
  }

  /** What nothing was excused by. */
  idle(): string[] {
    return this.#all.flatMap((excuse) =>
      [...excuse.operations, ...(excuse.fields ?? [])]
        .filter((part) => !this.#used.has(useOf(excuse, part)))
        .map((part) => `${part}: ${excuse.reason}`),
    )
  }
}

function useOf({ reason }: Excuse, part: string): string {
  return `${reason} ${part}`
}
