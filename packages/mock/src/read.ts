import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isObject, type OpenApiDocument } from './document.ts'
import { MockError } from './errors.ts'
import { bundle } from './spec/bundle.ts'
import { readSource, SourceError } from './spec/source.ts'

/** The error for a spec that is of no use: which, where, and what is wrong with it. */
export function badSpec(name: string, file: string | URL, problem: string, cause?: unknown): MockError {
  return new MockError('bad-spec', `The spec of "${name}" (${pathOf(file)}) ${problem}`, { cause })
}

/** A spec that has been read. */
export interface Spec {
  readonly document: OpenApiDocument
  /** Text about the document in the words of its author: places in other files get the names of these files. */
  readonly inWords: (text: string) => string
}

export interface ReadOptions {
  /** Whether it is known to be one file whose references lead somewhere. */
  readonly isBundle?: boolean
  /** Gets the path of every file that was looked for, even when reading ends in an error. */
  readonly seen?: Set<string>
}

/** Reads an OpenAPI document, with the files that it refers to, and makes sure that later code may rely on it. */
export async function readSpec(name: string, file: string | URL, options: ReadOptions = {}): Promise<Spec> {
  const { isBundle = false, seen = new Set<string>() } = options
  const path = pathOf(file)
  seen.add(path)
  try {
    const source = await readSource(path)
    const document = check(source.value)
    if (isBundle) return { document, inWords: (text) => text }
    const whole = await bundle(source, seen)
    return { document: check(whole.document), inWords: whole.inWords }
  } catch (error) {
    throw error instanceof SourceError ? badSpec(name, file, error.message, error) : error
  }
}

/** Reads an OpenAPI document, with the files that it refers to. */
export async function readDocument(name: string, file: string | URL): Promise<OpenApiDocument> {
  return (await readSpec(name, file)).document
}

function pathOf(file: string | URL): string {
  return file instanceof URL ? fileURLToPath(file) : resolve(file)
}

function check(document: unknown): OpenApiDocument {
  if (!isObject(document)) throw new SourceError('is not an OpenAPI document: the root is not an object.')
  const { openapi, swagger, paths } = document
  if (swagger !== undefined) throw new SourceError(`is Swagger ${String(swagger)}. ${conversion}`)
  if (typeof openapi !== 'string' || !openapi.startsWith('3.')) {
    const found = JSON.stringify(openapi) ?? 'missing'
    throw new SourceError(`is not an OpenAPI 3 document: "openapi" is ${found}.${hintFor(openapi)}`)
  }
  if (!isObject(paths) || Object.keys(paths).length === 0) {
    throw new SourceError('has no paths, so there is nothing to serve.')
  }
  return document as unknown as OpenApiDocument
}

const conversion = 'Convert it to OpenAPI 3 first: npx swagger2openapi swagger.yaml -o openapi.yaml'

/** YAML reads `3.1` as a number. */
function hintFor(version: unknown): string {
  return version === 3 || version === 3.1
    ? ` Write the whole version, such as "${version.toFixed(1)}.0".`
    : ''
}
