/** What was measured, as `results.json` keeps it. */
import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { writeFiles } from './files.ts'
import { home, versionOf } from './tools.ts'

/** When and on what something was measured. */
export interface Facts {
  /** Day, `2026-11-21`. */
  readonly date: string
  readonly node: string
  readonly cpu: string
  readonly cores: number
  readonly typescript: string
}

/** A client with a spec. */
export interface Subjected {
  /** Name of the client and its version. */
  readonly client: string
  /** Name of the spec, or of the client's own API. */
  readonly spec: string
  /** How many operations the spec has; unknown for an API that is not ours. */
  readonly operations?: number
}

/** Bytes in a bundle for browsers. */
export interface SizeRow extends Subjected {
  readonly policies: readonly string[]
  /** One call, minified. */
  readonly minified: number
  /** One call, minified and gzipped. */
  readonly first: number
  /** Each further operation, gzipped. */
  readonly further: number
  /** What the first list with paging adds to one call, gzipped; for clients whose paging is separate. */
  readonly paging?: number
}

/** Types made for a program with one call. */
export interface TypesRow extends Subjected {
  readonly typescript: string
  readonly instantiations: number
}

/** Time of a call. All times are in microseconds. */
export interface CallsRow {
  readonly client: string
  /** Layers of middleware. */
  readonly layers: number
  /** Median time of a call. */
  readonly call: number
  /** Median of what a call took longer than bare fetch in the same round, and the quartiles of it. */
  readonly over: number
  readonly quartiles: readonly [number, number]
  /** Median of how many times as long it took as bare fetch in the same round. */
  readonly ratio: number
}

/** Heap in bytes before and after many calls with one signal. */
export interface MemoryRow {
  readonly client: string
  readonly calls: number
  readonly before: number
  readonly after: number
  /** Bytes that stay for each call of the second half. */
  readonly perCall: number
}

/** What a client costs as its spec grows. */
export interface GrowthRow {
  readonly operations: number
  /** Milliseconds from bundle to source. */
  readonly compile: number
  /** Milliseconds from source to ESM and declarations. */
  readonly build: number
  /** One call, minified and gzipped, in bytes: as a function, and with the whole client. */
  readonly first: number
  readonly client: number
  readonly instantiations: number
}

interface Rows {
  size: SizeRow
  types: TypesRow
  calls: CallsRow
  memory: MemoryRow
  growth: GrowthRow
}

/** Name of a bench. */
export type PartName = keyof Rows
/** What a bench measures about one thing. */
export type RowOf<Name extends PartName> = Rows[Name]

/** Each bench that was run, with its own facts, since they can be run one by one. */
export type Results = {
  [Name in PartName]?: { readonly measured: Facts; readonly rows: readonly RowOf<Name>[] }
}

const file = 'results.json'

/** The results there are. */
export function readResults(folder = home): Results {
  try {
    return JSON.parse(readFileSync(join(folder, file), 'utf8')) as Results
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw new Error(
      `packages/bench/${file} cannot be read. Restore it from git, or delete it and run all benches.`,
      {
        cause: error,
      },
    )
  }
}

/** Keeps the rows of one bench; those of the others stay. */
export function keepRows<Name extends PartName>(
  name: Name,
  rows: readonly RowOf<Name>[],
  facts = currentFacts(),
  folder = home,
): Results {
  const results: Results = { ...readResults(folder), [name]: { measured: facts, rows } }
  writeFiles(folder, { [file]: `${JSON.stringify(results, null, 2)}\n` })
  return results
}

function currentFacts(): Facts {
  const cores = cpus()
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.versions.node,
    cpu: cores[0]?.model ?? 'unknown',
    cores: cores.length,
    typescript: versionOf('typescript'),
  }
}
