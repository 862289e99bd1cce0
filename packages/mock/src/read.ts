import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { OpenApiDocument } from './document.ts'
import { MockError } from './errors.ts'
import { bundle } from './spec/bundle.ts'
import { checkDocument } from './spec/check.ts'
import { readSource } from './spec/source.ts'
import { SourceError } from './spec/source-error.ts'

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
    const document = checkDocument(source.value)
    if (isBundle) return { document, inWords: (text) => text }
    const whole = await bundle(source, seen)
    return { document: checkDocument(whole.document), inWords: whole.inWords }
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
