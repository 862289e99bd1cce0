import type MiniSearch from 'minisearch'
import type { Options, SearchResult } from 'minisearch'
import type { Entry } from '../search/entries.ts'

/** The words by which a text is found. */
export function tokenize(text: string): string[]

/** How the index is made and read. */
export const options: Options<Entry>

/** What is found for some words, best first. */
export function find(index: MiniSearch<Entry>, text: string): SearchResult[]
