import type { Options } from 'minisearch'
import type { Entry } from '../search/entries.ts'

/** The words by which a text is found. */
export function tokenize(text: string): string[]

/** How the index is made and read. */
export const options: Options<Entry>
