/** One file of a spec: read, and parsed as JSON or YAML. */
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Document, LineCounter, Node } from 'yaml'
import { messageOf } from '../errors.ts'
import { checkDepth } from './depth.ts'
import { SourceError } from './source-error.ts'

/** A file of a spec. */
export interface Source {
  /** Absolute. */
  readonly path: string
  readonly text: string
  readonly value: unknown
}

/**
 * So many times may aliases of a YAML file be used, directly or through each other: a few lines could fill
 * the memory.
 */
const mostAliases = 10_000

/** Reads and parses a file. Throws a `SourceError`. */
export async function readSource(path: string): Promise<Source> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new SourceError('does not exist.', { cause: error })
    throw new SourceError(`cannot be read: ${messageOf(error)}.`, { cause: error })
  })
  const value = await parse(path, text.replace(/^\ufeff/, ''))
  checkDepth(value)
  return { path, text, value }
}

async function parse(path: string, text: string): Promise<unknown> {
  const isJson = extname(path).toLowerCase() === '.json'
  if (!isJson && !text.trimStart().startsWith('{')) return parseYaml(text)
  // JSON is YAML as well, but is read many times faster as what it is.
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!isJson) return parseYaml(text)
    throw new SourceError(`is not JSON: ${await jsonMistake(text, messageOf(error))}.`, { cause: error })
  }
}

/** What is wrong with JSON, and where; the engine does not always tell where. */
async function jsonMistake(text: string, message: string): Promise<string> {
  const [, what, line, column] =
    /^(.*) in JSON at position \d+ \(line (\d+) column (\d+)\)$/.exec(message) ?? []
  if (what !== undefined) return `line ${line}, column ${column}: ${what}`
  const { document, lines } = await yamlOf(text, { schema: 'json' })
  const [error] = document.errors
  return error ? `${placeAt(lines, error.pos[0])}: ${message}` : message
}

async function parseYaml(text: string): Promise<unknown> {
  const { document, lines } = await yamlOf(text).catch((thrown: unknown) => {
    // The parser goes as deep as the text does.
    if (!(thrown instanceof RangeError)) throw thrown
    throw new SourceError('is nested too deep to be read. Write it in levels that people can follow.', {
      cause: thrown,
    })
  })
  const [error] = document.errors
  if (error) throw new SourceError(`is not YAML: ${placeAt(lines, error.pos[0])}: ${error.message}.`)
  try {
    return document.toJS({ maxAliasCount: mostAliases })
  } catch (thrown) {
    // Aliases are followed only now.
    const place = await lostAlias(document, lines)
    throw new SourceError(`is not YAML: ${place}${messageOf(thrown)}.`, { cause: thrown })
  }
}

/** Where the first alias of nothing is. */
async function lostAlias(document: Document, lines: LineCounter): Promise<string> {
  const { visit } = await import('yaml')
  let place = ''
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) || !alias.range) return undefined
      place = `${placeAt(lines, alias.range[0])}: `
      return visit.BREAK
    },
  })
  return place
}

/**
 * Where something stands in a file, by the keys that lead to it: `line 3, column 5`; nothing when it cannot
 * be told.
 */
export async function placeOf({ text }: Source, keys: readonly string[]): Promise<string | undefined> {
  const { document, lines } = await yamlOf(text)
  const start = nodeAt(document.contents, keys)?.range?.[0]
  return start === undefined ? undefined : placeAt(lines, start)
}

/** Keys of YAML need not be text: `200` is a number. */
function nodeAt(root: Node | null, keys: readonly string[]): Node | null {
  let node: unknown = root
  for (const key of keys) {
    const { items } = node as { items?: unknown[] }
    const pair = items?.find((item) => String((item as { key?: unknown }).key) === key)
    node = pair ? (pair as { value: unknown }).value : items?.[Number(key)]
    if (typeof node !== 'object' || node === null) return null
  }
  return node as Node | null
}

/** Not loaded before it is needed: bundles are JSON. */
async function yamlOf(text: string, options: { schema?: string } = {}) {
  const { LineCounter, parseDocument } = await import('yaml')
  const lines = new LineCounter()
  const settings = { lineCounter: lines, prettyErrors: false, merge: true, logLevel: 'error' } as const
  return { document: parseDocument(text, { ...settings, ...options }), lines }
}

function placeAt(lines: LineCounter, offset: number): string {
  const { line, col } = lines.linePos(offset)
  return `line ${line}, column ${col}`
}
