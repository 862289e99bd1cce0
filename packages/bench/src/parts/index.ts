import type { PartName } from '../results.ts'
import { calls } from './calls.ts'
import { growth } from './growth.ts'
import { memory } from './memory.ts'
import type { Part } from './part.ts'
import { size } from './size.ts'
import { types } from './types.ts'

/** Every bench, in the order in which they run. */
export const parts: { readonly [Name in PartName]: Part<Name> } = { size, types, calls, memory, growth }
