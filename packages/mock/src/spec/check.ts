/** Whether what was parsed is an OpenAPI document at all. */
import { isObject, type OpenApiDocument } from '../document.ts'
import { SourceError } from './source-error.ts'

/** Makes sure that a value is a document that can be served. Throws a `SourceError`. */
export function checkDocument(document: unknown): OpenApiDocument {
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
