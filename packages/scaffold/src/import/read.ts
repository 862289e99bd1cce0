/** Reading the file that an import begins with, and telling what it is. */
import { readFileSync, statSync } from 'node:fs'
import { LineCounter, parseDocument, type Document as YamlDocument } from 'yaml'
import { ScaffoldError } from '../errors.ts'
import { isNode, type Node, nodeAt, type Path, textAt } from './tree.ts'

/** A file as it was read. */
export interface Source {
  file: string
  document: Node
  /** `openapi.yaml:12`, the place of a part, or of the nearest one around it. */
  placeOf(path: Path): string
}

/** What can be imported. */
export type Kind = 'openapi' | 'postman'

const largest = 32 * 1024 * 1024

/**
 * Reads a YAML or JSON file that holds an object.
 *
 * @throws {ScaffoldError} with file and line when it cannot be read.
 */
export function readSource(file: string): Source {
  const text = readText(file)
  const document = readJson(text) ?? readYaml(file, text)
  if (!isNode(document)) {
    throw new ScaffoldError(
      `${file} holds ${kindOf(document)}, but a document is an object with keys such as "openapi".`,
    )
  }
  let places: ((path: Path) => string) | undefined
  // Lines are needed for errors only, and finding them takes longer than reading.
  const placeOf = (path: Path) => (places ??= placesIn(file, text))(path)
  return { file, document, placeOf }
}

function readText(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false })
  if (!stats)
    throw new ScaffoldError(`There is no file ${file}. Paths are from the folder where you run the command.`)
  if (!stats.isFile())
    throw new ScaffoldError(`${file} is no file. Name the document itself, such as openapi.yaml.`)
  if (stats.size > largest) {
    throw new ScaffoldError(
      `${file} has ${Math.round(stats.size / 2 ** 20)} MB; a document may have ${largest / 2 ** 20}.`,
    )
  }
  const bytes = readFileSync(file)
  if (bytes.includes(0)) throw new ScaffoldError(`${file} is no text. Documents are YAML or JSON in UTF-8.`)
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '')
  if (text.trim() === '') throw new ScaffoldError(`${file} is empty.`)
  return text
}

function readJson(text: string): unknown {
  if (!/^\s*\{/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    // The YAML parser reads JSON too, and says where it is broken.
    return undefined
  }
}

function readYaml(file: string, text: string): unknown {
  const document = parseDocument(text, { merge: true, prettyErrors: true })
  const [error] = document.errors
  if (error) {
    const [place] = error.linePos ?? []
    const message = error.message.split(/ at line |:\n/)[0]!
    throw new ScaffoldError(`${file}:${place?.line ?? 1}:${place?.col ?? 1}: ${message}.`)
  }
  try {
    return document.toJS({ maxAliasCount: 100 })
  } catch (cause) {
    throw new ScaffoldError(`${file} cannot be read: ${(cause as Error).message}.`, { cause })
  }
}

function placesIn(file: string, text: string): (path: Path) => string {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { merge: true, lineCounter, strict: false, logLevel: 'silent' })
  return (path) => `${file}:${lineOf(document, lineCounter, path)}`
}

function lineOf(document: YamlDocument, lines: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true)
    const range = (node as { range?: [number, number, number] } | undefined)?.range
    if (range) return lines.linePos(range[0]).line
  }
  return 1
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  return value === null || value === undefined ? 'nothing' : `a ${typeof value}`
}

/**
 * Tells what a file holds.
 *
 * @throws {ScaffoldError} for what cannot be imported, with what to do instead.
 */
export function recognise({ file, document, placeOf }: Source): Kind {
  const { swagger, openapi } = document
  if (swagger !== undefined) {
    throw new ScaffoldError(
      `${placeOf(['swagger'])}: this is Swagger ${String(swagger)}, and imports begin at OpenAPI 3.0. Convert it first, for instance in Swagger Editor (Edit, "Convert to OpenAPI 3"), and import the result.`,
    )
  }
  if (openapi !== undefined) {
    if (/^3\.[01](\.\d+)?$/.test(String(openapi))) return 'openapi'
    throw new ScaffoldError(
      `${placeOf(['openapi'])}: this says OpenAPI ${String(openapi)}, and imports take 3.0 and 3.1. Ask the provider for such a version, or write openapi: 3.1.0 if it uses nothing newer.`,
    )
  }
  if (isCollection(document)) return 'postman'
  if (Array.isArray(document['requests']) && textAt(document, 'id') !== undefined) {
    throw new ScaffoldError(
      `${file} is a Postman collection of version 1. Export it as version 2.1 and import that.`,
    )
  }
  if (Array.isArray(document['values']) && textAt(document, '_postman_variable_scope')) {
    throw new ScaffoldError(
      `${file} is a Postman environment. Import the collection; its variables give the address.`,
    )
  }
  throw new ScaffoldError(
    `${file} is neither an OpenAPI document (it has no "openapi") nor a Postman collection (it has no "info.schema" and "item").`,
  )
}

function isCollection(document: Node): boolean {
  return Array.isArray(document['item']) && nodeAt(document, 'info') !== undefined
}
