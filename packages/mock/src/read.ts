import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { isObject, type OpenApiDocument, pointer } from './document.ts'
import { messageOf, MockError } from './errors.ts'

/** The error for a spec that is of no use: which, where, and what is wrong with it. */
export function badSpec(name: string, file: string | URL, problem: string, cause?: unknown): MockError {
  const path = file instanceof URL ? fileURLToPath(file) : file
  return new MockError('bad-spec', `The spec of "${name}" (${path}) ${problem}`, { cause })
}

/** Reads an OpenAPI bundle and makes sure that it is one, so that later code may rely on it. */
export async function readDocument(name: string, file: string | URL): Promise<OpenApiDocument> {
  const fail: Fail = (problem, cause) => {
    throw badSpec(name, file, problem, cause)
  }
  const text = await readFile(file, 'utf8').catch((error: unknown) =>
    fail(`cannot be read: ${messageOf(error)}`, error),
  )
  return check(parse(text, fail), fail)
}

type Fail = (problem: string, cause?: unknown) => never

function parse(text: string, fail: Fail): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    return fail(
      `is not JSON: ${messageOf(error)}. Bundle it first: redocly bundle openapi.yaml -o openapi.json`,
      error,
    )
  }
}

function check(document: unknown, fail: Fail): OpenApiDocument {
  if (!isObject(document)) return fail('is not an OpenAPI document: the root is not an object.')
  const version = document['openapi']
  if (typeof version !== 'string' || !version.startsWith('3.')) {
    return fail(`is not an OpenAPI 3 document: "openapi" is ${JSON.stringify(version) ?? 'missing'}.`)
  }
  if (!isObject(document['paths']) || Object.keys(document['paths']).length === 0) {
    return fail('has no paths, so there is nothing to serve.')
  }
  const outside = outsideRef(document, '#')
  if (outside !== undefined) return fail(`is not bundled: ${outside}. Bundle it first: redocly bundle`)
  return document as unknown as OpenApiDocument
}

/**
 * The first `$ref` that leaves the document, if any. They are refused because resolving them would read other files,
 * or the network, on behalf of a document.
 */
function outsideRef(node: unknown, where: string): string | undefined {
  if (typeof node !== 'object' || node === null) return undefined
  const ref = '$ref' in node ? node.$ref : undefined
  if (typeof ref === 'string' && !ref.startsWith('#')) return `$ref "${ref}" at ${where} leaves the document`
  for (const [key, child] of Object.entries(node)) {
    const found = outsideRef(child, pointer(where, key))
    if (found !== undefined) return found
  }
  return undefined
}
